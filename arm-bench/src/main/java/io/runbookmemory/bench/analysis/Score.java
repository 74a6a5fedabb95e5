package io.runbookmemory.bench.analysis;

import io.runbookmemory.learn.analysis.pattern.Finding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was found of what was planted.
 *
 * @param planted how many of each kind there are
 * @param found how many of them were found
 * @param missed what was not
 * @param wrong the findings that say nothing that was planted
 */
record Score(
    Map<Planted.Kind, Integer> planted,
    Map<Planted.Kind, Integer> found,
    List<Planted> missed,
    List<Finding> wrong) {

  static Score of(List<Planted> truth, List<? extends Finding> findings) {
    Map<Planted.Kind, Integer> planted = new EnumMap<>(Planted.Kind.class);
    Map<Planted.Kind, Integer> found = new EnumMap<>(Planted.Kind.class);
    List<Planted> missed = new ArrayList<>();
    for (Planted one : truth) {
      planted.merge(one.kind(), 1, Integer::sum);
      if (findings.stream().anyMatch(one::isFoundBy)) {
        found.merge(one.kind(), 1, Integer::sum);
      } else {
        missed.add(one);
      }
    }
    List<Finding> wrong = new ArrayList<>();
    for (Finding finding : findings) {
      if (truth.stream().noneMatch(one -> one.isFoundBy(finding))) {
        wrong.add(finding);
      }
    }
    return new Score(planted, found, missed, wrong);
  }

  int found(Planted.Kind kind) {
    return found.getOrDefault(kind, 0);
  }

  long wrong(Planted.Kind kind) {
    return wrong.stream().filter(one -> Planted.Kind.of(one) == kind).count();
  }

  /** Returns the share of what was planted that was found. */
  double share() {
    int all = planted.values().stream().mapToInt(Integer::intValue).sum();
    return (double) (all - missed.size()) / all;
  }

  /** Returns the share of the findings that are wrong. */
  double falseDiscoveries() {
    int right = found.values().stream().mapToInt(Integer::intValue).sum();
    return wrong.isEmpty() ? 0 : (double) wrong.size() / (right + wrong.size());
  }
}
