package io.runbookmemory.replay.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.runbookmemory.oncall.noise.NoisePolicy;
import io.runbookmemory.replay.storm.MissedOutage.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StormReplayTest {

  private static final Instant NIGHT = Instant.parse("2026-03-14T02:00:00Z");

  /** Lets everything join that a group holds. */
  private static final NoisePolicy UNBOUNDED = NoisePolicy.DEFAULT.withJoins(Duration.ofHours(4));

  private static Outage down(String site, int from, int to) {
    return new Outage(site, Map.of("cluster", "eu"), at(from), at(to), "503");
  }

  private static Instant at(int minute) {
    return NIGHT.plus(Duration.ofMinutes(minute));
  }

  private static StormReport run(NoisePolicy policy, Outage... outages) {
    return new StormReplay(policy).run(List.of(outages));
  }

  @Test
  void aStormIsOnePage() {
    StormReport report =
        run(NoisePolicy.DEFAULT, down("a", 0, 20), down("b", 1, 20), down("c", 2, 21));
    assertThat(report.pagesBefore()).isEqualTo(3);
    assertThat(report.pagesAfter()).isEqualTo(1);
    assertThat(report.misses()).isEmpty();
    assertThat(report.clusters()).singleElement().extracting(StormCluster::pages).isEqualTo(1L);
    assertThat(report.clusters(true, 1, 1)).isEqualTo(1);
  }

  @Test
  void twoPlacesAreTwoThings() {
    Outage elsewhere = new Outage("d", Map.of("cluster", "us"), at(1), at(20), "");
    StormReport report = run(NoisePolicy.DEFAULT, down("a", 0, 20), elsewhere);
    assertThat(report.pagesAfter()).isEqualTo(2);
    assertThat(report.clusters(false, 1, 1)).isEqualTo(2);
  }

  @Test
  void whatFailsHoursAfterThePageOfALongOutageHasItsOwn() {
    Outage later = down("b", 120, 130);
    assertThat(run(NoisePolicy.DEFAULT, down("a", 0, 600), later).misses()).isEmpty();
    assertThat(run(UNBOUNDED, down("a", 0, 600), later).misses())
        .containsExactly(new MissedOutage(later, Why.OLD_PAGE, NIGHT));
  }

  @Test
  void whatFailsWhenAllElseIsOverIsMissedAndTheSameSiteIsNot() {
    Outage other = down("b", 5, 9);
    assertThat(run(UNBOUNDED, down("a", 0, 3), other).misses())
        .containsExactly(new MissedOutage(other, Why.ALL_OVER, NIGHT));
    StormReport flapping = run(NoisePolicy.DEFAULT, down("a", 0, 3), down("a", 5, 9));
    assertThat(flapping.misses()).isEmpty();
    assertThat(flapping.pagesAfter()).isEqualTo(1);
    assertThat(flapping.clusters(true, 0, 9)).isZero();
  }

  @Test
  void theOrderOfTheOutagesDoesNotMatter() {
    List<Outage> outages = new ArrayList<>();
    Random random = new Random(11);
    for (int i = 0; i < 300; i++) {
      int from = random.nextInt(20_000);
      outages.add(down("s" + random.nextInt(20), from, from + random.nextInt(400)));
    }
    StormReport report = new StormReplay(UNBOUNDED).run(outages);
    Collections.shuffle(outages, random);
    assertThat(new StormReplay(UNBOUNDED).run(outages)).as("seed 11").isEqualTo(report);
    assertThat(report.misses()).isNotEmpty();
    assertThat(report.clusters().stream().mapToLong(StormCluster::pages).sum())
        .isEqualTo(report.pagesAfter());
  }

  @Test
  void rulesAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> down("a", 2, 1))
        .withMessageContaining("end");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> down(" ", 1, 2))
        .withMessageContaining("site");
  }
}
