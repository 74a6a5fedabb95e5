package io.runbookmemory.connectors.sli;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.slo.Slo;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which counters are an objective's: all requests, and the good ones or the failed ones. Immutable
 * and thread-safe.
 *
 * <p>A counter is named by a selector of PromQL, {@code requests_total{job="shop",code=~"5.."}}, or
 * by a query that does no more than sum its rate, {@code sum(rate(…[5m]))}. Of any other query the
 * counts cannot be had, and it is refused. All series that match count together. Regular
 * expressions are Java's; what RE2 knows besides is refused.
 */
public final class SliCounters {

  private final @Nullable Selector good;
  private final @Nullable Selector bad;
  private final Selector total;

  private SliCounters(@Nullable String good, @Nullable String bad, String total) {
    this.good = good == null ? null : selector(good);
    this.bad = bad == null ? null : selector(bad);
    this.total = selector(total);
  }

  private static Selector selector(String query) {
    return Selector.of(query)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "",
                    "must be a selector such as requests_total{code=\"500\"}, or"
                        + " sum(rate(selector[5m])), to take counts of, got "
                        + query));
  }

  /**
   * Returns counters of good requests and of all.
   *
   * @param good a selector
   * @param total a selector
   * @return the counters
   * @throws InvalidInputException if one is no selector
   */
  public static SliCounters good(String good, String total) {
    return new SliCounters(good, null, total);
  }

  /**
   * Returns counters of failed requests and of all.
   *
   * @param bad a selector
   * @param total a selector
   * @return the counters
   * @throws InvalidInputException if one is no selector
   */
  public static SliCounters bad(String bad, String total) {
    return new SliCounters(null, bad, total);
  }

  /**
   * Returns the counters of a histogram: good is what took at most a threshold, which must be the
   * bound of a bucket, since between two bounds nothing is known.
   *
   * @param histogram the metric's name without {@code _bucket}
   * @param threshold the bucket's bound {@code le}, in the metric's unit
   * @return the counters
   * @throws InvalidInputException if the name is none
   */
  public static SliCounters latency(String histogram, BigDecimal threshold) {
    String bound = threshold.stripTrailingZeros().toPlainString();
    // Since 3.0 Prometheus writes le="1" as le="1.0".
    String le =
        bound.contains(".") ? "le=\"" + bound + "\"" : "le=~\"" + bound + "|" + bound + "\\\\.0\"";
    return good(histogram + "_bucket{" + le + "}", histogram + "_count");
  }

  /**
   * Returns the counters of an objective's queries.
   *
   * @param slo the objective
   * @return the counters
   * @throws InvalidInputException if it has no queries, or counts cannot be had of them
   */
  public static SliCounters of(Slo slo) {
    Optional<String> total = slo.totalQuery();
    if (total.isEmpty()) {
      throw new InvalidInputException(
          slo.toString(), "must have queries to find its counters by, or they must be given");
    }
    try {
      return slo.badQuery()
          .map(bad -> bad(bad, total.get()))
          .orElseGet(() -> good(slo.goodQuery().orElseThrow(), total.get()));
    } catch (InvalidInputException e) {
      throw e.in(slo.name());
    }
  }

  /** The counter beside the total: of failures, or of what is good. */
  Selector counted() {
    return bad != null ? bad : Objects.requireNonNull(good);
  }

  boolean ofFailures() {
    return bad != null;
  }

  Selector total() {
    return total;
  }
}
