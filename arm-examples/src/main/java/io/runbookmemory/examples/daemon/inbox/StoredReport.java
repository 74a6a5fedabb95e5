package io.runbookmemory.examples.daemon.inbox;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.tool.record.RecordJson;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A report as it stands in the ledger. */
record StoredReport(
    int version,
    AlertStatus status,
    Map<String, String> labels,
    Map<String, String> annotations,
    Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable String traceparent) {

  private static final RecordJson<StoredReport> JSON = RecordJson.of(StoredReport.class);

  /** An address is no secret in a label: it says which machine. */
  private static final Redactor CREDENTIALS = PatternRedactor.credentials();

  static String write(Report report, Redactor redactor) {
    Alert alert = report.alert();
    Map<String, String> labels = new TreeMap<>(alert.labels());
    labels.replaceAll((name, value) -> kept(value, alert));
    Map<String, String> words = new TreeMap<>(alert.annotations());
    words.replaceAll((name, text) -> redactor.redact(text));
    return JSON.write(
        new StoredReport(
            1, report.status(), labels, words, alert.startsAt(), report.endsAt(), report.trace()));
  }

  /** Two alerts that differ in a secret alone stay two: the fingerprint tells them apart. */
  private static String kept(String value, Alert alert) {
    String redacted = CREDENTIALS.redact(value);
    return redacted.equals(value) ? value : redacted + "/" + alert.fingerprint().value();
  }

  static Report read(String body) {
    StoredReport stored = JSON.read(body);
    return new Report(
        new Alert(stored.labels(), stored.annotations(), stored.startsAt()),
        stored.status(),
        stored.endsAt(),
        stored.traceparent());
  }
}
