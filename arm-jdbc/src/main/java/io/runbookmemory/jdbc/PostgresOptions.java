package io.runbookmemory.jdbc;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** How a {@link PostgresMemoryStore} is opened. Immutable, thread-safe. */
public final class PostgresOptions {

  /** Whether vectors are searched by pgvector, or all compared in this process. */
  public enum VectorExtension {
    /** By pgvector where it is there or can be created, else in this process. */
    IF_AVAILABLE,
    /** By pgvector; a new schema is not made without it, nor one without it opened. */
    REQUIRED,
    /** A new schema is made without it; one that was made with it goes on with it. */
    UNUSED
  }

  /** The longest identifier of PostgreSQL, in bytes (NAMEDATALEN - 1). */
  private static final int MAX_NAME = 63;

  private static final Duration LONGEST = Duration.ofDays(1);

  private final String schema;
  private final Duration statementTimeout;
  private final Duration patience;
  private final boolean create;
  private final VectorExtension vectorExtension;
  private final boolean announceWrites;

  private PostgresOptions(Builder builder) {
    this.schema = builder.schema;
    this.statementTimeout = builder.statementTimeout;
    this.patience = builder.patience;
    this.create = builder.create;
    this.vectorExtension = builder.vectorExtension;
    this.announceWrites = builder.announceWrites;
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
   * Returns the schema that holds the tables.
   *
   * @return its name, unquoted
   */
  public String schema() {
    return schema;
  }

  /**
   * Returns how long a statement may take, waiting for other writers included.
   *
   * @return at least a millisecond
   */
  public Duration statementTimeout() {
    return statementTimeout;
  }

  /**
   * Returns how long after its beginning a call is still tried again where the fault may pass: a
   * lost connection, a restart of the server, a deadlock.
   *
   * @return zero for never
   */
  public Duration patience() {
    return patience;
  }

  /**
   * Returns whether a schema that is missing or older is made or brought up to date.
   *
   * @return false where a DBA applies {@link PostgresMemoryStore#schemaSql}
   */
  public boolean create() {
    return create;
  }

  /**
   * Returns whether pgvector is used.
   *
   * @return the choice
   */
  public VectorExtension vectorExtension() {
    return vectorExtension;
  }

  /**
   * Returns whether writes are announced to those who listen.
   *
   * @return the choice
   */
  public boolean announceWrites() {
    return announceWrites;
  }

  /**
   * Builds {@link PostgresOptions}. Not thread-safe.
   *
   * <p>Defaults: schema {@code runbook_memory}, statement timeout 10 seconds, patience 10 seconds,
   * a missing schema is made, pgvector is used if available, writes are not announced.
   */
  public static final class Builder {

    private String schema = "runbook_memory";
    private Duration statementTimeout = Duration.ofSeconds(10);
    private Duration patience = Duration.ofSeconds(10);
    private boolean create = true;
    private VectorExtension vectorExtension = VectorExtension.IF_AVAILABLE;
    private boolean announceWrites;

    private Builder() {}

    /**
     * Sets the schema that holds the tables; stores of several schemas know nothing of each other.
     *
     * @param schema its name, taken as it is: 1 to 63 bytes, not beginning with {@code pg_}
     * @return this
     */
    public Builder schema(String schema) {
      int length = schema.getBytes(StandardCharsets.UTF_8).length;
      if (length < 1 || length > MAX_NAME || schema.startsWith("pg_") || schema.indexOf(0) >= 0) {
        throw new IllegalArgumentException(
            "a schema's name must have 1 to "
                + MAX_NAME
                + " bytes, no NUL, and must not begin with pg_, got \""
                + schema
                + "\"");
      }
      this.schema = schema;
      return this;
    }

    /**
     * Sets how long a statement may take.
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
     * Sets how long after its beginning a call is still tried again.
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
     * Sets whether a schema that is missing or older is made or brought up to date.
     *
     * @param create false to refuse it instead
     * @return this
     */
    public Builder create(boolean create) {
      this.create = create;
      return this;
    }

    /**
     * Sets whether pgvector is used.
     *
     * @param vectorExtension the choice
     * @return this
     */
    public Builder vectorExtension(VectorExtension vectorExtension) {
      this.vectorExtension = vectorExtension;
      return this;
    }

    /**
     * Sets whether each write tells, by NOTIFY on a channel named after the schema, those who
     * {@linkplain io.runbookmemory.jdbc.hint.PostgresHint listen}. It costs no round trip, but
     * PostgreSQL lets all who notify, in all databases of the server, commit one after another.
     *
     * @param announceWrites true where replicas are to hear of writes sooner than at their interval
     * @return this
     */
    public Builder announceWrites(boolean announceWrites) {
      this.announceWrites = announceWrites;
      return this;
    }

    /**
     * Returns the options.
     *
     * @return a new value
     */
    public PostgresOptions build() {
      return new PostgresOptions(this);
    }
  }
}
