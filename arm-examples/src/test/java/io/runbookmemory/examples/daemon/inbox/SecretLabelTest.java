package io.runbookmemory.examples.daemon.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretLabelTest {

  private static final String SECRET = "ghp_" + "aB3dE5fG7h".repeat(4).substring(0, 36);

  private static Report report(String secret) {
    Map<String, String> labels =
        Map.of("alertname", "PushFailed", "instance", "10.0.0.1:9100", "remote", "x " + secret);
    return new Report(
        new Alert(labels, Map.of(), Instant.parse("2026-03-01T03:00:00Z")),
        AlertStatus.FIRING,
        null);
  }

  private static int known(Taken taken) {
    return ((Taken.Durable) taken).known();
  }

  @Test
  void aSecretInALabelIsNotKeptAndTheFingerprintIs() {
    try (ExactMemoryStore store = new ExactMemoryStore()) {
      Ledger ledger = store.ledger(Tenant.DEFAULT);
      Inbox inbox = new Inbox(ledger, new PatternRedactor(), InstantSource.system());
      Report brought = report(SECRET);

      assertThat(known(inbox.take(List.of(brought), 10))).isZero();
      assertThat(known(inbox.take(List.of(brought), 10))).isOne();

      var kept = ledger.read(EntryFilter.of(new LedgerStream("alert-inbox")), 0, 10);
      assertThat(kept).hasSize(1);
      assertThat(kept.getFirst().entry().toString()).doesNotContain(SECRET).contains("10.0.0.1");
      assertThat(kept.getFirst().entry().subject())
          .isEqualTo(brought.alert().fingerprint().value());
    }
  }

  @Test
  void alertsThatDifferInASecretAloneStayTwoAndOneIsTheSameEachTime() {
    PatternRedactor redactor = new PatternRedactor();
    String one = StoredReport.write(report(SECRET), redactor);
    String other = StoredReport.write(report(SECRET.toLowerCase(Locale.ROOT)), redactor);

    assertThat(StoredReport.read(one).alert().fingerprint())
        .isNotEqualTo(StoredReport.read(other).alert().fingerprint());
    assertThat(StoredReport.write(report(SECRET), redactor)).isEqualTo(one);
    assertThat(StoredReport.write(StoredReport.read(one), redactor)).isEqualTo(one);
  }
}
