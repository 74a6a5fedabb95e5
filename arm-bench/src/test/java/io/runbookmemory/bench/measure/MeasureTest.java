package io.runbookmemory.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.replay.Estimate;
import java.util.Random;
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

  @Test
  void aCostThatDoublesWithEachFourfoldSizeGrowsAsTheRoot() {
    Growth growth = new Growth();
    growth.add(1_000, 3);
    assertThat(growth.exponent()).isNaN();
    growth.add(4_000, 6);
    growth.add(16_000, 12);
    assertThat(growth.exponent()).isCloseTo(0.5, within(1e-12));
    growth.add(64_000, Double.NaN);
    assertThat(growth.exponent()).isCloseTo(0.5, within(1e-12));
    growth.add(256_000, 0);
    assertThat(growth.exponent()).isNaN();
  }

  private static Timings around(double median, double spread, int count, long seed) {
    Random random = new Random(seed);
    Timings timings = new Timings();
    for (int i = 0; i < count; i++) {
      timings.add(Math.round(1e6 * median * Math.exp(spread * random.nextGaussian())));
    }
    return timings;
  }

  @Test
  void theIntervalOfARatioHoldsTheTrueOneAboutNineteenTimesInTwenty() {
    int held = 0;
    for (int seed = 0; seed < 200; seed++) {
      Estimate ratio = around(2, 0.3, 100, seed).ratioTo(around(4, 0.3, 100, 1_000 + seed));
      held += ratio.low() <= 0.5 && 0.5 <= ratio.high() ? 1 : 0;
    }
    assertThat(held).as("of 200, seeds 0 to 199").isBetween(180, 199);
  }

  @Test
  void theSameTimingsGiveTheSameInterval() {
    Estimate once = around(2, 0.3, 100, 1).ratioTo(around(4, 0.3, 100, 2));

    assertThat(around(2, 0.3, 100, 1).ratioTo(around(4, 0.3, 100, 2))).isEqualTo(once);
    assertThat(once.low()).isLessThan(once.value());
    assertThat(once.high()).isGreaterThan(once.value());
  }

  @Test
  void whatWasTimedInPairsStaysInPairs() {
    Timings ours = around(2, 1, 100, 3);
    Timings theirs = new Timings();
    Random random = new Random(3);
    for (int i = 0; i < 100; i++) {
      theirs.add(Math.round(2e6 * 2 * Math.exp(random.nextGaussian())));
    }

    Estimate ratio = ours.ratioTo(theirs);

    assertThat(ratio.value()).isCloseTo(0.5, within(1e-6));
    assertThat(ratio.low()).isCloseTo(0.5, within(1e-6));
    assertThat(ratio.high()).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void aQuestionThatIsAskedTwiceIsNoSecondOne() {
    Timings ours = new Timings();
    Timings theirs = new Timings();
    for (int round = 0; round < 25; round++) {
      for (int question = 1; question <= 20; question++) {
        ours.add(question * 1_000_000L);
        theirs.add((21 - question) * 1_000_000L);
      }
    }

    Estimate asQuestions = ours.ratioTo(theirs, 50, 20);
    Estimate asIfAllWereOthers = ours.ratioTo(theirs, 50, 500);

    assertThat(asQuestions.high() - asQuestions.low())
        .isGreaterThan(2 * (asIfAllWereOthers.high() - asIfAllWereOthers.low()));
  }

  @Test
  void aSpeedIsTheRatioOfAllTheTime() {
    Timings ours = new Timings();
    Timings theirs = new Timings();
    for (long time : new long[] {1, 2, 3}) {
      ours.add(time);
      theirs.add(4 * time);
    }
    assertThat(ours.speedTo(theirs).value()).isEqualTo(4);
  }

  @Test
  void whatWasNotTimedInPairsHasNoRatio() {
    assertThatThrownBy(() -> around(1, 1, 3, 1).ratioTo(around(1, 1, 4, 1)))
        .hasMessage("both must be timed equally often, in whole rounds of 3, got 3 and 4");
    assertThatThrownBy(() -> around(1, 1, 3, 1).ratioTo(around(1, 1, 3, 1), 50, 2))
        .hasMessage("both must be timed equally often, in whole rounds of 2, got 3 and 3");
  }

  @Test
  void aRatioIsPrintedWithItsInterval() {
    Table table =
        new Table("ratio", "own")
            .row(new Estimate(0.39, 0.372, 0.4114), new Estimate(1, 1, 1))
            .row(Estimate.NONE, Double.NaN);

    assertThat(table)
        .hasToString(
            """
            | ratio                | own   |
            | -------------------- | ----- |
            | 0.390 [0.372, 0.411] | 1.000 |
            | -                    | -     |
            """);
  }

  @Test
  void aTableIsRecordedWithItsNumbersAndReadAgain() {
    Table table =
        new Table("store", "ms", "memories", "ratio")
            .row("arm", 0.123456789, 100_000, new Estimate(0.39, 0.372, 0.4114))
            .row(Thread.State.NEW, Double.NaN, 7L, Estimate.NONE);

    assertThat(table.toJson().toString())
        .contains("[\"arm\",0.123456789,100000,{\"value\":0.39,\"low\":0.372,\"high\":0.4114}]")
        .contains("[\"NEW\",null,7,null]");
    assertThat(Table.of(table.toJson()).toJson()).isEqualTo(table.toJson());
    assertThat(Table.of(table.toJson())).hasToString(table.toString());
  }
}
