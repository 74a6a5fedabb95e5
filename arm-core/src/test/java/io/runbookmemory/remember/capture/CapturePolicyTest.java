package io.runbookmemory.remember.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.fixture.TestMemories;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapturePolicyTest {

  private static Optional<Chaff> refusal(CapturePolicy policy, String text) {
    return policy.refusal(
        new RuleExtractor().extract(text, TestMemories.ANYWHERE, LabelledTexts.SAID_AT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thanks! Fix: restarted the proxy",
        "Checking the logs showed that the pool was exhausted because of the flag service",
        "All green again after we rolled back to 1.4",
        "Blip of 20 seconds on the ledger, 300 orders lost",
        "Latency blip of 20 s, back to normal. Third time this week",
        "CPU spike for 5 minutes, recovered by itself",
        "CPU spike, recovered by itself",
        "Pods restarted during the rollout and crash with exit code 1",
        "Why does checkout-api answer 503?",
        "Looking into HTTP 503 on checkout since 14:05",
        "We should run a load test before Christmas",
        "Not all health checks are green",
        "Everything is down",
        "Root cause: a load test hit production",
        "hi team, the ledger is down"
      })
  void whatSaysSomethingIsKept(String text) {
    assertThat(refusal(CapturePolicy.DEFAULT, text)).isEmpty();
  }

  @Test
  void whatCallsItselfATestIsRefusedWhateverElseItSays() {
    assertThat(
            refusal(CapturePolicy.DEFAULT, "This is only a test. Checkout 5xx. Fix: rolled back."))
        .contains(Chaff.TEST_TRAFFIC);
  }

  @Test
  void everySentenceMustBeChaffAndTheReasonIsNotTheGreeting() {
    assertThat(refusal(CapturePolicy.DEFAULT, "Good morning! All checks are green."))
        .contains(Chaff.ALL_GREEN);
    assertThat(refusal(CapturePolicy.DEFAULT, "Good morning! The ledger moved to db-3.")).isEmpty();
  }

  @Test
  void aKindCanBeAllowedAndABlipBeLonger() {
    CapturePolicy greetings = CapturePolicy.DEFAULT.refusing(List.of(Chaff.GREETING));
    String blip = "CPU spike for 3 minutes, recovered by itself";

    assertThat(refusal(greetings, "All checks are green")).isEmpty();
    assertThat(refusal(greetings, "Good morning!")).contains(Chaff.GREETING);
    assertThat(refusal(CapturePolicy.DEFAULT.blipsUnder(Duration.ofMinutes(5)), blip))
        .contains(Chaff.BLIP);
    assertThat(refusal(CapturePolicy.KEEP_ALL, "Good morning!")).isEmpty();
    assertThatThrownBy(() -> CapturePolicy.DEFAULT.blipsUnder(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT0S");
  }
}
