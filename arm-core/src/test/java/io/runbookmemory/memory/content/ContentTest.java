package io.runbookmemory.memory.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.text.StorableText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentTest {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");

  @Test
  void whatIsWrittenOfAStepDoesNotChangeWhatItIsCountedUnder() {
    RunbookStep plain = new RunbookStep("Fix", "Restart it", null, null);
    RunbookStep told = plain.withRemarks("it starts", "stop it", "page");
    assertThat(told.key()).isEqualTo(plain.key());
    assertThat(told.withRemarks(null, null, null)).isEqualTo(plain);
  }

  @Test
  void storableTextIsKeptAndOtherIsReplaced() {
    String fine = "plain, 🚒, e\u0301, \uFFFD";

    assertThat(StorableText.of(fine)).isEqualTo(fine);
    assertThat(StorableText.of("a\u0000\uD83D\uDE92\uDE92\uD83D"))
        .isEqualTo("a\uFFFD🚒\uFFFD\uFFFD");
    assertThat(StorableText.orNull(null)).isNull();
    assertThat(StorableText.all(List.of("a", "\uD83D"))).containsExactly("a", "\uFFFD");
  }

  @Test
  void aStepIsCountedUnderItsWordsHoweverTheyAreSpaced() {
    assertThat(new RunbookStep("Fix", " Restart\n the  POD ", null, null).key())
        .isEqualTo("restart the pod");
    assertThat(new RunbookStep("", "", "bash", "Kubectl get").key()).isEqualTo("kubectl get");
  }

  @Test
  void theKeyOfALongStepIsCutBetweenCharacters() {
    String key = new RunbookStep("", "x".repeat(119) + "🚒 go", null, null).key();

    assertThat(key).isEqualTo("x".repeat(119));
    assertThat(new RunbookStep("", "x".repeat(118) + "🚒 go", null, null).key())
        .isEqualTo("x".repeat(118) + "🚒");
    assertThat(new RunbookStep("", "y".repeat(200), null, null).key()).hasSize(120);
  }

  @Test
  void aStepNeedsWordsOrCode() {
    assertThatThrownBy(() -> new RunbookStep("Fix", " ", null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyPromqlIsPromql() {
    assertThat(new RunbookStep("", "a", "PromQL", "up").promql()).contains("up");
    assertThat(new RunbookStep("", "a", "bash", "up").promql()).isEmpty();
    assertThat(new RunbookStep("", "a", null, null).promql()).isEmpty();
  }

  @Test
  void thereIsOneZero() {
    assertThat(new Baseline("x", Map.of("mad", -0.0)))
        .isEqualTo(new Baseline("x", Map.of("mad", 0.0)));
    assertThat(new Pattern("temporal", "x", 0, -0.0)).isEqualTo(new Pattern("temporal", "x", 0, 0));
  }

  @Test
  void numbersAreFiniteAndInRange() {
    assertThatThrownBy(() -> new Baseline("x", Map.of("mad", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN for mad");
    for (double confidence : new double[] {-0.01, 1.01, Double.NaN}) {
      assertThatThrownBy(() -> new Pattern("temporal", "x", 1, confidence))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Pattern("temporal", "x", -1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Report(NOW, NOW.minusNanos(1), "x", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIncidentIsSearchedByWhatIsKnownOfIt() {
    assertThat(Incident.builder("slow").build().text()).isEqualTo("slow");
    assertThat(
            Incident.builder("slow")
                .alertName("HighBurn")
                .rootCause("leak")
                .resolution("restart")
                .build()
                .text())
        .isEqualTo("Alert: HighBurn\n\nslow\n\nRoot cause: leak\n\nFix: restart");
  }

  @Test
  void anIncidentLastsUntilItIsMitigatedElseResolved() {
    Incident open = Incident.builder("slow").openedAt(NOW).build();
    Incident resolved = open.toBuilder().resolvedAt(NOW.plusSeconds(90)).build();
    Incident mitigated = resolved.toBuilder().mitigatedAt(NOW.plusSeconds(30)).build();

    assertThat(open.duration()).isEmpty();
    assertThat(resolved.duration()).contains(Duration.ofSeconds(90));
    assertThat(mitigated.duration()).contains(Duration.ofSeconds(30));
    assertThat(mitigated.toBuilder().build()).isEqualTo(mitigated).isNotEqualTo(resolved);
  }
}
