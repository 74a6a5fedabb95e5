package io.runbookmemory.connectors.slo;

import io.runbookmemory.connectors.openslo.OpenSloReader;
import io.runbookmemory.connectors.slo.SloFile.Format;
import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.slo.Slo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads files of objectives and knows their format by what stands in them. Stateless and
 * thread-safe. What is not understood is never guessed: it is refused, or, where the objective
 * itself is whole without it, told in {@link SloFile#notes}.
 *
 * <ul>
 *   <li>OpenSLO v1: as {@link OpenSloReader} says.
 *   <li>Sloth: {@code slos[]} with an {@code objective} in percent. The counts are those of {@code
 *       sli.events}; {@code sli.raw} and {@code sli.plugin} have none. Sloth's period is a flag of
 *       its own command and not in the file: 30 days.
 *   <li>Pyrra: {@code target} in percent, {@code window}, and {@code indicator.ratio} or {@code
 *       indicator.latency}. Its service is the label {@code pyrra.dev/service}, or else the
 *       objective's name.
 *   <li>A dashboard of Grafana: the panels that show what is left of a budget, {@code 1 - (errors /
 *       all / budget)}, as ARM's own dashboard does.
 * </ul>
 */
public final class SloFiles {

  /** A dashboard of many panels has some hundred kilobytes. */
  private static final int MAX_BYTES = 4 << 20;

  private SloFiles() {}

  /**
   * Returns the objectives of a file.
   *
   * @param file YAML of at most 1 MiB, or a dashboard of at most 4
   * @return what was read of it
   * @throws InvalidInputException if it is of no format that is read, or breaks a rule; names the
   *     file, the line, the field, the rule and the value
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static SloFile read(Path file) {
    List<YamlField> documents = YamlFile.documents(file, MAX_BYTES);
    if (documents.isEmpty()) {
      throw new InvalidInputException(file.toString(), "must hold an objective, is empty");
    }
    Format format = format(documents.getFirst());
    if (format == Format.OPENSLO) {
      return new SloFile(format, OpenSloReader.read(file), List.of());
    }
    List<Slo> slos = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (YamlField document : documents) {
      if (format(document) != format) {
        throw document.refusal("must be of the first document's format, " + format);
      }
      slos.addAll(
          switch (format) {
            case OPENSLO -> List.<Slo>of();
            case SLOTH -> new SlothSpec(notes).read(document);
            case PYRRA -> List.of(new PyrraObjective(notes).read(document));
            case GRAFANA -> new GrafanaPanels(notes).read(document);
          });
    }
    return new SloFile(format, slos, notes);
  }

  /**
   * Returns one objective of a file.
   *
   * @param file as {@link #read} takes it
   * @param name which one; empty where the file must hold exactly one
   * @return the objective
   * @throws InvalidInputException as {@link #read} does, or if there is not exactly one
   */
  public static Slo readOne(Path file, Optional<String> name) {
    List<Slo> slos = read(file).slos();
    List<Slo> found =
        slos.stream().filter(slo -> name.isEmpty() || slo.name().equals(name.get())).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    List<String> names = slos.stream().map(Slo::name).toList();
    throw new InvalidInputException(
        file.toString(),
        name.map(one -> "must hold exactly 1 objective named " + one + ", got " + names)
            .orElse("must hold exactly 1 objective, or one of them be named, got " + names));
  }

  private static Format format(YamlField document) {
    Optional<YamlField> version = document.find("apiVersion");
    if (version.isEmpty()) {
      if (document.find("panels").isPresent() || document.find("dashboard").isPresent()) {
        return Format.GRAFANA;
      }
      version = document.find("version");
    }
    String named = version.map(YamlField::text).orElse("");
    if (named.startsWith("openslo")) {
      return Format.OPENSLO;
    }
    if (named.startsWith("prometheus/") || named.startsWith("sloth.slok.dev/")) {
      return Format.SLOTH;
    }
    if (named.startsWith("pyrra.dev/")) {
      return Format.PYRRA;
    }
    throw document.refusal(
        "must be of OpenSLO (apiVersion: openslo/v1), Sloth (version: prometheus/v1), Pyrra"
            + " (apiVersion: pyrra.dev/v1alpha1) or a dashboard of Grafana (panels), got "
            + (named.isEmpty() ? "none of these fields" : "\"" + named + "\""));
  }
}
