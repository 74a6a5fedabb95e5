package io.runbookmemory.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeasureTest {

  @Test
  void percentilesAreTakenByNearestRank() {
    Timings timings = new Timings();
    for (int millis = 1000; millis >= 1; millis--) {
      timings.add(millis * 1_000_000L);
    }

    assertThat(timings.size()).isEqualTo(1000);
    assertThat(timings.median()).isEqualTo(500);
    assertThat(timings.percentile(99)).isEqualTo(990);
    assertThat(timings.percentile(100)).isEqualTo(1000);
  }

  @Test
  void aThroughputIsTheirNumberByTheirSum() {
    Timings timings = new Timings();
    timings.add(250_000_000);
    timings.add(750_000_000);

    assertThat(timings.perSecond()).isEqualTo(2);
  }

  @Test
  void nothingTimedHasNoMedian() {
    assertThatThrownBy(() -> new Timings().median()).hasMessage("nothing was timed");
  }

  @Test
  void aTableIsAlignedMarkdown() {
    Table table = new Table("store", "ms", "memories").row("arm", 0.12345, 100_000);

    assertThat(table)
        .hasToString(
            """
            | store | ms    | memories |
            | ----- | ----- | -------- |
            | arm   | 0.123 | 100,000  |
            """);
  }

  @Test
  void aRowHasACellForEachColumn() {
    assertThatThrownBy(() -> new Table("one").row(1, 2))
        .hasMessage("a row must have 1 cells, got 2");
  }

  @Test
  void aLineGoesThroughPointsThatLieOnOne() {
    Line line = new Line();
    for (int x = 0; x < 10; x++) {
      line.add(x, 1e9 + 0.25 * x);
    }
    assertThat(line.slope()).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void aLineIsTheNearestToPointsThatDoNot() {
    Line line = new Line();
    line.add(0, 1);
    line.add(1, 0);
    line.add(2, 2);
    assertThat(line.slope()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void onePlaceHasNoSlope() {
    Line line = new Line();
    line.add(1, 2);
    assertThatThrownBy(line::slope)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a slope needs two places, got 1 points at one");
  }
}
