package io.runbookmemory.journal.postmortem;

import io.runbookmemory.journal.IncidentTimes;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What happened in a few lines, and how long each stage took. */
final class Milestones {

  private final JournalIncident incident;
  private final List<Statement> lines = new ArrayList<>();

  private Milestones(JournalIncident incident) {
    this.incident = incident;
  }

  static List<Statement> of(JournalIncident incident) {
    Milestones milestones = new Milestones(incident);
    milestones.begin();
    milestones.stages();
    return milestones.lines;
  }

  private void begin() {
    JournalEntry opened = first(event -> event instanceof JournalEvent.Opened).orElseThrow();
    String service = incident.place().service();
    String where = service == null ? "" : " It was at " + service + ".";
    fact(
        incident.title()
            + ": harm began at "
            + opened.at()
            + (incident.alert().isPresent()
                ? " and the alert " + incident.alert().get().name() + " told of it."
                : " and people told of it.")
            + where,
        opened.position());
    if (service == null) {
      gap("Nobody said which service it was.");
    }
    if (incident.reopenings() > 0) {
      List<Long> again =
          incident.entries().stream()
              .filter(entry -> entry.event() instanceof JournalEvent.Reopened)
              .map(JournalEntry::position)
              .toList();
      lines.add(
          new Statement(
              PostmortemSection.SUMMARY,
              Statement.Kind.FACT,
              "It was taken to be over and came back " + incident.reopenings() + " time(s).",
              again));
    }
  }

  private void stages() {
    IncidentTimes times = incident.times();
    stage(
        "It was noticed",
        times.toDetect(),
        at(times.detectedAt(), event -> event instanceof JournalEvent.Detected),
        "Nobody said when it was noticed.");
    stage(
        "Somebody took it on",
        times.toAcknowledge(),
        at(times.acknowledgedAt(), event -> event instanceof JournalEvent.Acknowledged),
        "Nobody said that they took it on.");
    stage(
        "The harm stopped",
        times.mitigatedAt() == null ? Optional.empty() : times.toMitigate(),
        at(times.mitigatedAt(), event -> event instanceof JournalEvent.Mitigated),
        "Nobody said when the harm stopped.");
    stage(
        "It was over",
        times.toResolve(),
        at(times.resolvedAt(), event -> event instanceof JournalEvent.Resolved),
        "It is not over, as far as the journal tells.");
  }

  private void stage(
      String what, Optional<Duration> after, Optional<JournalEntry> entry, String gap) {
    if (after.isEmpty() || entry.isEmpty()) {
      gap(gap);
      return;
    }
    JournalEntry opened = first(event -> event instanceof JournalEvent.Opened).orElseThrow();
    fact(
        what + " " + DurationWords.of(after.get()) + " after the harm began.",
        opened.position(),
        entry.get().position());
  }

  /** Returns the entry that set a time; of a detection that may be an acknowledgement. */
  private Optional<JournalEntry> at(@Nullable Instant time, Predicate<JournalEvent> which) {
    return incident.entries().stream()
        .filter(entry -> entry.at().equals(time))
        .filter(
            entry ->
                which.test(entry.event()) || entry.event() instanceof JournalEvent.Acknowledged)
        .findFirst();
  }

  private Optional<JournalEntry> first(Predicate<JournalEvent> which) {
    return incident.entries().stream().filter(entry -> which.test(entry.event())).findFirst();
  }

  private void fact(String text, Long... sources) {
    lines.add(
        new Statement(PostmortemSection.SUMMARY, Statement.Kind.FACT, text, List.of(sources)));
  }

  private void gap(String text) {
    lines.add(new Statement(PostmortemSection.UNKNOWN, Statement.Kind.GAP, text, List.of()));
  }
}
