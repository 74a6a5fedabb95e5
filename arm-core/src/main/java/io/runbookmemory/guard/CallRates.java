package io.runbookmemory.guard;

import io.runbookmemory.tool.ToolContract;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much of its rate each caller has left for each tool: token buckets that fill in a minute. */
final class CallRates {

  /**
   * Of those asked longest ago it is forgotten that they ever called: they have a minute's rest.
   */
  private static final int MOST_REMEMBERED = 10_000;

  private static final double SECONDS = 60;

  private record Key(String caller, String tool) {}

  private record Bucket(double left, Instant at) {}

  private final RateLimits limits;

  private final Map<Key, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Bucket> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  CallRates(RateLimits limits) {
    this.limits = limits;
  }

  /** Takes one call; returns how long to wait for one if there is none, else nothing. */
  synchronized Duration take(String caller, ToolContract contract, Instant now) {
    double perMinute = limits.perMinute(contract);
    Key key = new Key(caller, contract.name());
    Bucket bucket = buckets.getOrDefault(key, new Bucket(perMinute, now));
    double seconds = Math.max(0, Duration.between(bucket.at(), now).toNanos() / 1e9);
    double left = Math.min(perMinute, bucket.left() + seconds * perMinute / SECONDS);
    if (left < 1) {
      return Duration.ofSeconds((long) Math.ceil((1 - left) * SECONDS / perMinute));
    }
    buckets.put(key, new Bucket(left - 1, now));
    return Duration.ZERO;
  }
}
