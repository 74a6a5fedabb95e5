package io.runbookmemory.bench.year;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A year lived through with one practice, and what it came to. */
public final class SimulatedYear {

  /**
   * What a year came to.
   *
   * @param episodes how often a problem showed
   * @param right how often the fix that memory named first was the one that works now
   * @param knowable how often that fix had been written down before at all
   * @param problems how many problems there are
   * @param memories how many memories there are in the end
   * @param lost how many fixes that still worked were pruned
   */
  public record Result(
      int episodes, int right, int knowable, int problems, long memories, int lost) {

    /** Returns the share of episodes in which memory named the right fix first. */
    public double precisionAt1() {
      return (double) right / episodes;
    }
  }

  private SimulatedYear() {}

  /** Lives through a year with nothing learned, in a store in an empty directory. */
  public static Result off(World world, Path directory) {
    return live(world, new Archive(world, directory));
  }

  /** Lives through a year with everything learned, in a store in an empty directory. */
  public static Result on(World world, Path directory) {
    return live(world, new Learning(world, directory));
  }

  private static Result live(World world, Practice practice) {
    try (practice) {
      Map<Problem, Set<String>> told = new HashMap<>();
      for (Episode episode : world.before()) {
        practice.recollect(episode);
        told.computeIfAbsent(episode.problem(), problem -> new HashSet<>()).add(episode.noted());
      }
      int right = 0;
      int knowable = 0;
      int day = 0;
      for (Episode episode : world.episodes()) {
        for (; day < episode.day(); day++) {
          practice.sleep(day);
        }
        Set<String> notes = told.computeIfAbsent(episode.problem(), problem -> new HashSet<>());
        knowable += notes.contains(episode.fix()) ? 1 : 0;
        Optional<String> named = practice.live(episode);
        right += named.filter(episode.fix()::equals).isPresent() ? 1 : 0;
        notes.add(episode.noted());
      }
      practice.sleep(day);
      return new Result(
          world.episodes().size(),
          right,
          knowable,
          world.problems().size(),
          practice.memories(),
          practice.lost());
    }
  }
}
