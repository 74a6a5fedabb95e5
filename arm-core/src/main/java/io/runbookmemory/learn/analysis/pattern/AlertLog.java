package io.runbookmemory.learn.analysis.pattern;

import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The firings of a period in order of time, eight bytes each. Immutable and thread-safe.
 *
 * <p>They may have come in any order. A firing that came twice, of one signal at one millisecond,
 * is one.
 */
public final class AlertLog {

  /** How many signals are told apart; what more there are is skipped and counted. */
  static final int MOST_SIGNALS = 1 << 20;

  private static final int MOST_FIRINGS = 1 << 24;
  private static final int SIGNAL_BITS = 20;

  /** 43 bits of milliseconds reach from the year 2000 to 2278. */
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

  private static final long EPOCH = FIRST.toEpochMilli();

  private static final long LAST = EPOCH + (1L << 43) - 1;

  private static final Duration LONGEST = Duration.ofDays(3660);

  private final long[] packed;
  private final List<Signal> signals;
  private final long from;
  private final long until;

  private AlertLog(long[] packed, List<Signal> signals, long from, long until) {
    this.packed = packed;
    this.signals = signals;
    this.from = from;
    this.until = until;
  }

  /**
   * Returns a builder, which can go on collecting after it has built.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the number of firings.
   *
   * @return at least 0
   */
  public int size() {
    return packed.length;
  }

  /**
   * Returns whether nothing fired.
   *
   * @return whether {@link #size} is 0
   */
  public boolean isEmpty() {
    return packed.length == 0;
  }

  /**
   * Returns when the first firing was.
   *
   * @return within the period
   * @throws IllegalStateException if nothing fired
   */
  public Instant first() {
    return firing(0);
  }

  /**
   * Returns when the last firing was.
   *
   * @return within the period
   * @throws IllegalStateException if nothing fired
   */
  public Instant last() {
    return firing(packed.length - 1);
  }

  private Instant firing(int index) {
    if (isEmpty()) {
      throw new IllegalStateException("an empty log has neither a first nor a last firing");
    }
    return Instant.ofEpochMilli(at(index));
  }

  /**
   * Returns what fires, once each.
   *
   * @return in the order of their first coming; some may not have fired in the period
   */
  public List<Signal> signals() {
    return signals;
  }

  /**
   * Returns when observation began.
   *
   * @return inclusive
   */
  public Instant from() {
    return Instant.ofEpochMilli(from);
  }

  /**
   * Returns when observation ended.
   *
   * @return exclusive
   */
  public Instant until() {
    return Instant.ofEpochMilli(until);
  }

  /**
   * Tells of the firings of a part of the period.
   *
   * @param begin inclusive
   * @param end exclusive
   * @param sink told of each in order of time, which is cut to whole milliseconds
   */
  public void tell(Instant begin, Instant end, Consumer<AlertEvent> sink) {
    for (int i = 0; i < packed.length; i++) {
      Instant at = Instant.ofEpochMilli(at(i));
      if (!at.isBefore(begin) && at.isBefore(end)) {
        sink.accept(new AlertEvent(at, signals.get(signal(i))));
      }
    }
  }

  /**
   * Returns the same firings, as observed for a shorter time.
   *
   * @param begin when observation began: not before it did, and not after the first firing
   * @return a view of the same
   */
  public AlertLog since(Instant begin) {
    if (begin.isBefore(from()) || (!isEmpty() && begin.isAfter(first()))) {
      throw new IllegalArgumentException(
          "observation must begin from " + from() + " to the first firing, got " + begin);
    }
    return new AlertLog(packed, signals, begin.toEpochMilli(), until);
  }

  /** Returns the log without some firings, given by their places in order of time. */
  AlertLog without(IntPredicate leftOut) {
    long[] rest =
        IntStream.range(0, packed.length)
            .filter(leftOut.negate())
            .mapToLong(index -> packed[index])
            .toArray();
    return new AlertLog(rest, signals, from, until);
  }

  long fromMillis() {
    return from;
  }

  long untilMillis() {
    return until;
  }

  long at(int index) {
    return (packed[index] >>> SIGNAL_BITS) + EPOCH;
  }

  int signal(int index) {
    return (int) (packed[index] & (MOST_SIGNALS - 1));
  }

  /** Collects firings. Not thread-safe. */
  public static final class Builder {

    private final Map<Signal, Integer> codes = new HashMap<>();
    private final List<Signal> signals = new ArrayList<>();
    private long[] packed = new long[1024];
    private int size;
    private long skipped;

    private Builder() {}

    /**
     * Adds a firing, or skips and counts it if its time is not between the years 2000 and 2278, or
     * if there are more than a million signals or 16 million firings, 128 MiB.
     *
     * @param event in any order, also one that was added before
     * @return this builder
     */
    public Builder add(AlertEvent event) {
      Integer code = codes.get(event.signal());
      if (event.at().isBefore(FIRST)
          || event.at().isAfter(Instant.ofEpochMilli(LAST))
          || (code == null && signals.size() == MOST_SIGNALS)
          || size == MOST_FIRINGS) {
        skipped++;
        return this;
      }
      if (code == null) {
        code = signals.size();
        codes.put(event.signal(), code);
        signals.add(event.signal());
      }
      if (size == packed.length) {
        packed = Arrays.copyOf(packed, Math.min(MOST_FIRINGS, size + size / 2));
      }
      packed[size++] = (event.at().toEpochMilli() - EPOCH) << SIGNAL_BITS | code;
      return this;
    }

    /**
     * Lets go of old firings, so that a builder that goes on for years stays small.
     *
     * @param from those before it
     * @return this builder
     */
    public Builder dropBefore(Instant from) {
      Arrays.sort(packed, 0, size);
      int first = firstFrom(from.toEpochMilli());
      System.arraycopy(packed, first, packed, 0, size - first);
      size -= first;
      return this;
    }

    /**
     * Returns how many firings were skipped.
     *
     * @return at least 0
     */
    public long skipped() {
      return skipped;
    }

    /**
     * Returns the log of a period.
     *
     * @param from when observation began; firings before it are left out
     * @param until when it ended, later than {@code from} by at most 3660 days; firings from then
     *     on are left out
     * @return what was added so far, in order of time
     */
    public AlertLog build(Instant from, Instant until) {
      if (!from.isBefore(until)) {
        throw new IllegalArgumentException(
            "a log must begin before it ends, got " + from + " to " + until);
      }
      if (Duration.between(from, until).compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "a log must not be longer than "
                + LONGEST.toDays()
                + " days, got "
                + from
                + " to "
                + until);
      }
      Arrays.sort(packed, 0, size);
      int kept = 0;
      for (int i = 0; i < size; i++) {
        if (i == 0 || packed[i] != packed[i - 1]) {
          packed[kept++] = packed[i];
        }
      }
      size = kept;
      int first = firstFrom(from.toEpochMilli());
      int past = firstFrom(until.toEpochMilli());
      return new AlertLog(
          Arrays.copyOfRange(packed, first, Math.max(first, past)),
          List.copyOf(signals),
          from.toEpochMilli(),
          until.toEpochMilli());
    }

    private int firstFrom(long millis) {
      long key = (Math.clamp(millis, EPOCH, LAST) - EPOCH) << SIGNAL_BITS;
      int found = Arrays.binarySearch(packed, 0, size, key);
      return found >= 0 ? found : -found - 1;
    }
  }
}
