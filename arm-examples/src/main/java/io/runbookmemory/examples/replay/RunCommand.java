package io.runbookmemory.examples.replay;

import io.runbookmemory.connectors.evaluation.IncidentFiles;
import io.runbookmemory.connectors.policy.ReplayConfiguration;
import io.runbookmemory.connectors.policy.ReplayConfigurationReader;
import io.runbookmemory.connectors.report.HtmlReplay;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.demo.SampleTeam;
import io.runbookmemory.examples.demo.TeamReplay;
import io.runbookmemory.examples.demo.TemporaryFolder;
import io.runbookmemory.examples.replay.ReportOptions.Report;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.replay.Bootstrap;
import io.runbookmemory.replay.compare.Comparison;
import io.runbookmemory.replay.compare.SavedReport;
import io.runbookmemory.replay.engine.ReplayReport;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.replay.measure.RepairModel;
import io.runbookmemory.replay.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm replay run}. */
@Command(
    name = "run",
    description = {
      "Play incidents again, each with what was known then: first of all, every real incident that"
          + " would have been paged later or not at all.",
      "The same files give the same bytes. Exit code 1 if there is such an incident; with"
          + " --against, if there is one that the other run does not miss."
    })
final class RunCommand implements Callable<Integer> {

  /** Long enough for a report of some ten thousand incidents. */
  private static final int MOST_BYTES = 64 << 20;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..*",
      description = "Folders of incidents, or their JSON files.")
  private List<Path> paths = List.of();

  @Option(names = "--demo", description = "Play the last quarter of the sample team instead.")
  private boolean demo;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "What to try, YAML or JSON: recall, noise, burnRate, shift.")
  private @Nullable Path config;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description =
          "Compare with another configuration, or with a saved report (FILE.json of --output): what"
              + " is newly missed, and paired differences with 95 %% intervals.")
  private @Nullable Path against;

  @Mixin private AssumptionOptions assumptions = new AssumptionOptions();

  @Mixin private ReportOptions report = new ReportOptions();

  @Mixin private EngineOptions engine = new EngineOptions();
  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() throws IOException {
    RepairModel model = assumptions.model();
    ReplayConfiguration mine = configuration(config);
    String saved = against == null ? null : saved(against);
    ReplayConfiguration others =
        against == null || saved != null ? ReplayConfiguration.DEFAULT : configuration(against);
    if (demo == !paths.isEmpty()) {
      throw output.usage("give DIR, folders of incidents or their files, or --demo");
    }
    // Series are read from their files while they are replayed.
    try (TemporaryFolder team = demo ? new TemporaryFolder("arm-replay-") : null;
        ReplayRoom room = new ReplayRoom(incidents(team), engine, output)) {
      ReplayReport replayed = room.replay(mine, text(config));
      if (against == null) {
        report.write(report(replayed, model), output);
        return replayed.worse().isEmpty() ? ExitStatus.OK : ExitStatus.NEGATIVE;
      }
      String name = against.toString();
      SavedReport other =
          saved == null
              ? SavedReport.of(name, room.replay(others, text(against)))
              : SavedReport.read(name, saved);
      Comparison comparison =
          Comparison.of(
              other,
              SavedReport.of(config == null ? "default" : config.toString(), replayed),
              Bootstrap.DEFAULT);
      report.write(report(comparison), output);
      return comparison.newlyMissed().isEmpty() ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
  }

  private static ReplayConfiguration configuration(@Nullable Path file) {
    return file == null ? ReplayConfiguration.DEFAULT : ReplayConfigurationReader.read(file);
  }

  /** Returns a configuration's own text, after it was read. */
  private static String text(@Nullable Path file) throws IOException {
    return file == null ? "default" : Files.readString(file);
  }

  /** Returns a saved report's text; null of a configuration. */
  private static @Nullable String saved(Path file) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
      return null;
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new InvalidInputException(file.toString(), "must have at most 64 MiB");
      }
      String text = Files.readString(file);
      return text.contains("\"incidents\"") ? text : null;
    } catch (IOException e) {
      throw new ConfigurationException(
          file.toString(), file + " cannot be read: give a configuration or a saved report", e);
    }
  }

  private List<ReplayIncident> incidents(@Nullable TemporaryFolder team) throws IOException {
    if (team != null) {
      return new TeamReplay(SampleTeam.unpack(team.path())).incidents();
    }
    IncidentFiles read = IncidentFiles.read(paths);
    if (!read.problems().isEmpty()) {
      String first = read.problems().getFirst().toString();
      throw new InvalidInputException(
          "", first + " (arm replay validate says all " + read.problems().size() + ")");
    }
    return read.incidents();
  }

  private static Report report(ReplayReport replayed, RepairModel model) {
    return new Report() {
      @Override
      public Page toPage() {
        return replayed.toPage(model);
      }

      @Override
      public String toJson() {
        return replayed.toJson(model);
      }

      @Override
      public String toHtml() {
        return HtmlReplay.of(replayed, model);
      }
    };
  }

  private static Report report(Comparison comparison) {
    return new Report() {
      @Override
      public Page toPage() {
        return comparison.toPage();
      }

      @Override
      public String toJson() {
        return comparison.toJson();
      }

      @Override
      public String toHtml() {
        return HtmlReplay.of(comparison);
      }
    };
  }
}
