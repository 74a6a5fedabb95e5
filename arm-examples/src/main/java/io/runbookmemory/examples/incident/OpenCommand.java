package io.runbookmemory.examples.incident;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.examples.option.AlertFile;
import io.runbookmemory.examples.option.PlaceOptions;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalEvent.Opened;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.recall.Situation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm incidents open}: it begins. */
@Command(
    name = "open",
    description = {
      "Open an incident, from words or from alerts as Alertmanager's webhook sends them.",
      "What fires already belongs to its open incident: telling it twice changes nothing. What is",
      "reported as resolved ends where it fires."
    })
final class OpenCommand extends OfJournal {

  @Parameters(arity = "0..1", paramLabel = "TITLE", description = "What is wrong, in a few words.")
  private @Nullable String title;

  @Option(names = "--symptom", paramLabel = "TEXT", description = "What is seen.")
  private String symptom = "";

  @Option(
      names = "--alert",
      paramLabel = "FILE",
      description = "Alerts as Alertmanager's webhook sends them; - for standard input.")
  private @Nullable Path alerts;

  @Mixin private PlaceOptions place = new PlaceOptions();

  @Option(names = "--severity", paramLabel = "WORD", description = "Such as SEV1 or critical.")
  private @Nullable String severity;

  @Mixin private SaidOptions said = new SaidOptions();

  @Override
  int call(IncidentJournal journal) {
    Severity bad = severity();
    if (alerts != null) {
      return opened(journal, fromAlerts(journal, alerts));
    }
    if (title == null || title.isBlank()) {
      throw output.usage("say what is wrong as TITLE, or name a file with --alert");
    }
    Opened what =
        new Opened(title, symptom, new Place(place.service(), place.env(), null, null), bad, null);
    return opened(journal, Set.of(journal.open(what, said.at(), said.by()).id()));
  }

  private @Nullable Severity severity() {
    if (severity == null) {
      return null;
    }
    return Severity.of(severity)
        .orElseThrow(
            () -> output.usage("--severity must be such as SEV1 or critical, got " + severity));
  }

  private int opened(IncidentJournal journal, Set<MemoryId> ids) {
    IncidentView view = new IncidentView(output, ids(journal));
    view.opened(ids.stream().flatMap(id -> journal.get(id).stream()).toList(), said.at());
    return ids.isEmpty() ? ExitStatus.NEGATIVE : ExitStatus.OK;
  }

  /** The alerts of one message belong together, but for those that have an incident already. */
  private Set<MemoryId> fromAlerts(IncidentJournal journal, Path file) {
    Set<MemoryId> touched = new LinkedHashSet<>();
    MemoryId together = null;
    for (AlertFile.Reported one : AlertFile.read(file)) {
      Instant over = one.endedAt();
      if (over != null) {
        journal.ended(one.alert(), over, said.by()).ifPresent(it -> touched.add(it.id()));
      } else {
        JournalIncident incident = fires(journal, one.alert(), together);
        together = together == null ? incident.id() : together;
        touched.add(incident.id());
      }
    }
    return touched;
  }

  private JournalIncident fires(IncidentJournal journal, Alert alert, @Nullable MemoryId together) {
    if (together != null && !isKnown(journal, alert)) {
      Optional<JournalIncident> attached = journal.attach(together, alert, said.by());
      if (attached.isPresent()) {
        return attached.get();
      }
    }
    return journal.open(alert, place(alert), said.at(), said.by()).incident();
  }

  private static boolean isKnown(IncidentJournal journal, Alert alert) {
    String fingerprint = alert.fingerprint().value();
    return !journal.search(IncidentQuery.builder().alert(fingerprint).open(true).build()).isEmpty();
  }

  private Place place(Alert alert) {
    Scope scope = Situation.builder(alert, said.at()).build().scope();
    return new Place(
        place.service() == null ? scope.service() : place.service(),
        place.env() == null ? scope.env() : place.env(),
        scope.cluster(),
        scope.namespace());
  }
}
