package io.runbookmemory.journal.postmortem;

import io.runbookmemory.journal.ActResult;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalEvent.Acknowledged;
import io.runbookmemory.journal.JournalEvent.Acted;
import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Alerted;
import io.runbookmemory.journal.JournalEvent.CauseFound;
import io.runbookmemory.journal.JournalEvent.Detected;
import io.runbookmemory.journal.JournalEvent.FollowUp;
import io.runbookmemory.journal.JournalEvent.Judged;
import io.runbookmemory.journal.JournalEvent.Measured;
import io.runbookmemory.journal.JournalEvent.Mitigated;
import io.runbookmemory.journal.JournalEvent.Noted;
import io.runbookmemory.journal.JournalEvent.Opened;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.JournalEvent.Recalled;
import io.runbookmemory.journal.JournalEvent.RecalledMemory;
import io.runbookmemory.journal.JournalEvent.Reopened;
import io.runbookmemory.journal.JournalEvent.Resolved;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ten incidents of different shapes, a minute between the events of each. */
final class ScriptedIncidents {

  static final Instant BEGIN = Instant.parse("2026-03-01T03:00:00Z");

  private static final AlertName ALERT = new AlertName("HighErrorRate", "0123456789abcdef");
  private static final Place CHECKOUT = new Place("checkout", "prod", null, null);

  private ScriptedIncidents() {}

  private static Opened alert(String title, String symptom) {
    return new Opened(title, symptom, CHECKOUT, Severity.SEV1, ALERT);
  }

  private static Opened people(String title, String symptom) {
    return new Opened(title, symptom, Place.UNKNOWN, null, null);
  }

  private static Acted did(String action, @Nullable Effect effect) {
    return new Acted(action, ActResult.DONE, "", effect, null);
  }

  private static Acted asked(String query, ActResult result, String detail) {
    return new Acted(query, result, detail, null, null);
  }

  private static Measured measured(double bad, double spent) {
    return measured("checkout-availability", bad, spent);
  }

  private static Measured measured(String slo, double bad, double spent) {
    return new Measured(
        slo,
        BEGIN,
        BEGIN.plus(Duration.ofMinutes(30)),
        100_000 - bad,
        100_000,
        spent,
        1.0,
        null,
        null,
        null,
        null);
  }

  private static Recalled recalled(String title) {
    return new Recalled(
        List.of(new RecalledMemory("00000000-0000-8000-8000-000000000001", title, "runbook", .91)));
  }

  static List<List<JournalEvent>> all() {
    return Stream.of(wellKept(), halfKept(), barelyKept()).flatMap(List::stream).toList();
  }

  private static List<List<JournalEvent>> wellKept() {
    return List.of(
        List.of(
            alert("Checkout fails", "5xx at 4 %"),
            new Detected("alert"),
            new Judged(Verdict.PAGE, "checkout-availability", "14.4 x for 1 h"),
            recalled("Roll back checkout"),
            new Acknowledged(),
            did("restart the pods", Effect.NO_EFFECT),
            did("roll back to v41", Effect.RESOLVED),
            new Mitigated("the rollback"),
            new CauseFound("v42 opened a connection per request"),
            measured(1234, .23),
            new Resolved("v41 is back"),
            new FollowUp("limit connections per pod", "payments team")),
        List.of(people("Customers cannot log in", ""), new Resolved(null)),
        List.of(
            alert("Disk fills", ""),
            new Detected("alert"),
            asked("query_promql node_filesystem_avail", ActResult.NO_DATA, "no such series"),
            asked("search_splunk disk", ActResult.TIMED_OUT, "no answer after PT30S"),
            did("delete old logs", Effect.MITIGATED),
            new Mitigated(null)),
        List.of(
            alert("Queue grows", "depth 80,000"),
            new Acknowledged(),
            did("scale consumers to 12", Effect.WORSENED),
            did("scale consumers to 4", Effect.NO_EFFECT),
            new Noted("the broker forgot to rebalance", "https://chat.example/1"),
            did("restart the broker", Effect.MITIGATED),
            new Mitigated("the broker was restarted"),
            new Reopened("depth grows again"),
            did("move the partition", Effect.RESOLVED),
            new Resolved("partition moved")));
  }

  private static List<List<JournalEvent>> halfKept() {
    return List.of(
        List.of(
            people("Reports are empty", "since noon"),
            new Detected("a customer called"),
            new Recalled(List.of()),
            new Noted("clearly human error in the export", null),
            new CauseFound("the export ran before the load"),
            new Resolved("the export was run again")),
        List.of(
            alert("Certificate expires", "in 2 h"),
            new Detected("alert"),
            new Acknowledged(),
            asked("renew_certificate {}", ActResult.REFUSED, "rex may not"),
            did("renew by hand", Effect.RESOLVED),
            new Resolved("renewed"),
            new FollowUp("automate the renewal", null)),
        List.of(
            alert("Latency", "p99 at 4 s"),
            new Alerted(new AlertName("QueueGrows", "fedcba9876543210"), "depth"),
            new Judged(Verdict.TICKET, "checkout-latency", "3 x for 6 h"),
            measured(300, .05),
            measured("checkout-latency", 40, .01),
            measured(900, .15),
            new CauseFound("a slow query")));
  }

  private static List<List<JournalEvent>> barelyKept() {
    return List.of(
        List.of(
            alert("Memory leak", ""),
            new Detected("alert"),
            did("restart", Effect.MITIGATED),
            did("restart", Effect.MITIGATED),
            new Mitigated("restart"),
            new Resolved("fixed in v43")),
        List.of(
            people("Payments declined", "issuer X"),
            new Acknowledged(),
            asked("get_dynatrace issuer", ActResult.FAILED, "502"),
            new Noted("issuer X confirms an outage", "https://status.example/x"),
            new Resolved("issuer X is back"),
            new FollowUp("route around issuer X", "ann")),
        List.of(alert("Nothing is known", "")));
  }
}
