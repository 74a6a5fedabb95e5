package io.runbookmemory.bench.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On seeds that nothing was tuned on; see docs/analysis.md. */
class PlantedYearTest {

  @ParameterizedTest
  @ValueSource(longs = {201, 202, 203})
  void nineInTenOfWhatWasPlantedAreFoundAndOneInTenFindingsIsChanceAtMost(long seed) {
    PlantedYear year = PlantedYear.of(seed);

    Score score = Score.of(year.truth(), Findings.of(year));

    assertThat(score.planted())
        .isEqualTo(
            Map.of(
                Planted.Kind.CORRELATION,
                20,
                Planted.Kind.TEMPORAL,
                10,
                Planted.Kind.EXHAUSTION,
                5));
    assertThat(score.share())
        .as("seed %d: missed %s", seed, score.missed())
        .isGreaterThanOrEqualTo(0.9);
    assertThat(score.falseDiscoveries())
        .as("seed %d: wrong %s", seed, score.wrong())
        .isLessThanOrEqualTo(0.1);
  }

  @ParameterizedTest
  @ValueSource(longs = {201, 202, 203})
  void withItsTimesDealtAnewTheSameYearShowsNothing(long seed) {
    PlantedYear year = PlantedYear.of(seed).shuffled(seed);

    assertThat(Findings.of(year)).as("seed %d", seed).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void aSeedGivesTheSameYearAgain() {
    assertThat(PlantedYear.of(7).events()).isEqualTo(PlantedYear.of(7).events());
    assertThat(PlantedYear.of(7).events()).isNotEqualTo(PlantedYear.of(8).events());
  }
}
