package io.runbookmemory.examples.daemon.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A bucket of tokens for each of many callers: so many at once, and so many a minute in the long
 * run. Thread-safe.
 */
public final class RateLimit {

  /** Who was not heard of for long has a full bucket anyway. */
  private static final int MOST_CALLERS = 10_000;

  private static final double NANOS_A_MINUTE = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_CALLERS;
        }
      };

  private record Bucket(double tokens, long at) {}

  /** Creates it by some clock, which need not tell the time. */
  public RateLimit(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Takes a token.
   *
   * @param caller whose
   * @param burst how many a full bucket has
   * @param perMinute how many come back
   * @return empty if there was one; else how long it takes until there is
   */
  public synchronized Optional<Duration> take(String caller, int burst, int perMinute) {
    long now = nanos.getAsLong();
    Bucket last = buckets.getOrDefault(caller, new Bucket(burst, now));
    double back = (now - last.at()) / NANOS_A_MINUTE * perMinute;
    double tokens = Math.min(burst, last.tokens() + back);
    boolean has = tokens >= 1;
    buckets.put(caller, new Bucket(has ? tokens - 1 : tokens, now));
    return has
        ? Optional.empty()
        : Optional.of(
            Duration.ofNanos((long) Math.ceil((1 - tokens) * NANOS_A_MINUTE / perMinute)));
  }
}
