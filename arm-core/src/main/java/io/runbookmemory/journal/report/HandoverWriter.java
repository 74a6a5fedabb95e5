package io.runbookmemory.journal.report;

import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.journal.alerts.AlertRecord;
import io.runbookmemory.journal.deploy.Change;
import io.runbookmemory.journal.deploy.DeploymentLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes what the next shift has to know. Thread-safe. */
public final class HandoverWriter {

  private static final int LAST = 3;

  private final IncidentJournal journal;
  private final AlertLog alerts;
  private final DeploymentLog deployments;

  /**
   * Creates a writer.
   *
   * @param journal of the incidents
   * @param alerts all alerts and what became of them
   * @param deployments what went out
   */
  public HandoverWriter(IncidentJournal journal, AlertLog alerts, DeploymentLog deployments) {
    this.journal = journal;
    this.alerts = alerts;
    this.deployments = deployments;
  }

  /**
   * Writes a hand-over.
   *
   * @param shift which
   * @return what is known at its end
   */
  public ShiftHandover write(Period shift) {
    List<JournalIncident> all =
        journal.search(IncidentQuery.builder().to(shift.to()).most(Integer.MAX_VALUE).build());
    List<ShiftHandover.OpenIncident> open = new ArrayList<>();
    List<IncidentLine> ended = new ArrayList<>();
    for (JournalIncident incident : all) {
      Instant over = incident.closedAt().orElse(null);
      if (over == null || !over.isBefore(shift.to())) {
        open.add(
            new ShiftHandover.OpenIncident(
                IncidentLine.of(incident), last(incident), todo(incident)));
      } else if (shift.holds(over)) {
        ended.add(IncidentLine.of(incident));
      }
    }
    List<AlertRecord> records = alerts.between(shift.from(), shift.to());
    int pages = (int) records.stream().filter(AlertRecord::wakes).count();
    PageTarget target = PageTarget.of(new Shifts(shift), records);
    return new ShiftHandover(shift.from(), shift.to(), open, ended, pages, watch(shift), target);
  }

  private static List<String> last(JournalIncident incident) {
    return incident.entries().reversed().stream()
        .flatMap(HandoverWriter::said)
        .limit(LAST)
        .toList();
  }

  private static Stream<String> said(JournalEntry entry) {
    String when = entry.at() + " ";
    return switch (entry.event()) {
      case JournalEvent.Noted it -> Stream.of(when + it.text());
      case JournalEvent.Acted it -> Stream.of(when + it.action());
      case JournalEvent.CauseFound it -> Stream.of(when + "cause: " + it.cause());
      case JournalEvent.Mitigated it -> Stream.of(when + "the harm stopped");
      case JournalEvent.Reopened it -> Stream.of(when + "it came back: " + it.reason());
      case JournalEvent.Acknowledged it -> Stream.of(when + entry.by() + " took it on");
      case JournalEvent.Resolved it -> Stream.of(when + "it was over");
      case JournalEvent.Abandoned it -> Stream.of(when + "nobody said when it was over");
      case JournalEvent.Opened it -> Stream.empty();
      case JournalEvent.Alerted it -> Stream.empty();
      case JournalEvent.AlertEnded it -> Stream.empty();
      case JournalEvent.Detected it -> Stream.empty();
      case JournalEvent.Recalled it -> Stream.empty();
      case JournalEvent.Judged it -> Stream.empty();
      case JournalEvent.Watched it -> Stream.of(when + it.title() + ", watch: " + it.note());
      case JournalEvent.Measured it -> Stream.empty();
      case JournalEvent.FollowUp it -> Stream.empty();
      case JournalEvent.Unknown it -> Stream.empty();
    };
  }

  private static List<String> todo(JournalIncident incident) {
    return incident.entries().stream()
        .flatMap(
            entry ->
                entry.event() instanceof JournalEvent.FollowUp it
                    ? Stream.of(it.text())
                    : Stream.empty())
        .toList();
  }

  private List<String> watch(Period shift) {
    List<String> notes = new ArrayList<>();
    Instant since = shift.to().minus(Duration.ofDays(30));
    for (Change change : deployments.changes(null, null, since, shift.to())) {
      Instant until = change.deployment().watchUntil();
      Instant end = until == null ? change.at().plus(DeploymentLog.DEFAULT_WATCH) : until;
      if (end.isAfter(shift.to())) {
        String service = String.valueOf(change.memory().scope().service());
        for (String note : change.deployment().watchFor()) {
          notes.add(
              "%s %s, until %s: %s".formatted(service, change.deployment().version(), end, note));
        }
      }
    }
    return notes;
  }
}
