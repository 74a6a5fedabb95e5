package io.runbookmemory.bench.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.bench.nab.NabSeries.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The points of NAB's score that are known without a detector. */
class NabScoreTest {

  private static final NabSeries SERIES =
      new NabSeries(
          "some.csv",
          Collections.nCopies(1000, Instant.EPOCH),
          Collections.nCopies(1000, 0.0),
          List.of(new Window(300, 399), new Window(600, 699)));

  private static double score(NabProfile profile, int... detected) {
    BitSet bits = new BitSet();
    IntStream.of(detected).forEach(bits::set);
    return new NabScore(profile).add(SERIES, bits).value();
  }

  @Test
  void sayingNothingIsZeroAndTheBeginOfEveryWindowIsAHundred() {
    for (NabProfile profile : NabProfile.values()) {
      assertThat(score(profile)).isZero();
      assertThat(score(profile, 300, 600)).isCloseTo(100, within(1e-12));
    }
  }

  @Test
  void onlyTheEarliestDetectionOfAWindowCounts() {
    assertThat(score(NabProfile.STANDARD, 350, 351, 399))
        .isEqualTo(score(NabProfile.STANDARD, 350));
    assertThat(score(NabProfile.STANDARD, 350)).isBetween(40.0, 50.0);
    assertThat(score(NabProfile.STANDARD, 399)).isBetween(25.0, 27.0);
  }

  @Test
  void aFalsePositiveCostsItsWeightFarAwayAndLessRightBehindAWindow() {
    // Of two windows a raw point is 25.
    assertThat(score(NabProfile.STANDARD, 200)).isCloseTo(-0.11 * 25, within(1e-12));
    assertThat(score(NabProfile.LOW_FP, 200)).isCloseTo(-0.22 * 25, within(1e-12));
    assertThat(score(NabProfile.STANDARD, 999)).isBetween(-0.11 * 25, -0.1 * 25);
    assertThat(score(NabProfile.STANDARD, 400)).isBetween(-0.01 * 25, 0.0);
  }

  @Test
  void theBeginOfAFileIsNotCounted() {
    assertThat(score(NabProfile.STANDARD, 0, 100, 149)).isZero();
    assertThat(score(NabProfile.STANDARD, 150)).isNegative();
  }

  @Test
  void aCheckoutIsReadWithItsLabels(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("data/real"));
    Files.createDirectories(folder.resolve("labels"));
    Files.writeString(
        folder.resolve("data/real/a.csv"),
        "timestamp,value\n2014-04-10 07:00:00,1\n2014-04-10 07:05:00,2\n2014-04-10 07:10:00,3");
    Files.writeString(
        folder.resolve("labels/combined_windows.json"),
        """
        {"real/a.csv": [["2014-04-10 07:05:00.000000", "2014-04-10 07:10:00.000000"]]}
        """);

    NabSeries series = NabSeries.readAll(folder).getFirst();

    assertThat(series.name()).isEqualTo("real/a.csv");
    assertThat(series.values()).containsExactly(1.0, 2.0, 3.0);
    assertThat(series.windows()).containsExactly(new Window(1, 2));
  }
}
