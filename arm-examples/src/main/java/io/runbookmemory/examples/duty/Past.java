package io.runbookmemory.examples.duty;

import io.runbookmemory.examples.daemon.notify.Outbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.JournalPolicy;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.journal.alerts.AlertRecord;
import io.runbookmemory.journal.alerts.Fate;
import io.runbookmemory.store.ledger.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What happened since a time, as a ledger says.
 *
 * @param fates how many alerts came to what
 * @param lines what happened, by time
 */
record Past(Map<Fate, Integer> fates, List<Line> lines) {

  /**
   * Something that happened.
   *
   * @param at when
   * @param what a word, such as {@code opened}
   * @param service whose; null if of none
   * @param text in words
   */
  record Line(Instant at, String what, @Nullable String service, String text) {}

  /** Reads a ledger. */
  static Past of(Ledger ledger, Instant since, Instant now, @Nullable String service) {
    List<Line> lines = new ArrayList<>();
    incidents(ledger, since, lines);
    new Outbox(ledger)
        .ended(since)
        .forEach(
            one ->
                lines.add(
                    new Line(
                        one.at(),
                        one.sent() ? "told" : "not told",
                        one.queued().facts().get("service"),
                        one.queued().channel()
                            + ": "
                            + one.queued().title()
                            + (one.sent() ? "" : " (" + one.why() + ")"))));
    for (KeptSilence one : new SilenceLog(ledger, new PatternRedactor()).all()) {
      if (!one.from().isBefore(since)) {
        lines.add(silence(one, one.from(), "silenced", one.by() + ": " + one.reason()));
      }
      if (one.liftedAt() != null && !one.liftedAt().isBefore(since)) {
        lines.add(silence(one, one.liftedAt(), "lifted", "by " + one.liftedBy()));
      }
    }
    lines.removeIf(one -> service != null && !service.equals(one.service()));
    lines.sort(Comparator.comparing(Line::at));
    Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    for (AlertRecord one : new AlertLog(ledger).between(since, now)) {
      if (service == null || service.equals(one.place().service())) {
        fates.merge(one.fate(), 1, Integer::sum);
      }
    }
    return new Past(fates, lines);
  }

  private static Line silence(KeptSilence one, Instant at, String what, String text) {
    return new Line(at, what, one.labels().get("service"), one.what() + "  " + text);
  }

  private static void incidents(Ledger ledger, Instant since, List<Line> lines) {
    IncidentJournal journal =
        new IncidentJournal(ledger, new PatternRedactor(), JournalPolicy.DEFAULT, new Random(0));
    IncidentQuery all = IncidentQuery.builder().most(Integer.MAX_VALUE).build();
    for (JournalIncident one : journal.search(all)) {
      add(one, one.times().openedAt(), "opened", since, lines);
      add(one, one.times().acknowledgedAt(), "acknowledged", since, lines);
      add(one, one.times().mitigatedAt(), "mitigated", since, lines);
      add(one, one.times().resolvedAt(), "resolved", since, lines);
    }
  }

  private static void add(
      JournalIncident one, @Nullable Instant at, String what, Instant since, List<Line> lines) {
    if (at != null && !at.isBefore(since)) {
      String id = one.id().toString().substring(0, 8);
      lines.add(new Line(at, what, one.place().service(), id + "  " + one.title()));
    }
  }
}
