package io.runbookmemory.replay.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.replay.Bootstrap;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepairModelTest {

  private static Response response(int acted, @Nullable Integer offered) {
    return new Response(
        Duration.ofMinutes(acted), offered == null ? null : Duration.ofMinutes(offered));
  }

  private static Sensitivity says(Response... responses) {
    return RepairModel.DEFAULT.of(List.of(responses), Bootstrap.DEFAULT);
  }

  @Test
  void whatIsWonIsTimesTheSharesAndLessTheReading() {
    assertThat(says(response(32, 0)).change().value()).isCloseTo(-0.5 * 0.8 * 30, within(1e-9));
  }

  @Test
  void aPlanWithoutTheActionCostsItsReading() {
    assertThat(says(response(32, null)).change().value()).isCloseTo(0.5 * 2, within(1e-9));
  }

  @Test
  void aPlanThatIsReadAfterTheActionWinsNothing() {
    assertThat(says(response(2, 1)).change().value()).isZero();
  }

  @Test
  void theWeightiestAssumptionStandsFirstAndEachSwingsAroundTheMiddle() {
    Sensitivity says = says(response(62, 0), response(32, 0), response(9, null));
    assertThat(says.n()).isEqualTo(3);
    assertThat(says.swings())
        .extracting(Swing::width)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(says.swings().getFirst().assumes()).contains("share");
    assertThat(says.swings())
        .allSatisfy(
            swing -> {
              double change = says.change().value();
              assertThat(change).isBetween(swing.atHigh(), swing.atLow());
              assertThat(swing.atHigh()).isGreaterThanOrEqualTo(says.best());
              assertThat(swing.atLow()).isLessThanOrEqualTo(says.worst());
            });
    assertThat(says.change().low()).isLessThan(says.change().high());
  }

  @Test
  void ofNoIncidentItSaysNothing() {
    Sensitivity says = says();
    assertThat(says.n()).isZero();
    assertThat(says.change().known()).isFalse();
  }

  @Test
  void aShareIsAShareAndARangeHasItsMiddleInside() {
    assertThatThrownBy(() -> new Assumption(1, 3, 2)).hasMessageContaining("1.0/3.0/2.0");
    Assumption minutes = new Assumption(5, 2, 1);
    assertThatThrownBy(() -> new RepairModel(minutes, minutes, minutes))
        .hasMessage("followed must be a share in [0, 1], got 5.0/2.0/1.0");
  }
}
