package io.runbookmemory.slo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service level objective: the share of a service's requests that must be good over a rolling
 * period. Immutable, with value equality; thread-safe.
 *
 * <p>The objective is decimal and exact: the budget of 99.9 % is 0.001, not 0.0009999999999999432
 * as binary fractions have it. That last digit decides whether an error ratio exactly at a
 * threshold pages.
 */
public final class Slo {

  /**
   * Room for twelve nines; a {@code double} that was turned into a decimal has some fifty digits.
   */
  private static final int MAX_DECIMALS = 12;

  private final String name;
  private final String service;
  private final BigDecimal objective;
  private final Duration period;
  private final String description;
  private final @Nullable String goodQuery;
  private final @Nullable String totalQuery;
  private final @Nullable String badQuery;
  private final @Nullable ZoneId monthsIn;
  private final @Nullable TimeSlices slices;

  private Slo(Builder builder) {
    name = builder.name;
    service = builder.service;
    objective = builder.objective;
    period = builder.period;
    description = builder.description;
    goodQuery = builder.goodQuery;
    totalQuery = builder.totalQuery;
    badQuery = builder.badQuery;
    monthsIn = builder.monthsIn;
    slices = builder.slices;
  }

  /**
   * Returns a builder of an objective.
   *
   * @param name what the objective is called, not blank
   * @param service whose requests are counted, as in OpenTelemetry's {@code service.name}; not
   *     blank
   * @param objective the share that must be good, above 0 and below 1, with at most 12 decimals
   * @return a builder with a period of 30 days
   * @throws IllegalArgumentException if an argument breaks its rule
   */
  public static Builder builder(String name, String service, BigDecimal objective) {
    return new Builder(name, service, objective);
  }

  /**
   * Returns a builder of an objective written as text.
   *
   * @param name what the objective is called, not blank
   * @param service whose requests are counted, as in OpenTelemetry's {@code service.name}; not
   *     blank
   * @param objective the share that must be good, such as {@code 0.999}
   * @return a builder with a period of 30 days
   * @throws IllegalArgumentException if an argument breaks its rule
   */
  public static Builder builder(String name, String service, String objective) {
    try {
      return builder(name, service, new BigDecimal(objective));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "objective must be a decimal number, got \"" + objective + "\"", e);
    }
  }

  /**
   * Returns what the objective is called.
   *
   * @return not blank
   */
  public String name() {
    return name;
  }

  /**
   * Returns whose requests are counted.
   *
   * @return not blank
   */
  public String service() {
    return service;
  }

  /**
   * Returns the share of requests that must be good.
   *
   * @return above 0 and below 1, without trailing zeros
   */
  public BigDecimal objective() {
    return objective;
  }

  /**
   * Returns the share of requests that may fail: 1 - objective, exactly.
   *
   * @return above 0 and below 1
   */
  public BigDecimal budget() {
    return BigDecimal.ONE.subtract(objective);
  }

  /**
   * Returns the period that the objective holds for.
   *
   * @return a positive duration, by default 30 days, and so for calendar months
   */
  public Duration period() {
    return period;
  }

  /**
   * Returns where the months begin that the budget is counted by.
   *
   * @return empty for a period that rolls
   */
  public Optional<ZoneId> calendarMonths() {
    return Optional.ofNullable(monthsIn);
  }

  /** Returns when the period began that an instant lies in, or at the end of which it lies. */
  Instant periodStart(Instant at) {
    return monthsIn == null
        ? at.minus(period)
        : YearMonth.from(at.atZone(monthsIn)).atDay(1).atStartOfDay(monthsIn).toInstant();
  }

  /** Returns the whole length of the period that an instant lies in. */
  Duration periodLength(Instant at) {
    if (monthsIn == null) {
      return period;
    }
    ZonedDateTime next =
        YearMonth.from(at.atZone(monthsIn)).plusMonths(1).atDay(1).atStartOfDay(monthsIn);
    return Duration.between(periodStart(at), next);
  }

  /**
   * Returns the slices of time that are counted in place of requests.
   *
   * @return empty where requests are counted
   */
  public Optional<TimeSlices> timeSlices() {
    return Optional.ofNullable(slices);
  }

  /**
   * Returns what the objective is about, in words.
   *
   * @return may be empty
   */
  public String description() {
    return description;
  }

  /**
   * Returns the PromQL query of the good requests, for a plan to show.
   *
   * @return empty where none was given
   */
  public Optional<String> goodQuery() {
    return Optional.ofNullable(goodQuery);
  }

  /**
   * Returns the PromQL query of all requests, for a plan to show.
   *
   * @return empty where none was given
   */
  public Optional<String> totalQuery() {
    return Optional.ofNullable(totalQuery);
  }

  /**
   * Returns the PromQL query of the failed requests.
   *
   * @return empty where none was given
   */
  public Optional<String> badQuery() {
    return Optional.ofNullable(badQuery);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slo that
        && name.equals(that.name)
        && service.equals(that.service)
        && objective.equals(that.objective)
        && period.equals(that.period)
        && description.equals(that.description)
        && Objects.equals(goodQuery, that.goodQuery)
        && Objects.equals(totalQuery, that.totalQuery)
        && Objects.equals(badQuery, that.badQuery)
        && Objects.equals(monthsIn, that.monthsIn)
        && Objects.equals(slices, that.slices);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, service, objective, period);
  }

  /** Returns the objective as people say it: {@code availability of checkout: 99.9 % over 30d}. */
  @Override
  public String toString() {
    String percent = objective.movePointRight(2).stripTrailingZeros().toPlainString();
    return name
        + " of "
        + service
        + ": "
        + percent
        + " % over "
        + (monthsIn == null ? Times.text(period) : "a month");
  }

  /** Collects what an {@link Slo} is made of. Not thread-safe. */
  public static final class Builder {

    private final String name;
    private final String service;
    private final BigDecimal objective;
    private Duration period = Duration.ofDays(30);
    private String description = "";
    private @Nullable String goodQuery;
    private @Nullable String totalQuery;
    private @Nullable String badQuery;
    private @Nullable ZoneId monthsIn;
    private @Nullable TimeSlices slices;

    private Builder(String name, String service, BigDecimal objective) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("name must not be blank");
      }
      if (service.isBlank()) {
        throw new IllegalArgumentException("service must not be blank");
      }
      if (objective.signum() <= 0 || objective.compareTo(BigDecimal.ONE) >= 0) {
        throw new IllegalArgumentException(
            "objective must be above 0 and below 1, got " + objective);
      }
      if (objective.stripTrailingZeros().scale() > MAX_DECIMALS) {
        throw new IllegalArgumentException(
            "objective must have at most " + MAX_DECIMALS + " decimals, got " + objective);
      }
      this.name = name;
      this.service = service;
      this.objective = objective.stripTrailingZeros();
    }

    /**
     * Sets the rolling period. Default: 30 days, the workbook's example.
     *
     * @param rolling positive and at most 366 days
     * @return this
     */
    public Builder period(Duration rolling) {
      period = Times.checked("period", rolling);
      monthsIn = null;
      return this;
    }

    /**
     * Counts the budget by calendar months: full again on the first. The burn rates' factors are
     * those of 30 days.
     *
     * @param zone where a month begins
     * @return this
     */
    public Builder calendarMonths(ZoneId zone) {
      period = Duration.ofDays(30);
      monthsIn = zone;
      return this;
    }

    /**
     * Counts slices of time in place of requests. Default: requests.
     *
     * @param counted how long a slice is, and when it is good
     * @return this
     */
    public Builder timeSlices(TimeSlices counted) {
      slices = counted;
      return this;
    }

    /**
     * Sets what the objective is about. Default: empty.
     *
     * @param words any text
     * @return this
     */
    public Builder description(String words) {
      description = words;
      return this;
    }

    /**
     * Sets the PromQL queries of the indicator. Default: none.
     *
     * @param good counts the good requests
     * @param total counts all requests
     * @return this
     */
    public Builder queries(String good, String total) {
      goodQuery = good;
      totalQuery = total;
      return this;
    }

    /**
     * Sets the PromQL queries of an indicator that counts failures. Default: none.
     *
     * @param bad counts the failed requests
     * @param total counts all requests
     * @return this
     */
    public Builder failureQueries(String bad, String total) {
      badQuery = bad;
      totalQuery = total;
      return this;
    }

    /**
     * Returns the objective.
     *
     * @return an immutable value
     */
    public Slo build() {
      return new Slo(this);
    }
  }
}
