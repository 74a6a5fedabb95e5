package io.runbookmemory.connectors.sli;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.connectors.sli.CounterReadings.Counter;
import io.runbookmemory.connectors.sli.CounterReadings.Role;
import io.runbookmemory.error.InvalidInputException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts from a running Prometheus, or what speaks its HTTP API (Thanos, Mimir, VictoriaMetrics).
 * Thread-safe.
 *
 * <p>It is asked for the counters themselves, minute by minute, and counts as {@link
 * OpenMetricsReader} does: the answer is whole requests, not rates that were extrapolated. Where a
 * minute has no reading Prometheus repeats the last one for five minutes, so that a hole shorter
 * than that looks like a minute without requests, and they are counted in the next.
 *
 * <p>What a moment may mend (a lost connection, status 408, 429, 500, 502, 503 and 504) is tried
 * again, after as long as {@code Retry-After} says, within the patience; all else is at once an
 * error that says what to do. No redirection is followed to another server. The token stands in no
 * message.
 */
public final class PrometheusSeries {

  /** A query may give at most 11,000 points a series. */
  private static final int CHUNK = 10_000;

  /** Ten thousand points of a hundred series have some 30 MB. */
  private static final int MAX_BYTES = 128 << 20;

  private static final Duration STEP = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(366);

  private final PrometheusExchange exchange;

  private PrometheusSeries(PrometheusExchange exchange) {
    this.exchange = exchange;
  }

  /**
   * Returns the same reader, all of whose queries end within a time from now.
   *
   * @param timeout above zero
   * @return shares this one's connections
   */
  public PrometheusSeries within(Duration timeout) {
    return new PrometheusSeries(new PrometheusExchange(exchange.http().within(timeout)));
  }

  /**
   * Returns a builder.
   *
   * @param base the server's address, to which {@code /api/v1/query_range} is added
   * @return a builder with the defaults that {@link Builder} lists
   */
  public static Builder builder(URI base) {
    return new Builder(base);
  }

  /**
   * Returns the counts of a time, on a grid of one minute.
   *
   * @param counters which counters count
   * @param from the beginning, exclusive; to the minute
   * @param to the end, later than {@code from}, by at most 366 days; to the minute
   * @return the counts of at least one minute
   * @throws io.runbookmemory.error.UnavailableException if the server does not answer within the
   *     patience
   * @throws io.runbookmemory.error.ConfigurationException if it refuses the token or the query, or
   *     answers something else than a matrix
   * @throws InvalidInputException if it has no such series, or their readings break a rule
   */
  public SliReading read(SliCounters counters, Instant from, Instant to) {
    if (!to.isAfter(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "to must be later than from by at most 366 days, got " + from + " to " + to);
    }
    CounterReadings readings = new CounterReadings(counters.ofFailures());
    List<String> notes = new ArrayList<>();
    boolean total = take(counters.total(), Role.TOTAL, readings, new Span(from, to, notes));
    if (!total) {
      throw missing(counters.total());
    }
    boolean counted = take(counters.counted(), Role.COUNTED, readings, new Span(from, to, notes));
    if (!counted && !counters.ofFailures()) {
      throw missing(counters.counted());
    }
    if (!counted) {
      notes.add(
          exchange.base()
              + " has no series of "
              + counters.counted().text()
              + ": no failure counts");
    }
    SliReading read = readings.read(exchange.base().toString(), false);
    notes.addAll(read.notes());
    return new SliReading(read.series(), false, notes);
  }

  private InvalidInputException missing(Selector selector) {
    return new InvalidInputException(
        exchange.base().toString(),
        "must have a series of " + selector.text() + " in this time, got none");
  }

  /** A time, and where warnings go. */
  private record Span(Instant from, Instant to, List<String> notes) {}

  private boolean take(Selector selector, Role role, CounterReadings readings, Span span) {
    Map<String, Counter> series = new HashMap<>();
    long step = STEP.toSeconds();
    long last = Math.floorDiv(span.to().getEpochSecond(), step) * step;
    long first = Math.floorDiv(span.from().getEpochSecond(), step) * step;
    for (long at = first; at <= last; at += CHUNK * step) {
      long end = Math.min(last, at + (CHUNK - 1) * step);
      JsonNode answer = exchange.range(selector.text(), at, end, step);
      for (JsonNode warning : answer.path("warnings")) {
        String note = exchange.base() + " warns: " + exchange.quoted(warning.asText());
        if (!span.notes().contains(note)) {
          span.notes().add(note);
        }
      }
      for (JsonNode one : answer.path("data").path("result")) {
        String labels = one.path("metric").toString();
        Counter counter = series.computeIfAbsent(labels, any -> new Counter(role));
        one.path("values").forEach(point -> take(point, counter, labels, readings));
      }
    }
    return !series.isEmpty();
  }

  private void take(JsonNode point, Counter counter, String labels, CounterReadings readings) {
    if (!point.path(0).isNumber() || !point.path(1).isTextual()) {
      throw exchange.strange("a point that is no time and value: " + exchange.quoted(point + ""));
    }
    double value;
    try {
      value = OpenMetricsReader.parse(point.path(1).textValue());
    } catch (NumberFormatException e) {
      throw exchange.strange("a value that is no number: " + exchange.quoted(point.toString()));
    }
    try {
      readings.add(counter, Math.round(point.path(0).doubleValue() * 1000), value);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(exchange.base() + ": " + exchange.quoted(labels), e.rule());
    }
  }

  /**
   * Builds {@link PrometheusSeries}. Not thread-safe.
   *
   * <p>Defaults: no token, a patience of 60 seconds a query, tries included.
   */
  public static final class Builder {

    private final URI base;
    private @Nullable String token;
    private Duration patience = Duration.ofSeconds(60);

    private Builder(URI base) {
      this.base = Endpoint.builder(base).allowPlainHttp().build().base();
    }

    private Credentials credentials() {
      String bearer = token;
      return bearer == null ? Credentials.NONE : Credentials.bearer(() -> bearer);
    }

    /**
     * Sets the token that is sent as {@code Authorization: Bearer}.
     *
     * @param bearer null or empty for none
     * @return this
     */
    public Builder token(@Nullable String bearer) {
      token = bearer == null || bearer.isBlank() ? null : bearer.strip();
      return this;
    }

    /**
     * Sets how long a query may take, with all that is tried again.
     *
     * @param patience above zero
     * @return this
     */
    public Builder patience(Duration patience) {
      if (patience.isZero() || patience.isNegative()) {
        throw new IllegalArgumentException("patience must be above zero, got " + patience);
      }
      this.patience = patience;
      return this;
    }

    /**
     * Returns the client.
     *
     * @return a new one
     */
    public PrometheusSeries build() {
      Endpoint server =
          Endpoint.builder(base)
              .credentials(credentials())
              .allowPlainHttp()
              .connectTimeout(patience)
              .patience(patience)
              .tries(Integer.MAX_VALUE)
              .maxBytes(MAX_BYTES)
              .build();
      return new PrometheusSeries(new PrometheusExchange(new VendorHttp(server)));
    }
  }
}
