package io.runbookmemory.recall;

import io.runbookmemory.store.Staleness;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What memory has to say to a situation. An empty or degraded recall is an answer too: {@code
 * recall} does not throw because a store or model is down.
 *
 * @param strength how well the best recollection fits
 * @param recollections best first; for {@link Strength#TRIAGE} the generic triage runbook, if there
 *     is one
 * @param route where the situation was taken to belong
 * @param degraded what the recall had to do without
 * @param judged every candidate in order, those that were left out for want of relevance included
 * @param took how long it took
 * @param staleness how old the copy is that the memories came from; null if they came from the
 *     store itself
 * @param basis what it went by
 */
public record Recall(
    Strength strength,
    List<Recollection> recollections,
    Route route,
    Set<Degradation> degraded,
    List<Recollection> judged,
    Duration took,
    @Nullable Staleness staleness,
    Basis basis) {

  /** Copies the collections. */
  public Recall {
    recollections = List.copyOf(recollections);
    judged = List.copyOf(judged);
    degraded =
        degraded.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(degraded));
  }

  /**
   * Returns the best recollection.
   *
   * @return empty if there is none
   */
  public Optional<Recollection> best() {
    return recollections.stream().findFirst();
  }
}
