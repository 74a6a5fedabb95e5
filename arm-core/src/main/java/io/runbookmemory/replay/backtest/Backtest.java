package io.runbookmemory.replay.backtest;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.replay.Bootstrap;
import io.runbookmemory.replay.engine.ContaminationException;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Would memory have helped? Past incidents are asked in order of time, each as it looked when it
 * was noticed, and only what was known before it may be recalled: what happened earlier or, where
 * no such time is known, was created earlier. Nothing is written. Thread-safe if the recall is.
 *
 * <p>It looks at memories as they are now: what was added to an earlier incident since, its outcome
 * and what it was reinforced by, is seen.
 */
public final class Backtest {

  private static final int TOP_K = 10;

  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private static final Comparator<PastIncident> IN_TIME =
      Comparator.comparing((PastIncident one) -> one.detected().at())
          .thenComparing(PastIncident::id);

  private final List<PastIncident> incidents;
  private final Bootstrap bootstrap;

  /**
   * Creates a backtest.
   *
   * @param incidents what happened, in any order
   * @param bootstrap how to find the confidence intervals
   */
  public Backtest(Collection<PastIncident> incidents, Bootstrap bootstrap) {
    this.incidents = incidents.stream().sorted(IN_TIME).toList();
    this.bootstrap = bootstrap;
  }

  /**
   * Asks all incidents.
   *
   * @param recall what holds their memories, such as {@code RunbookMemory::recall}
   * @param progress is told after each incident how many were asked
   * @return what came of it
   * @throws ContaminationException if something was recalled that was not known before
   */
  public BacktestReport run(Function<Situation, Recall> recall, LongConsumer progress) {
    List<Replayed> replayed = new ArrayList<>();
    for (PastIncident incident : incidents) {
      replayed.add(replay(incident, recall));
      progress.accept(replayed.size());
    }
    return BacktestReport.of(replayed, bootstrap);
  }

  private Replayed replay(PastIncident incident, Function<Situation, Recall> recall) {
    Instant at = incident.detected().at();
    Set<MemoryId> right =
        incidents.stream()
            .takeWhile(other -> other.detected().at().isBefore(at))
            .filter(incident::repeats)
            .map(PastIncident::id)
            .collect(Collectors.toSet());
    Situation situation =
        incident.detected().toBuilder()
            .filter(Filter.and(knownBefore(at), incident.detected().filter()))
            .topK(TOP_K)
            .deadline(DEADLINE)
            .build();
    Recall recalled = recall.apply(situation);
    List<Memory> found = recalled.recollections().stream().map(Recollection::memory).toList();
    Stream.concat(found.stream(), recalled.judged().stream().map(Recollection::memory))
        .forEach(memory -> guard(memory, at));
    return new Replayed(incident, right, recalled.strength(), relevance(recalled), found);
  }

  private static double relevance(Recall recalled) {
    return recalled.strength() == Strength.TRIAGE
        ? 0
        : recalled.recollections().stream()
            .mapToDouble(one -> one.exact().isEmpty() ? one.parts().relevance() : 1)
            .max()
            .orElse(0);
  }

  /**
   * Whatever answered, and however it came by it: what comes from the future spoils the numbers.
   */
  private static void guard(Memory memory, Instant at) {
    if (!knownBefore(at).test(memory)) {
      Instant happened = memory.times().happenedAt();
      throw new ContaminationException(
          Objects.requireNonNullElse(memory.provenance().key(), memory.id().toString()),
          happened == null ? "createdAt" : "happenedAt",
          happened == null ? memory.times().createdAt() : happened,
          at);
    }
  }

  /**
   * Returns the filter for what was known before some time.
   *
   * @param at the time; what happened just then was not known before
   * @return lets through what happened earlier and, of what has no such time, what was created
   *     earlier
   */
  public static Filter knownBefore(Instant at) {
    return Filter.or(
        new Filter.Range<>(Field.HAPPENED_AT, null, at),
        Filter.and(
            new Filter.IsNull(Field.HAPPENED_AT), new Filter.Range<>(Field.CREATED_AT, null, at)));
  }
}
