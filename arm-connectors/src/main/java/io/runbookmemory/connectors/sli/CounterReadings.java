package io.runbookmemory.connectors.sli;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counters' readings, turned into counts. Each case has one rule:
 *
 * <ul>
 *   <li>A reading below the one before it: the counter began anew at 0, as {@code rate} has it.
 *   <li>The first reading of a series: it counts nothing, as {@code rate} has it.
 *   <li>NaN, which Prometheus writes where a series ends: no reading.
 *   <li>An infinite or negative reading: refused.
 *   <li>A reading not later than the one before it in its series: refused; the same one twice is
 *       one.
 *   <li>More than {@link #LONGEST_GAP} without a reading: what was counted meanwhile belongs to no
 *       minute and is left out.
 *   <li>A minute in which only failures, or only successes, have a series: the others are 0.
 *   <li>More good or failed requests than there were requests: as many as there were.
 * </ul>
 */
final class CounterReadings {

  /** Twice as long as Prometheus looks back for a reading. */
  static final Duration LONGEST_GAP = Duration.ofMinutes(10);

  private static final long MINUTE = 60_000;

  /** What a counter counts. */
  enum Role {
    TOTAL,
    COUNTED
  }

  /** One series in one role. */
  static final class Counter {
    private final Role role;
    private double value = Double.NaN;
    private long at;

    Counter(Role role) {
      this.role = role;
    }
  }

  /** What was counted in one slot. */
  private static final class Sum {
    private double total = Double.NaN;
    private double counted;
  }

  private final boolean ofFailures;
  private final TreeMap<Long, Sum> sums = new TreeMap<>();
  private final Map<Long, Integer> intervals = new HashMap<>();
  private long resets;
  private long gaps;
  private long unread;
  private long capped;

  CounterReadings(boolean ofFailures) {
    this.ofFailures = ofFailures;
  }

  /**
   * Takes a reading.
   *
   * @param at milliseconds since 1970
   * @throws InvalidInputException with an empty place if it breaks a rule
   */
  void add(Counter counter, long at, double value) {
    if (Double.isNaN(value)) {
      unread++;
      return;
    }
    if (value < 0 || Double.isInfinite(value)) {
      throw new InvalidInputException("", "a counter must be at least 0 and finite, got " + value);
    }
    boolean first = Double.isNaN(counter.value);
    if (!first && at <= counter.at) {
      if (at == counter.at && value == counter.value) {
        return;
      }
      throw new InvalidInputException(
          "",
          "a reading must be later than the one before it in its series, got "
              + Instant.ofEpochMilli(at)
              + " after "
              + Instant.ofEpochMilli(counter.at));
    }
    if (!first && at - counter.at > LONGEST_GAP.toMillis()) {
      gaps++;
    } else if (!first) {
      intervals.merge(at - counter.at, 1, Integer::sum);
      resets += value < counter.value ? 1 : 0;
      count(counter.role, at, value < counter.value ? value : value - counter.value);
    }
    counter.value = value;
    counter.at = at;
  }

  private void count(Role role, long at, double increment) {
    Sum sum = sums.computeIfAbsent(at, any -> new Sum());
    switch (role) {
      case TOTAL -> sum.total = Double.isNaN(sum.total) ? increment : sum.total + increment;
      case COUNTED -> sum.counted += increment;
    }
  }

  /** Returns the median time between two readings in whole minutes, at least one. */
  private long step() {
    long readings = intervals.values().stream().mapToLong(Integer::longValue).sum();
    long seen = 0;
    for (Map.Entry<Long, Integer> interval : new TreeMap<>(intervals).entrySet()) {
      seen += interval.getValue();
      if (2 * seen >= readings) {
        return Math.max(1, Math.round((double) interval.getKey() / MINUTE)) * MINUTE;
      }
    }
    return MINUTE;
  }

  /**
   * Returns the counts, on a grid of whole steps.
   *
   * @param source whose they are, to be named
   * @throws InvalidInputException if there are none
   */
  SliReading read(String source, boolean epochSeconds) {
    long step = step();
    TreeMap<Long, Sum> slots = new TreeMap<>();
    sums.forEach(
        (at, sum) -> {
          Sum slot = slots.computeIfAbsent(Math.ceilDiv(at, step), any -> new Sum());
          slot.counted += sum.counted;
          if (!Double.isNaN(sum.total)) {
            slot.total = Double.isNaN(slot.total) ? sum.total : slot.total + sum.total;
          }
        });
    SliSeries.Builder series = SliSeries.builder().step(Duration.ofMillis(step));
    try {
      slots.forEach((slot, sum) -> add(series, slot * step, sum));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(source, String.valueOf(e.getMessage()));
    }
    SliSeries built = series.build();
    if (built.size() == 0) {
      throw new InvalidInputException(
          source, "must have at least 2 readings of the total within 10 minutes, got fewer");
    }
    return new SliReading(built, epochSeconds, notes(source));
  }

  private void add(SliSeries.Builder series, long at, Sum sum) {
    if (Double.isNaN(sum.total)) {
      return;
    }
    long total = Math.round(sum.total);
    long counted = Math.round(sum.counted);
    if (counted > total) {
      capped++;
      counted = total;
    }
    series.add(
        new SliSample(Instant.ofEpochMilli(at), ofFailures ? total - counted : counted, total));
  }

  private List<String> notes(String source) {
    List<String> notes = new ArrayList<>();
    note(notes, resets, source, "counters that began anew");
    note(notes, gaps, source, "gaps of more than 10 minutes, in which nothing is counted");
    note(notes, unread, source, "readings of NaN, which are none");
    note(notes, capped, source, "minutes with more counted than the total, which is taken instead");
    return notes;
  }

  private static void note(List<String> notes, long count, String source, String what) {
    if (count > 0) {
      notes.add(source + " has " + count + " " + what);
    }
  }
}
