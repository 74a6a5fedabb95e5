package io.runbookmemory.learn.analysis.signature;

import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.Attempt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Incidents that look alike, counted. */
final class Alike {

  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern BLANK = Pattern.compile("\\s+");
  private static final int SAMPLE = 10;
  private static final int SOLUTIONS = 3;

  private final int template;
  private final List<Case> cases = new ArrayList<>();

  Alike(int template) {
    this.template = template;
  }

  int template() {
    return template;
  }

  void add(Case one) {
    cases.add(one);
  }

  int size() {
    return cases.size();
  }

  List<MemoryId> sample() {
    return cases.stream().limit(SAMPLE).map(Case::id).toList();
  }

  /** Returns what all of them have in common. */
  Place place() {
    Place first = cases.getFirst().place();
    String service = first.service();
    String env = first.env();
    String cluster = first.cluster();
    for (Case one : cases) {
      service = common(service, one.place().service());
      env = common(env, one.place().env());
      cluster = common(cluster, one.place().cluster());
    }
    return new Place(service, env, cluster);
  }

  private static @Nullable String common(@Nullable String one, @Nullable String other) {
    return Objects.equals(one, other) ? one : null;
  }

  FailureSignature signature(String text) {
    return new FailureSignature(
        cases.getFirst().alert(), text, place(), cases.size(), solutions(), sample());
  }

  private static String same(String action) {
    String words = BLANK.matcher(action.strip().toLowerCase(Locale.ROOT)).replaceAll(" ");
    return NUMBER.matcher(words).replaceAll("#");
  }

  /** Returns what helped, by how often; two that differ in case, blanks or numbers are one. */
  private List<FailureSignature.Solution> solutions() {
    Map<String, FailureSignature.Solution> known = new TreeMap<>();
    for (Case one : cases) {
      for (Attempt attempt : one.tried()) {
        long helped = attempt.effect().helped() ? 1 : 0;
        known.merge(
            same(attempt.action()),
            new FailureSignature.Solution(attempt.action(), helped, 1),
            (sum, more) ->
                new FailureSignature.Solution(
                    sum.action(), sum.helped() + more.helped(), sum.tried() + more.tried()));
      }
    }
    return known.values().stream()
        .filter(solution -> solution.helped() > 0)
        .sorted(
            Comparator.comparingLong(FailureSignature.Solution::helped)
                .reversed()
                .thenComparing(FailureSignature.Solution::tried))
        .limit(SOLUTIONS)
        .toList();
  }
}
