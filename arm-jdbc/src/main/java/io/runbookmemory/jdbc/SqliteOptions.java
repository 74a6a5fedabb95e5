package io.runbookmemory.jdbc;

import java.time.Duration;
import java.time.InstantSource;

/** How a {@link SqliteMemoryStore} is opened. Immutable, thread-safe. */
public final class SqliteOptions {

  private static final Duration LONGEST = Duration.ofDays(1);

  private final Duration statementTimeout;
  private final Duration patience;
  private final InstantSource clock;

  private SqliteOptions(Builder builder) {
    this.statementTimeout = builder.statementTimeout;
    this.patience = builder.patience;
    this.clock = builder.clock;
  }

  /**
   * Returns a builder.
   *
   * @return one with the defaults that {@link Builder} lists
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns how long a statement may take until it is cancelled.
   *
   * @return at least a millisecond
   */
  public Duration statementTimeout() {
    return statementTimeout;
  }

  /**
   * Returns how long a call waits for other writers, of this process and of others.
   *
   * @return zero for not at all
   */
  public Duration patience() {
    return patience;
  }

  /**
   * Returns what leases go by.
   *
   * @return the clock
   */
  public InstantSource clock() {
    return clock;
  }

  /**
   * Builds {@link SqliteOptions}. Not thread-safe.
   *
   * <p>Defaults: statement timeout 10 seconds, patience 5 seconds, the system's clock.
   */
  public static final class Builder {

    private Duration statementTimeout = Duration.ofSeconds(10);
    private Duration patience = Duration.ofSeconds(5);
    private InstantSource clock = InstantSource.system();

    private Builder() {}

    /**
     * Sets how long a statement may take. Changes to the schema may take five minutes, and a backup
     * an hour, whatever is set.
     *
     * @param statementTimeout from a millisecond to a day
     * @return this
     */
    public Builder statementTimeout(Duration statementTimeout) {
      if (statementTimeout.toMillis() < 1 || statementTimeout.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "statementTimeout must be from 1 millisecond to 1 day, got " + statementTimeout);
      }
      this.statementTimeout = statementTimeout;
      return this;
    }

    /**
     * Sets how long after its beginning a call still waits for a lock.
     *
     * @param patience from zero to a day
     * @return this
     */
    public Builder patience(Duration patience) {
      if (patience.isNegative() || patience.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("patience must be from 0 to 1 day, got " + patience);
      }
      this.patience = patience;
      return this;
    }

    /**
     * Sets what leases go by.
     *
     * @param clock the machine's, for all processes that open the file
     * @return this
     */
    public Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Returns the options.
     *
     * @return a new value
     */
    public SqliteOptions build() {
      return new SqliteOptions(this);
    }
  }
}
