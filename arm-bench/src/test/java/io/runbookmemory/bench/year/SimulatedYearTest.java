package io.runbookmemory.bench.year;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedYearTest {

  private static final int FEW = 2;

  @TempDir private Path directory;

  @Test
  void theSameSeedIsTheSameYear() {
    World world = new World(7, FEW);

    assertThat(new World(7, FEW).episodes()).isEqualTo(world.episodes());
    assertThat(new World(8, FEW).episodes()).isNotEqualTo(world.episodes());
    assertThat(SimulatedYear.on(world, directory.resolve("one")))
        .isEqualTo(SimulatedYear.on(new World(7, FEW), directory.resolve("two")));
  }

  @Test
  void memoryThatLearnsNamesTheFixThatWorksMoreOftenAndIsSmaller() {
    World world = new World(1, FEW);

    SimulatedYear.Result off = SimulatedYear.off(world, directory.resolve("off"));
    SimulatedYear.Result on = SimulatedYear.on(world, directory.resolve("on"));

    assertThat(on.right()).isGreaterThan(off.right());
    assertThat(on.right()).isLessThanOrEqualTo(on.episodes());
    assertThat(on.memories()).isLessThan(off.memories());
    assertThat(on.lost()).isZero();
  }

  @Test
  void aYearHoldsWhatItIsSaidToHold() {
    World world = new World(3, 40);
    List<Episode> episodes = world.episodes();

    assertThat(world.problems()).hasSize(120);
    assertThat(world.before()).hasSize(120);
    assertThat(episodes).hasSizeBetween(1_000, 2_000);
    assertThat(share(episodes, episode -> !episode.problem().works().contains(episode.noted())))
        .isBetween(0.17, 0.23);
    assertThat(share(episodes, episode -> episode.firings() > 1)).isBetween(0.03, 0.07);
    assertThat(
            world.problems().stream().filter(problem -> !problem.until().isEmpty()).count() / 120.0)
        .isBetween(0.65, 0.85);
    assertThat(world.nameOf(0, 0)).isEqualTo("svc-a0");
    assertThat(
            IntStream.range(0, 40)
                .filter(service -> !world.nameOf(service, 0).equals(world.nameOf(service, 364)))
                .count())
        .isBetween(1L, 10L);
  }

  @Test
  void aFixWorksUntilItsLastDay() {
    Problem problem =
        new Problem(0, Fault.ALL.getFirst(), List.of("first", "second"), List.of(100), 30);

    assertThat(problem.fixOn(100)).isEqualTo("first");
    assertThat(problem.fixOn(101)).isEqualTo("second");
  }

  private static double share(List<Episode> episodes, Predicate<Episode> which) {
    return (double) episodes.stream().filter(which).count() / episodes.size();
  }
}
