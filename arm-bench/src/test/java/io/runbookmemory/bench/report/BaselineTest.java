package io.runbookmemory.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.report.Figure.Cell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {

  private static final Figure TIME =
      Figure.atMost("time", Cell.of("times", "ratio", "arm")).inSmoke();
  private static final Figure SPEED =
      Figure.atLeast("speed", Cell.of("times", "ratio", "arm")).inSmoke();

  private static List<Judged> now(Figure figure, double ratio) {
    Table table = new Table("side", "ratio").row("arm", ratio);
    return List.of(JudgedTest.judged(figure, JudgedTest.measured(table), Form.SMOKE));
  }

  @Test
  void aTimeThatIsMoreThanTwiceAsLongTrips() {
    Baseline baseline = new Baseline(Map.of("search: time", 0.6));

    assertThat(baseline.regressions(now(TIME, 1.19))).isEmpty();
    assertThat(baseline.regressions(now(TIME, 0.01))).isEmpty();
    assertThat(baseline.regressions(now(TIME, 1.21)))
        .containsExactly(
            "search: time: 1.210 now, 0.600 in the baseline: more than 2 times as bad");
  }

  @Test
  void aSpeedThatIsLessThanHalfTrips() {
    Baseline baseline = new Baseline(Map.of("search: speed", 1.2));

    assertThat(baseline.regressions(now(SPEED, 0.61))).isEmpty();
    assertThat(baseline.regressions(now(SPEED, 9))).isEmpty();
    assertThat(baseline.regressions(now(SPEED, 0.59))).hasSize(1);
  }

  @Test
  void whatIsNotHeldAgainstTheBaselineNeverTrips() {
    Figure absolute = Figure.atMost("time", Cell.of("times", "ratio", "arm"));

    assertThat(new Baseline(Map.of("search: time", 0.6)).regressions(now(absolute, 100))).isEmpty();
  }

  @Test
  void aRatioThatIsNoLongerMeasuredTrips() {
    assertThat(new Baseline(Map.of("search: time", 0.6)).regressions(now(TIME, Double.NaN)))
        .containsExactly("search: time: was not measured, 0.600 before");
  }

  @Test
  void aBaselineIsWrittenOfWhatWasMeasured(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("baseline.json");
    Baseline.of(now(TIME, 0.61234)).write(file);

    assertThat(Files.readString(file)).isEqualToIgnoringWhitespace("{\"search: time\": 0.612}");
  }

  @Test
  void theCommittedBaselineHasEachFigureThatIsHeldAgainstIt() throws Exception {
    List<String> held =
        Chapters.all().stream()
            .flatMap(
                chapter ->
                    chapter.figures().stream()
                        .filter(Figure::smoke)
                        .map(figure -> chapter.name() + ": " + figure.what()))
            .collect(Collectors.toList());

    assertThat(Baseline.committed().ratios()).containsOnlyKeys(held);
  }
}
