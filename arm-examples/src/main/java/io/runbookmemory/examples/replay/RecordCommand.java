package io.runbookmemory.examples.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.evaluation.RecordedFiles;
import io.runbookmemory.examples.incident.IncidentLookup;
import io.runbookmemory.examples.incident.MomentConverter;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.journal.alerts.AlertRecord;
import io.runbookmemory.journal.alerts.Episode;
import io.runbookmemory.replay.record.JournalRecorder;
import io.runbookmemory.replay.record.KnownThen;
import io.runbookmemory.replay.record.RecordedIncident;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm replay record}. */
@Command(
    name = "record",
    description = {
      "Write incident files out of the journal: alerts, actions, what was known before and what"
          + " helped, without secrets. Or out of a tracker's export and what Prometheus saw fire.",
      "What is guessed stands under \"review\" in each file. Writing the same again changes"
          + " nothing."
    })
final class RecordCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the files; made if it is not there.")
  private Path folder = Path.of("");

  @Option(
      names = "--incident",
      paramLabel = "ID",
      description = "One incident: its id, or as much of its beginning as begins no other.")
  private @Nullable String incident;

  @Option(
      names = "--since",
      paramLabel = "LENGTH",
      converter = DurationConverter.class,
      description =
          "All incidents that were opened since, such as 90d, and alerts of none as noise.")
  private @Nullable Duration since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "The end of that time (default: now).")
  private @Nullable Instant until;

  @Mixin private TrackerOptions tracker = new TrackerOptions();

  @Option(names = "--force", description = "Write over files that say something else.")
  private boolean force;

  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() {
    tracker.check(output);
    if (tracker.given() ? incident != null : (incident == null) == (since == null)) {
      throw output.usage("give --incident ID or --since LENGTH, or --incidents FILE of a tracker");
    }
    RecordedFiles files = new RecordedFiles(folder);
    List<RecordedIncident> recorded =
        tracker.given() ? tracker.record(from(), to(), files, output) : journal();
    if (recorded.isEmpty()) {
      output.complain("arm: nothing was recorded: there is no incident of that time");
      return ExitStatus.NEGATIVE;
    }
    tell(recorded, files.add(recorded).write(force), output);
    return ExitStatus.OK;
  }

  private Instant to() {
    return Objects.requireNonNullElseGet(until, Instant::now);
  }

  private @Nullable Instant from() {
    return since == null ? null : to().minus(since);
  }

  private List<RecordedIncident> journal() {
    try (MemoryStore open = store.openToRead();
        LedgerStore ledgers = store.openLedgers()) {
      IncidentLookup lookup = new IncidentLookup(ledgers, store.tenant());
      AlertLog alerts = new AlertLog(ledgers.ledger(store.tenant()));
      KnownThen known = KnownThen.of(open.reader(store.tenant()), new PatternRedactor());
      return incident == null ? all(lookup, alerts, known) : one(lookup, alerts, known);
    }
  }

  private List<RecordedIncident> one(IncidentLookup lookup, AlertLog alerts, KnownThen known) {
    Optional<JournalIncident> found = lookup.find(Objects.requireNonNull(incident), output);
    return found
        .map(one -> recorder(episodes(alerts), known).record(List.of(one)))
        .orElse(List.of());
  }

  private List<RecordedIncident> all(IncidentLookup lookup, AlertLog alerts, KnownThen known) {
    Instant to = to();
    Instant from = Objects.requireNonNull(from());
    IncidentQuery.Builder every = IncidentQuery.builder().most(Integer.MAX_VALUE);
    List<JournalIncident> all = lookup.journal().search(every.build());
    JournalRecorder recorder = recorder(episodes(alerts), known);
    List<RecordedIncident> recorded =
        new ArrayList<>(
            recorder.record(
                all.stream()
                    .filter(one -> !one.times().openedAt().isBefore(from))
                    .filter(one -> one.times().openedAt().isBefore(to))
                    .toList()));
    recorded.addAll(recorder.noise(all, from, to));
    return recorded;
  }

  private static JournalRecorder recorder(List<Episode> episodes, KnownThen known) {
    return new JournalRecorder(episodes, known, new PatternRedactor());
  }

  private static List<Episode> episodes(AlertLog alerts) {
    List<AlertRecord> records = new ArrayList<>();
    alerts.read(0, records::add);
    return Episode.of(records);
  }

  /** Says what was written, and what somebody has to look at. */
  static void tell(List<RecordedIncident> recorded, List<Path> written, Output output) {
    if (output instanceof DataOutput data && data.json()) {
      ObjectNode node = Output.object().put("incidents", recorded.size());
      ArrayNode files = node.putArray("written");
      written.forEach(file -> files.add(file.toString()));
      ObjectNode review = node.putObject("review");
      for (RecordedIncident one : recorded) {
        one.review().forEach(review.putArray(one.incident().id())::add);
      }
      output.print(node);
      return;
    }
    output.line(
        "%d incidents recorded, %d files written".formatted(recorded.size(), written.size()));
    long guessed = recorded.stream().filter(one -> !one.review().isEmpty()).count();
    if (guessed > 0) {
      output.line(guessed + " of them hold guesses, under \"review\": look at them first");
    }
  }
}
