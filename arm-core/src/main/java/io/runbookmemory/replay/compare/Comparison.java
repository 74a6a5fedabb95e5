package io.runbookmemory.replay.compare;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.replay.Bootstrap;
import io.runbookmemory.replay.page.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two runs over the same incidents. Differences are paired, incident by incident, so that hard
 * incidents, which are hard for both, do not blur them; their intervals come of resampling the
 * incidents.
 *
 * @param other the name of the run that is compared with
 * @param mine the name of this run
 * @param pairs the incidents that both have, by id
 * @param unpaired how many only one of them has
 * @param differences one for each measure
 */
public record Comparison(
    String other, String mine, List<Pair> pairs, int unpaired, List<Difference> differences) {

  /** Copies the lists. */
  public Comparison {
    pairs = List.copyOf(pairs);
    differences = List.copyOf(differences);
  }

  /**
   * Compares two runs.
   *
   * @param other what is compared with
   * @param mine what is asked about
   * @param bootstrap gives the intervals
   * @return the same of the same, always
   * @throws InvalidInputException if they have no incident in common
   */
  public static Comparison of(SavedReport other, SavedReport mine, Bootstrap bootstrap) {
    Map<String, SavedIncident> others = new TreeMap<>();
    other.incidents().forEach(one -> others.put(one.id(), one));
    List<Pair> pairs = new ArrayList<>();
    for (SavedIncident one : mine.incidents()) {
      SavedIncident same = others.get(one.id());
      if (same != null) {
        pairs.add(new Pair(same, one));
      }
    }
    if (pairs.isEmpty()) {
      throw new InvalidInputException(
          other.name(), "has no incident in common with " + mine.name() + ": compare by id");
    }
    pairs.sort(Comparator.comparing(pair -> pair.mine().id()));
    int unpaired = other.incidents().size() + mine.incidents().size() - 2 * pairs.size();
    List<Difference> differences =
        Arrays.stream(Measure.values())
            .map(measure -> difference(measure, pairs, bootstrap))
            .toList();
    return new Comparison(other.name(), mine.name(), pairs, unpaired, differences);
  }

  private static Difference difference(Measure measure, List<Pair> pairs, Bootstrap bootstrap) {
    List<double[]> both =
        pairs.stream()
            .filter(
                pair -> measure.of(pair.other()).isPresent() && measure.of(pair.mine()).isPresent())
            .map(
                pair ->
                    new double[] {
                      measure.of(pair.other()).orElseThrow(), measure.of(pair.mine()).orElseThrow()
                    })
            .toList();
    return new Difference(
        measure,
        both.size(),
        mean(both, 1, 0),
        mean(both, 0, 1),
        bootstrap.estimate(both, sample -> mean(sample, -1, 1)));
  }

  /** Returns the mean of a weighted sum of the two. */
  private static double mean(List<double[]> both, int other, int mine) {
    return both.stream()
        .mapToDouble(pair -> other * pair[0] + mine * pair[1])
        .average()
        .orElse(Double.NaN);
  }

  /**
   * Returns the real incidents that this run alone misses.
   *
   * @return by id
   */
  public List<Pair> newlyMissed() {
    return pairs.stream().filter(pair -> pair.changes().contains(Change.NEWLY_MISSED)).toList();
  }

  /**
   * Returns what is otherwise in this run.
   *
   * @return the gravest first, then by id
   */
  public List<Pair> changed() {
    return pairs.stream()
        .filter(pair -> !pair.changes().isEmpty())
        .sorted(Comparator.comparing(pair -> pair.changes().iterator().next()))
        .toList();
  }

  /**
   * Returns the comparison for people.
   *
   * @return a page of its own; what is newly missed stands first
   */
  public Page toPage() {
    return new ComparisonPage(this).write();
  }

  /**
   * Returns the comparison for machines.
   *
   * @return one JSON object, the fields as in {@code docs/replay.md}
   */
  public String toJson() {
    return ComparisonJson.of(this);
  }
}
