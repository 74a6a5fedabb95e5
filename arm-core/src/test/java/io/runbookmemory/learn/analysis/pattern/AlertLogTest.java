package io.runbookmemory.learn.analysis.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.Signal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertLogTest {

  private static final Signal LAG = Firings.signal("KafkaLag");
  private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2025-02-01T00:00:00Z");

  @Test
  void firingsAreInOrderOfTimeAndEachIsThereOnce() {
    AlertLog.Builder builder = AlertLog.builder();
    for (int hour : new int[] {5, 2, 9, 2}) {
      builder.add(new AlertEvent(FROM.plusSeconds(3600L * hour), LAG));
    }

    AlertLog log = builder.build(FROM, UNTIL);

    assertThat(log.size()).isEqualTo(3);
    assertThat(log.at(0)).isEqualTo(FROM.plusSeconds(7200).toEpochMilli());
    assertThat(log.at(2)).isEqualTo(FROM.plusSeconds(9 * 3600).toEpochMilli());
    assertThat(log.signals().get(log.signal(1))).isEqualTo(LAG);
  }

  @Test
  void aBuilderGoesOnAfterItHasBuilt() {
    AlertLog.Builder builder = AlertLog.builder().add(new AlertEvent(FROM, LAG));
    AlertLog before = builder.build(FROM, UNTIL);
    builder.add(new AlertEvent(FROM.plusSeconds(60), LAG));

    assertThat(builder.build(FROM, UNTIL).size()).isEqualTo(2);
    assertThat(before.size()).isEqualTo(1);
  }

  @Test
  void whatLiesOutsideOfThePeriodIsLeftOut() {
    AlertLog.Builder builder = AlertLog.builder();
    builder.add(new AlertEvent(FROM.minusMillis(1), LAG));
    builder.add(new AlertEvent(FROM, LAG));
    builder.add(new AlertEvent(UNTIL, LAG));

    assertThat(builder.build(FROM, UNTIL).size()).isEqualTo(1);
  }

  @Test
  void aTimeThatNoClockOfTodayShowsIsSkippedAndCounted() {
    AlertLog.Builder builder = AlertLog.builder();
    builder.add(new AlertEvent(Instant.EPOCH, LAG)).add(new AlertEvent(Instant.MAX, LAG));

    assertThat(builder.skipped()).isEqualTo(2);
    assertThat(builder.build(FROM, UNTIL).size()).isZero();
  }

  @Test
  void aPeriodMustBeginBeforeItEnds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlertLog.builder().build(FROM, FROM))
        .withMessage(
            "a log must begin before it ends, got 2025-01-01T00:00:00Z to 2025-01-01T00:00:00Z");
  }
}
