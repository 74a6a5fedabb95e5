package io.runbookmemory.guard.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.guard.key.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditChainTest {

  private static final SigningKey KEY =
      SigningKey.of("a key of more than 16".getBytes(StandardCharsets.UTF_8));
  private static final Instant AT = Instant.parse("2026-03-01T03:00:00Z");
  private static final int ENTRIES = 20;

  @TempDir Path folder;
  private Path chain;

  static AuditEvent event(String call, AuditDecision decision) {
    return new AuditEvent(
        AT, call, "ana", "ADMIN", "acme/*/prod", "restart", "{}", decision, "", null, null);
  }

  @BeforeEach
  void writeAChain() {
    chain = folder.resolve("daemon.audit.jsonl");
    try (AuditFolder files = AuditFolder.open(folder)) {
      AuditLog log = AuditLog.open(files, files, KEY, "daemon");
      for (int i = 0; i < ENTRIES / 2; i++) {
        log.append(event("c" + i, AuditDecision.ALLOWED));
        log.append(event("c" + i, AuditDecision.SUCCEEDED));
      }
    }
  }

  private AuditReport verify() {
    try (AuditFolder files = AuditFolder.open(folder)) {
      return new AuditVerifier(files, files, KEY).verify(List.of("daemon"));
    }
  }

  private void change(UnaryOperator<List<String>> how) throws IOException {
    List<String> lines = how.apply(new ArrayList<>(Files.readAllLines(chain)));
    Files.writeString(chain, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
  }

  @Test
  void whatNobodyTouchedIsIntact() {
    AuditReport report = verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.entries()).containsEntry("daemon", (long) ENTRIES);
    assertThat(report.unfinished()).isEmpty();
  }

  @Test
  void everyChangedCharacterShows() throws IOException {
    String whole = Files.readString(chain);
    Random random = new Random(8);
    for (int i = 0; i < 300; i++) {
      int at = random.nextInt(whole.length());
      char other = (char) ('!' + random.nextInt(90));
      if (whole.charAt(at) == other) {
        continue;
      }
      Files.writeString(chain, whole.substring(0, at) + other + whole.substring(at + 1));
      assertThat(verify().intact()).as("character %d as %s", at, other).isFalse();
    }
  }

  @Test
  void everyRemovedEntryShowsTheLastOnesToo() throws IOException {
    List<String> all = Files.readAllLines(chain);
    for (int i = 0; i < ENTRIES; i++) {
      int gone = i;
      Files.writeString(chain, String.join("\n", all) + "\n");
      change(
          lines -> {
            lines.remove(gone);
            return lines;
          });
      assertThat(verify().findings())
          .as("without entry %d", i + 1)
          .isNotEmpty()
          .first()
          .extracting(AuditFinding::fault)
          .isEqualTo(i == ENTRIES - 1 ? AuditFinding.Fault.TAIL_CUT : AuditFinding.Fault.REMOVED);
    }
  }

  @Test
  void everyCutTailShows() throws IOException {
    for (int left = ENTRIES - 1; left >= 0; left--) {
      int keep = left;
      change(lines -> lines.subList(0, keep));
      assertThat(verify().findings())
          .as("cut to %d", left)
          .extracting(AuditFinding::fault)
          .containsExactly(AuditFinding.Fault.TAIL_CUT);
    }
    Files.delete(chain);
    Files.delete(folder.resolve("daemon.anchor"));
    assertThat(verify().findings())
        .extracting(AuditFinding::fault)
        .containsExactly(AuditFinding.Fault.TAIL_CUT);
  }

  @Test
  void entriesInAnotherOrderShow() throws IOException {
    change(
        lines -> {
          Collections.swap(lines, 6, 11);
          return lines;
        });
    assertThat(verify().intact()).isFalse();
  }

  @Test
  void aChainThatIsWrittenAnewWithoutTheKeyShows() {
    try (AuditFolder files = AuditFolder.open(folder.resolve("forged"))) {
      AuditLog log = AuditLog.open(files, files, SigningKey.random(), "daemon");
      for (int i = 0; i < ENTRIES; i++) {
        log.append(event("f" + i, AuditDecision.REFUSED));
      }
      AuditReport report = new AuditVerifier(files, files, KEY).verify(List.of());
      assertThat(report.findings())
          .extracting(AuditFinding::fault)
          .containsExactly(AuditFinding.Fault.NOT_SIGNED);
    }
  }

  @Test
  void aChainGoesOnAfterAStartWhereItEnded() {
    try (AuditFolder files = AuditFolder.open(folder)) {
      AuditEntry entry =
          AuditLog.open(files, files, KEY, "daemon").append(event("late", AuditDecision.REFUSED));
      assertThat(entry.sequence()).isEqualTo(ENTRIES + 1);
    }
    assertThat(verify().intact()).isTrue();
  }

  @Test
  void aLineThatACrashCutOffNeverCounted() throws IOException {
    String cut = Files.readAllLines(chain).getLast().substring(0, 50);
    Files.writeString(chain, cut, StandardOpenOption.APPEND);
    assertThat(verify().intact()).isTrue();
    try (AuditFolder files = AuditFolder.open(folder)) {
      AuditLog.open(files, files, KEY, "daemon").append(event("late", AuditDecision.REFUSED));
    }
    assertThat(verify().findings()).isEmpty();
    assertThat(verify().entries()).containsEntry("daemon", ENTRIES + 1L);
  }

  @Test
  void aDamagedChainIsNotGoneOnWith() throws IOException {
    change(lines -> lines.subList(0, 5));
    try (AuditFolder files = AuditFolder.open(folder)) {
      assertThatThrownBy(() -> AuditLog.open(files, files, KEY, "daemon"))
          .isInstanceOf(CorruptStoreException.class)
          .hasMessageContaining("entry 20 was signed for")
          .hasMessageContaining("arm audit verify");
    }
  }

  @Test
  void oneWriterHoldsAChain() {
    try (AuditFolder one = AuditFolder.open(folder);
        AuditFolder other = AuditFolder.open(folder)) {
      AuditLog.open(one, one, KEY, "daemon").append(event("x", AuditDecision.REFUSED));
      AuditLog second = AuditLog.open(other, other, KEY, "daemon");
      assertThatThrownBy(() -> second.append(event("y", AuditDecision.REFUSED)))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("another process");
    }
    assertThat(verify().intact()).isTrue();
  }

  @Test
  void callsThatNeverEndedAndGlassThatNobodyExplainedAreTold() {
    try (AuditFolder files = AuditFolder.open(folder)) {
      AuditLog log = AuditLog.open(files, files, KEY, "daemon");
      log.append(event("dead", AuditDecision.ALLOWED));
      log.append(event("told", AuditDecision.BROKE_GLASS));
      log.append(event("told", AuditDecision.SUCCEEDED));
      log.append(event("told", AuditDecision.ANNOTATED));
      log.append(event("untold", AuditDecision.BROKE_GLASS));
      log.append(event("untold", AuditDecision.SUCCEEDED));
    }
    AuditReport report = verify();
    assertThat(report.unfinished()).extracting(one -> one.event().callId()).containsExactly("dead");
    assertThat(report.unexplained())
        .extracting(one -> one.event().callId())
        .containsExactly("untold");
  }
}
