package io.runbookmemory.guard;

import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that somebody wants to make. Immutable. */
public final class ToolRequest {

  private final Caller caller;
  private final Scope scope;
  private final String tool;
  private final String arguments;
  private final boolean dryRun;
  private final @Nullable String approval;
  private final @Nullable String breakGlass;
  private final @Nullable Duration timeout;
  private final @Nullable MemoryId incident;

  private ToolRequest(Builder builder) {
    this.caller = builder.caller;
    this.scope = builder.scope;
    this.tool = builder.tool;
    this.arguments = builder.arguments;
    this.dryRun = builder.dryRun;
    this.approval = builder.approval;
    this.breakGlass = builder.breakGlass;
    this.timeout = builder.timeout;
    this.incident = builder.incident;
  }

  private ToolRequest(ToolRequest other, MemoryId incident) {
    this.caller = other.caller;
    this.scope = other.scope;
    this.tool = other.tool;
    this.arguments = other.arguments;
    this.dryRun = other.dryRun;
    this.approval = other.approval;
    this.breakGlass = other.breakGlass;
    this.timeout = other.timeout;
    this.incident = incident;
  }

  /** Returns this in an incident, where it names none. */
  ToolRequest within(@Nullable MemoryId other) {
    return incident != null || other == null ? this : new ToolRequest(this, other);
  }

  /**
   * Starts a request.
   *
   * @param caller who asks
   * @param scope what for: tenant, and service and environment where they are known
   * @param tool the tool's name, as it came
   * @param arguments one JSON object, as it came
   * @return a builder
   */
  public static Builder builder(Caller caller, Scope scope, String tool, String arguments) {
    return new Builder(caller, scope, tool, arguments);
  }

  /**
   * Returns who asks.
   *
   * @return the caller
   */
  public Caller caller() {
    return caller;
  }

  /**
   * Returns what the call is for.
   *
   * @return tenant, and service and environment where they are known
   */
  public Scope scope() {
    return scope;
  }

  /**
   * Returns which tool.
   *
   * @return its name, as it came
   */
  public String tool() {
    return tool;
  }

  /**
   * Returns what the tool is to be given.
   *
   * @return text that should be one JSON object
   */
  public String arguments() {
    return arguments;
  }

  /**
   * Returns whether to look only what would happen.
   *
   * @return false unless it was set
   */
  public boolean dryRun() {
    return dryRun;
  }

  /**
   * Returns the token of a second person.
   *
   * @return empty if there is none
   */
  public Optional<String> approval() {
    return Optional.ofNullable(approval);
  }

  /**
   * Returns why the call cannot wait for a second person.
   *
   * @return empty if it can
   */
  public Optional<String> breakGlass() {
    return Optional.ofNullable(breakGlass);
  }

  /**
   * Returns how long the caller will wait.
   *
   * @return empty for as long as the tool's contract says
   */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /**
   * Returns in which incident it is made.
   *
   * @return empty if in none
   */
  public Optional<MemoryId> incident() {
    return Optional.ofNullable(incident);
  }

  /** Collects the parts of a request. */
  public static final class Builder {

    private final Caller caller;
    private final Scope scope;
    private final String tool;
    private final String arguments;
    private boolean dryRun;
    private @Nullable String approval;
    private @Nullable String breakGlass;
    private @Nullable Duration timeout;
    private @Nullable MemoryId incident;

    private Builder(Caller caller, Scope scope, String tool, String arguments) {
      this.caller = Objects.requireNonNull(caller, "caller");
      this.scope = Objects.requireNonNull(scope, "scope");
      this.tool = Objects.requireNonNull(tool, "tool");
      this.arguments = Objects.requireNonNull(arguments, "arguments");
    }

    /**
     * Looks only what would happen.
     *
     * @return this
     */
    public Builder dryRun() {
      this.dryRun = true;
      return this;
    }

    /**
     * Brings the word of a second person.
     *
     * @param token as {@link GuardedToolbox#approve} gave it
     * @return this
     */
    public Builder approval(String token) {
      this.approval = Objects.requireNonNull(token, "token");
      return this;
    }

    /**
     * Goes ahead without a second person. It is told to whoever listens, stands in the audit log,
     * and asks to be explained afterwards.
     *
     * @param reason why it cannot wait, in words; not blank
     * @return this
     */
    public Builder breakGlass(String reason) {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("to break the glass takes a reason, got none");
      }
      this.breakGlass = reason.strip();
      return this;
    }

    /**
     * Sets how long the caller will wait.
     *
     * @param newTimeout more than nothing; what is longer than the contract's counts as that
     * @return this
     */
    public Builder timeout(Duration newTimeout) {
      if (!newTimeout.isPositive()) {
        throw new IllegalArgumentException("timeout must be more than 0, got " + newTimeout);
      }
      this.timeout = newTimeout;
      return this;
    }

    /**
     * Says in which incident the call is made, so that its result is written down there.
     *
     * @param id of the journal
     * @return this
     */
    public Builder incident(MemoryId id) {
      this.incident = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * Returns the request.
     *
     * @return with what was set
     */
    public ToolRequest build() {
      return new ToolRequest(this);
    }
  }
}
