package io.runbookmemory.examples.duty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.daemon.pipeline.Backlog;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.JournalPolicy;
import io.runbookmemory.store.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What goes on, as a ledger says.
 *
 * @param at when it was read
 * @param open incidents that are not over, the newest first
 * @param backlog what daemons have not done yet
 * @param silences those that hold
 */
record Now(Instant at, List<JournalIncident> open, Backlog backlog, List<KeptSilence> silences) {

  /** What is read again and again: the journal is read once, and then what came since. */
  static final class Reader {

    private final Ledger ledger;
    private final IncidentJournal journal;
    private final SilenceLog silences;

    Reader(Ledger ledger) {
      this.ledger = ledger;
      this.journal =
          new IncidentJournal(ledger, new PatternRedactor(), JournalPolicy.DEFAULT, new Random(0));
      this.silences = new SilenceLog(ledger, new PatternRedactor());
    }

    Now read(Instant at) {
      return new Now(
          at,
          journal.open(),
          Backlog.of(ledger),
          silences.all().stream().filter(one -> one.holds(at)).toList());
    }
  }

  /** Nothing. */
  static Now nothing(Instant at) {
    return new Now(at, List.of(), new Backlog(0, List.of()), List.of());
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(count(open.size(), "incident") + " open");
    open.forEach(one -> lines.add("  " + line(one)));
    lines.add(count(backlog.alerts(), "alert") + " wait to be handled");
    lines.add(count(backlog.unsent().size(), "notification") + " wait to be taken");
    backlog
        .unsent()
        .forEach(
            one ->
                lines.add(
                    "  " + one.channel() + "  " + one.title() + "  " + age(one.acceptedAt())));
    lines.add(count(silences.size(), "silence") + " hold");
    silences.forEach(
        one ->
            lines.add(
                "  "
                    + one.id()
                    + "  "
                    + one.what()
                    + "  for "
                    + until(one.end())
                    + "  "
                    + one.by()
                    + ": "
                    + one.reason()));
    return lines;
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private String line(JournalIncident one) {
    String service = one.place().service();
    return one.id().toString().substring(0, 8)
        + "  "
        + one.severity().map(Enum::name).orElse("-")
        + "  "
        + age(one.times().openedAt())
        + "  "
        + (one.times().acknowledgedAt() == null ? "nobody has it" : "acknowledged")
        + "  "
        + (service == null ? "" : service + ": ")
        + one.title();
  }

  private String age(Instant since) {
    return length(Duration.between(since, at));
  }

  private String until(Instant end) {
    return length(Duration.between(at, end)) + " more";
  }

  private static String length(Duration length) {
    long minutes = Math.max(0, length.toMinutes());
    return minutes < 120
        ? minutes + " min"
        : String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
  }

  ObjectNode json() {
    ObjectNode node = Output.object().put("at", at.toString());
    ArrayNode incidents = node.putArray("incidents");
    for (JournalIncident one : open) {
      ObjectNode incident = incidents.addObject();
      incident.put("id", one.id().toString()).put("title", one.title());
      incident.put("severity", one.severity().map(Enum::name).orElse(null));
      incident.put("service", one.place().service()).put("env", one.place().env());
      incident.put("opened_at", one.times().openedAt().toString());
      incident.put("acknowledged", one.times().acknowledgedAt() != null);
    }
    node.put("alerts_waiting", backlog.alerts());
    ArrayNode unsent = node.putArray("notifications_waiting");
    backlog
        .unsent()
        .forEach(
            one ->
                unsent
                    .addObject()
                    .put("channel", one.channel())
                    .put("title", one.title())
                    .put("since", one.acceptedAt().toString()));
    ArrayNode silent = node.putArray("silences");
    silences.forEach(one -> silent.add(SilenceCommand.json(one)));
    return node;
  }
}
