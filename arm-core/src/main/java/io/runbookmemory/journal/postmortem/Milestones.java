package io.runbookmemory.journal.postmortem;

import io.runbookmemory.journal.IncidentState;
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
        at(times.detectedAt(), JournalEvent.Detected.class)
            .or(() -> at(times.detectedAt(), JournalEvent.Acknowledged.class)),
        "Nobody said when it was noticed.");
    stage(
        "Somebody took it on",
        at(times.acknowledgedAt(), JournalEvent.Acknowledged.class),
        "Nobody said that they took it on.");
    stage(
        "The harm stopped",
        at(times.mitigatedAt(), JournalEvent.Mitigated.class),
        "Nobody said when the harm stopped.");
    stage(
        "It was over",
        at(times.resolvedAt(), JournalEvent.Resolved.class),
        incident.state() == IncidentState.ABANDONED
            ? "Nobody said when it was over."
            : "It is not over, as far as the journal tells.");
  }

  private void stage(String what, Optional<JournalEntry> entry, String gap) {
    if (entry.isEmpty()) {
      gap(gap);
      return;
    }
    JournalEntry opened = first(event -> event instanceof JournalEvent.Opened).orElseThrow();
    long source = entry.get().position();
    Duration after = Duration.between(opened.at(), entry.get().at());
    if (after.isNegative()) {
      String before = " " + DurationWords.of(after.negated()) + " before the harm began";
      fact(what + before + ", as it was written down.", opened.position(), source);
      gap(what + before + ": one of these times is wrong.", opened.position(), source);
      return;
    }
    fact(
        what + " " + DurationWords.of(after) + " after the harm began.", opened.position(), source);
  }

  /** Returns the entry that set a time: the first of its kind at that moment. */
  private Optional<JournalEntry> at(@Nullable Instant time, Class<? extends JournalEvent> which) {
    return incident.entries().stream()
        .filter(entry -> entry.at().equals(time) && which.isInstance(entry.event()))
        .findFirst();
  }

  private Optional<JournalEntry> first(Predicate<JournalEvent> which) {
    return incident.entries().stream().filter(entry -> which.test(entry.event())).findFirst();
  }

  private void fact(String text, Long... sources) {
    lines.add(
        new Statement(PostmortemSection.SUMMARY, Statement.Kind.FACT, text, List.of(sources)));
  }

  private void gap(String text, Long... shown) {
    lines.add(new Statement(PostmortemSection.UNKNOWN, Statement.Kind.GAP, text, List.of(shown)));
  }
}
