package io.runbookmemory.examples.deploy;

import io.runbookmemory.examples.incident.IncidentLookup;
import io.runbookmemory.examples.incident.MomentConverter;
import io.runbookmemory.examples.option.PlaceOptions;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.deploy.Change;
import io.runbookmemory.journal.deploy.DeploymentLog;
import io.runbookmemory.journal.deploy.Suspects;
import io.runbookmemory.journal.deploy.WatchNote;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.graph.LiveServiceGraph;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The subcommands of {@code arm deploys} that look things up. */
final class DeployCommands {

  private DeployCommands() {}

  /** What all of them share. */
  abstract static class Look implements Callable<Integer> {

    @Mixin StoreOptions store = new StoreOptions();
    @Mixin DataOutput output = new DataOutput();

    @Override
    public final Integer call() {
      try (MemoryStore open = store.openToRead()) {
        MemoryReader reader = open.reader(store.tenant());
        LiveServiceGraph graph = new LiveServiceGraph(reader, Duration.ZERO);
        return call(new DeploymentLog(reader, graph::graph));
      }
    }

    abstract int call(DeploymentLog log);
  }

  /** {@code arm deploys list}. */
  @Command(
      name = "list",
      description = "List what went out of a service and of what it depends on, newest first.")
  static final class Listing extends Look {

    @Mixin private PlaceOptions place = new PlaceOptions();

    @Option(
        names = "--since",
        paramLabel = "LENGTH",
        defaultValue = "48h",
        converter = DurationConverter.class,
        description = "How far back (default: ${DEFAULT-VALUE}).")
    private Duration since = Duration.ofDays(2);

    @Option(
        names = "--at",
        paramLabel = "TIME",
        converter = MomentConverter.class,
        description = "Counted back from then (default: now).")
    private @Nullable Instant at;

    @Override
    int call(DeploymentLog log) {
      Instant end = Objects.requireNonNullElseGet(at, Instant::now);
      List<Change> changes =
          log.changes(place.service(), place.env(), end.minus(since), end.plusMillis(1));
      new DeployView(output).changes(changes);
      return changes.isEmpty() ? ExitStatus.NEGATIVE : ExitStatus.OK;
    }
  }

  /** {@code arm deploys suspects}. */
  @Command(
      name = "suspects",
      description = "Rank what went out in the two days before an incident began.")
  static final class Suspected extends Look {

    @Parameters(paramLabel = "INCIDENT", description = "Its id, or the beginning of it.")
    private String id = "";

    @Override
    int call(DeploymentLog log) {
      try (LedgerStore ledgers = store.openLedgers()) {
        IncidentLookup incidents = new IncidentLookup(ledgers, store.tenant());
        Optional<JournalIncident> incident = incidents.find(id, output);
        if (incident.isEmpty()) {
          return ExitStatus.NEGATIVE;
        }
        Suspects suspects = log.suspects(incident.get(), incidents.journal());
        new DeployView(output).suspects(suspects);
        return suspects.ranked().isEmpty() ? ExitStatus.NEGATIVE : ExitStatus.OK;
      }
    }
  }

  /** {@code arm deploys watch}. */
  @Command(
      name = "watch",
      description = "Print what authors of deployments asked to watch, where a metric has moved.")
  static final class Watch extends Look {

    @Parameters(paramLabel = "METRIC", description = "Its name or words, such as p99_latency.")
    private String metric = "";

    @Option(names = "--service", paramLabel = "NAME", description = "Default: every service.")
    private @Nullable String service;

    @Option(
        names = "--at",
        paramLabel = "TIME",
        converter = MomentConverter.class,
        description = "What was watched then (default: now).")
    private @Nullable Instant at;

    @Override
    int call(DeploymentLog log) {
      Instant then = Objects.requireNonNullElseGet(at, Instant::now);
      List<WatchNote> notes = log.watched(metric, service, then);
      new DeployView(output).notes(notes);
      return notes.isEmpty() ? ExitStatus.NEGATIVE : ExitStatus.OK;
    }
  }
}
