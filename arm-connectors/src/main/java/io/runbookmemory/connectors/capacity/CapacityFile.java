package io.runbookmemory.connectors.capacity;

import io.runbookmemory.connectors.prometheus.PrometheusClient;
import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.metric.Crossing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which resources can run out, by a YAML file that {@code docs/analysis.md} shows: each with its
 * limit, and a query or a file of samples. Samples are read when they are asked for, and none that
 * is later than the time of asking. Immutable and thread-safe.
 */
public final class CapacityFile {

  private static final Set<String> KEYS =
      Set.of("name", "service", "env", "cluster", "limit", "reached", "query", "series");

  private final Path file;
  private final List<Capacity> resources;

  private CapacityFile(Path file, List<Capacity> resources) {
    this.file = file;
    this.resources = List.copyOf(resources);
  }

  /**
   * Reads a file.
   *
   * @param file one YAML document
   * @return its resources; none where the file is empty
   * @throws InvalidInputException if the file breaks a rule; names the file, the line, the field,
   *     the rule and the value
   * @throws ConfigurationException if there is no such file
   */
  public static CapacityFile read(Path file) {
    List<Capacity> resources = new ArrayList<>();
    for (YamlField document : YamlFile.documents(file)) {
      Map<String, YamlField> fields = known(document, Set.of("version", "resources"));
      YamlField version = document.require("version");
      if (!version.text().equals("1")) {
        throw version.refusal("must be 1, got \"" + version.text() + "\"");
      }
      if (fields.containsKey("resources")) {
        document.require("resources").items().forEach(one -> resources.add(resource(file, one)));
      }
    }
    return new CapacityFile(file, resources);
  }

  private static Map<String, YamlField> known(YamlField field, Set<String> keys) {
    Map<String, YamlField> fields = field.fields();
    fields.forEach(
        (name, value) -> {
          if (!keys.contains(name)) {
            throw value.refusal("is unknown; known here are " + new TreeSet<>(keys));
          }
        });
    return fields;
  }

  private static Capacity resource(Path file, YamlField field) {
    Map<String, YamlField> fields = known(field, KEYS);
    Place place = new Place(text(fields, "service"), text(fields, "env"), text(fields, "cluster"));
    return new Capacity(
        field.require("name").text(),
        place,
        field.require("limit").decimal().doubleValue(),
        crossing(fields.get("reached")),
        source(file, field));
  }

  private static @Nullable String text(Map<String, YamlField> fields, String name) {
    YamlField field = fields.get(name);
    return field == null ? null : field.text();
  }

  private static Crossing crossing(@Nullable YamlField reached) {
    if (reached == null) {
      return Crossing.UPWARDS;
    }
    return switch (reached.text()) {
      case "upwards" -> Crossing.UPWARDS;
      case "downwards" -> Crossing.DOWNWARDS;
      default ->
          throw reached.refusal(
              "must be upwards or downwards, as free space is, got \"" + reached.text() + "\"");
    };
  }

  private static Capacity.Source source(Path file, YamlField field) {
    boolean query = field.find("query").isPresent();
    if (query == field.find("series").isPresent()) {
      throw field.refusal("must have a query or a series, one of both");
    }
    return query
        ? new Capacity.Source.Query(field.require("query").text())
        : new Capacity.Source.Csv(file.resolveSibling(field.require("series").text()));
  }

  /**
   * Returns whether a Prometheus server is needed.
   *
   * @return whether any resource is a query
   */
  public boolean asksPrometheus() {
    return resources.stream().anyMatch(one -> one.source() instanceof Capacity.Source.Query);
  }

  /**
   * Returns the resources with their last 28 days.
   *
   * @param asOf the time of asking
   * @param prometheus the server that is asked, hour by hour; null where no resource is a query
   * @return in the order of the file; of a query each series
   * @throws ConfigurationException if a resource is a query, and there is no server
   */
  public List<ResourceSeries> resources(Instant asOf, @Nullable PrometheusClient prometheus) {
    if (prometheus == null && asksPrometheus()) {
      throw new ConfigurationException(
          file.toString(), file + " has queries: name the Prometheus server that answers them");
    }
    return resources.stream().flatMap(one -> one.series(asOf, prometheus).stream()).toList();
  }
}
