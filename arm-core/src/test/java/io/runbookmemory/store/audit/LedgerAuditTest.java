package io.runbookmemory.store.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.guard.audit.AuditDecision;
import io.runbookmemory.guard.audit.AuditEvent;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.audit.AuditReport;
import io.runbookmemory.guard.audit.AuditVerifier;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.Ledger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerAuditTest {

  private static final Instant AT = Instant.parse("2026-03-01T03:00:00Z");

  @TempDir Path anchors;
  private final SigningKey key = SigningKey.random();
  private final Ledger ledger = new ExactMemoryStore().ledger(Tenant.DEFAULT);
  private final LedgerAuditSink sink = new LedgerAuditSink(ledger);

  private static AuditEvent event(String call) {
    return new AuditEvent(
        AT,
        call,
        "ana",
        "ADMIN",
        "default/*/prod",
        "restart",
        "{\"service\":\"ünïcode\"}",
        AuditDecision.REFUSED,
        "",
        null,
        null);
  }

  @Test
  void chainsOfManyWritersAreVerifiedByThemselves() {
    try (AuditFolder folder = AuditFolder.open(anchors)) {
      for (String writer : List.of("eu-1", "us-1")) {
        AuditLog log = AuditLog.open(sink, folder, key, writer);
        for (int i = 0; i < 1_200; i++) {
          log.append(event(writer + i));
        }
      }
      AuditReport report = new AuditVerifier(sink, folder, key).verify(List.of());
      assertThat(report.findings()).isEmpty();
      assertThat(report.entries()).containsEntry("eu-1", 1_200L).containsEntry("us-1", 1_200L);
    }
  }

  @Test
  void aChainGoesOnAfterAStart() {
    try (AuditFolder folder = AuditFolder.open(anchors)) {
      AuditLog.open(sink, folder, key, "eu-1").append(event("a"));
      assertThat(AuditLog.open(sink, folder, key, "eu-1").append(event("b")).sequence())
          .isEqualTo(2);
    }
  }

  @Test
  void ofTwoProcessesUnderOneNameTheSecondIsRefused() {
    try (AuditFolder folder = AuditFolder.open(anchors)) {
      AuditLog one = AuditLog.open(sink, folder, key, "eu-1");
      AuditLog other = AuditLog.open(sink, folder, key, "eu-1");
      one.append(event("a"));
      assertThatThrownBy(() -> other.append(event("b")))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("another process");
      assertThat(new AuditVerifier(sink, folder, key).verify(List.of()).findings()).isEmpty();
    }
  }

  @Test
  void anApprovalIsUsedByOneDaemonAlone() throws Exception {
    for (int round = 0; round < 50; round++) {
      String token = "armreq1." + round;
      List<Callable<Boolean>> daemons = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        daemons.add(() -> new LedgerTokenUses(ledger).use(token, AT));
      }
      int used = 0;
      try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
        for (Future<Boolean> each : threads.invokeAll(daemons)) {
          used += each.get() ? 1 : 0;
        }
      }
      assertThat(used).as(token).isEqualTo(1);
    }
  }
}
