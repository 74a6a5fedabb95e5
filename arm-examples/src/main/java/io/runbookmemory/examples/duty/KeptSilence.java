package io.runbookmemory.examples.duty;

import io.runbookmemory.oncall.noise.Silence;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A silence that somebody asked for.
 *
 * @param version of this form, 1
 * @param id eight hexadecimal digits, to lift it by
 * @param by who asked
 * @param reason why
 * @param labels what an alert must have, all of them exactly; empty for every alert
 * @param from its beginning
 * @param to its end, as it was asked for
 * @param liftedAt since when it holds no more, before its end; null if nobody lifted it
 * @param liftedBy who lifted it
 */
public record KeptSilence(
    int version,
    String id,
    String by,
    String reason,
    Map<String, String> labels,
    Instant from,
    Instant to,
    @Nullable Instant liftedAt,
    @Nullable String liftedBy) {

  /** Copies the map. */
  public KeptSilence {
    labels = Map.copyOf(labels);
  }

  KeptSilence lifted(Instant at, String who) {
    return new KeptSilence(version, id, by, reason, labels, from, to, at, who);
  }

  /** Returns when it ends, or ended. */
  public Instant end() {
    return liftedAt != null && liftedAt.isBefore(to) ? liftedAt : to;
  }

  /** Returns whether it holds. */
  public boolean holds(Instant at) {
    return !at.isBefore(from) && at.isBefore(end());
  }

  /** Returns the labels as people write them; {@code every alert} if there are none. */
  public String what() {
    return labels.isEmpty()
        ? "every alert"
        : new TreeMap<>(labels)
            .entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(" "));
  }

  /** Returns the rule that alerts are held against. */
  public Silence rule() {
    Instant end = end();
    return new Silence(
        "silence " + id + " by " + by + ": " + reason,
        labels,
        from,
        end.isAfter(from) ? end : from.plusNanos(1));
  }
}
