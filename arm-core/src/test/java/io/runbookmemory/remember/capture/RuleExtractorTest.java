package io.runbookmemory.remember.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Note;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class RuleExtractorTest {

  private static final Instant AT = LabelledTexts.SAID_AT;

  private static Captured read(String text) {
    return new RuleExtractor().extract(text, TestMemories.ANYWHERE, AT);
  }

  private static Incident incident(String text) {
    return read(text).incident().orElseThrow();
  }

  @Test
  void anAccountBecomesAnIncidentAndSaysWhatItDoesNotSay() {
    Captured captured = read("Pool exhausted, 503s since 2:47. Fix: raised it 100→200.");

    assertThat(captured.notFound()).containsExactly(Part.SERVICE, Part.ROOT_CAUSE);
    Incident incident = captured.incident().orElseThrow();
    assertThat(incident.resolution()).contains("raised it 100→200");
    assertThat(incident.openedAt()).contains(Instant.parse("2026-11-20T02:47:00Z"));
    assertThat(incident.attempts())
        .containsExactly(new Attempt("raised it 100→200", Effect.RESOLVED));
  }

  @Test
  void theMemoryIsTitledByTheSymptomAndHappenedAtTheStart() {
    Memory memory =
        read("Fix: restarted it. Symptom: 503s at cart. Since: 2:47")
            .memory(TestMemories.id("x"), AT);

    assertThat(memory.title()).isEqualTo("503s at cart");
    assertThat(memory.times().happenedAt()).isEqualTo(Instant.parse("2026-11-20T02:47:00Z"));
    assertThat(memory.times().lastSeenAt()).isEqualTo(AT);
  }

  @Test
  void aNoteOwesNothing() {
    Captured note = read("The ledger talks gRPC only.");

    assertThat(note.content()).isEqualTo(new Note("The ledger talks gRPC only."));
    assertThat(note.notFound()).isEmpty();
    assertThat(note.teaches()).isFalse();
  }

  @Test
  void theGivenServiceWinsAndTwoNamesAreNone() {
    String text = "payment-service answers 503 since 9:00";

    assertThat(read(text).scope().service()).isEqualTo("payment-service");
    assertThat(
            new RuleExtractor().extract(text, TestMemories.service("ledger"), AT).scope().service())
        .isEqualTo("ledger");
    assertThat(read("payment-service and cart-api answer 503 since 9:00").notFound())
        .contains(Part.SERVICE);
  }

  @Test
  void whatDidNotHelpIsNoFixWhereverItIsSaid() {
    assertThat(incident("503s at cart. Restarted the pods. That did not help.").attempts())
        .containsExactly(new Attempt("Restarted the pods", Effect.NO_EFFECT));
    assertThat(incident("503s at cart. Fix: restarted, which had no effect").attempts())
        .containsExactly(new Attempt("restarted", Effect.NO_EFFECT));
    assertThat(incident("503s at cart. We doubled the pool. It made things worse.").attempts())
        .containsExactly(new Attempt("We doubled the pool", Effect.WORSENED));
  }

  @Test
  void whatIsPlannedDeniedGuessedOrUnknownIsNeitherFixNorCause() {
    assertThat(
            read("Cart failing since 9:00. We should restart it. Not caused by the deploy. Probably"
                    + " due to DNS. Root cause: unknown. Fix: TBD.")
                .notFound())
        .containsExactly(Part.SERVICE, Part.FIX, Part.ROOT_CAUSE);
  }

  @Test
  void whenItEndedIsFoundUnlessItWouldBeBeforeItBegan() {
    assertThat(incident("Cart down since 9:02, recovered at 9:40").resolvedAt())
        .contains(Instant.parse("2026-11-20T09:40:00Z"));
    assertThat(incident("Cart down since 9:02, recovered at 8:40").resolvedAt()).isEmpty();
  }

  @Test
  void timesAreInTheZoneOfTheExtractor() {
    assertThat(
            new RuleExtractor(ZoneId.of("Asia/Tokyo"))
                .extract("Cart down since 9:00", TestMemories.ANYWHERE, AT)
                .incident()
                .orElseThrow()
                .openedAt())
        .contains(Instant.parse("2026-11-20T00:00:00Z"));
  }

  @Test
  void aLongLogIsReadInNoTime() {
    String log = "cart-service HTTP 503 FooBarBaz was restarting because of it, ".repeat(4_000);
    long begin = System.nanoTime();

    read(log);
    CapturePolicy.DEFAULT.refusal(read(log.replace(' ', '\n')));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void blankWordsAreRefused() {
    assertThatThrownBy(() -> read(" \n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not be blank");
  }
}
