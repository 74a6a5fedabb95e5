package io.runbookmemory.oncall.playbook;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call of a tool, or of another playbook. Immutable. */
public final class PlaybookAction {

  /**
   * The {@code type} of an action that runs another playbook in its place, which its arguments
   * name: {@code {"playbook": "restart-checkout"}}. No tool may have this name.
   */
  public static final String RUN_PLAYBOOK = "run_playbook";

  /**
   * What to do about a call that failed in passing.
   *
   * @param count how many more times it is tried, 0 to 10
   * @param delay how long to wait before each, not negative
   */
  public record Retry(int count, Duration delay) {

    /** Nothing is tried twice. */
    public static final Retry NONE = new Retry(0, Duration.ZERO);

    private static final int MOST = 10;

    /** Checks the rules. */
    public Retry {
      if (count < 0 || count > MOST) {
        throw new IllegalArgumentException(
            "a retry's count must be 0 to " + MOST + ", got " + count);
      }
      if (delay.isNegative()) {
        throw new IllegalArgumentException("a retry's delay must not be negative, got " + delay);
      }
    }
  }

  private final String name;
  private final String tool;
  private final String arguments;
  private final boolean auto;
  private final @Nullable Duration timeout;
  private final Retry retry;
  private final List<PlaybookCondition> when;

  private PlaybookAction(Builder builder) {
    this.name = builder.name;
    this.tool = builder.tool;
    this.arguments = builder.arguments;
    this.auto = builder.auto;
    this.timeout = builder.timeout;
    this.retry = builder.retry;
    this.when = builder.when;
  }

  /**
   * Starts an action.
   *
   * @param name names it within its playbook, not blank, without {@code /}
   * @param tool the tool's name, or {@link #RUN_PLAYBOOK}
   * @param arguments one JSON object
   * @return a builder
   */
  public static Builder builder(String name, String tool, String arguments) {
    return new Builder(name, tool, arguments);
  }

  /**
   * Returns what names it within its playbook.
   *
   * @return not blank
   */
  public String name() {
    return name;
  }

  /**
   * Returns which tool it calls.
   *
   * @return its name, or {@link #RUN_PLAYBOOK}
   */
  public String tool() {
    return tool;
  }

  /**
   * Returns what the tool is given.
   *
   * @return one JSON object
   */
  public String arguments() {
    return arguments;
  }

  /**
   * Returns whether its author lets it be carried out without asking, where {@link AutoApplyPolicy}
   * does so too.
   *
   * @return false unless it was set
   */
  public boolean auto() {
    return auto;
  }

  /**
   * Returns how long the call may take.
   *
   * @return empty for as long as the tool's contract says
   */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /**
   * Returns what to do about a call that failed in passing.
   *
   * @return {@link Retry#NONE} unless it was set
   */
  public Retry retry() {
    return retry;
  }

  /**
   * Returns what must be so for it to be carried out; else it is passed over.
   *
   * @return all of them must hold; empty for always
   */
  public List<PlaybookCondition> when() {
    return when;
  }

  /** Collects the parts of an action. */
  public static final class Builder {

    private final String name;
    private final String tool;
    private final String arguments;
    private boolean auto;
    private @Nullable Duration timeout;
    private Retry retry = Retry.NONE;
    private List<PlaybookCondition> when = List.of();

    private Builder(String name, String tool, String arguments) {
      if (name.isBlank() || name.contains("/") || tool.isBlank()) {
        throw new IllegalArgumentException(
            "an action's name and tool must not be blank, and its name have no '/', got \""
                + name
                + "\" and \""
                + tool
                + "\"");
      }
      this.name = name;
      this.tool = tool;
      this.arguments = Objects.requireNonNull(arguments, "arguments");
    }

    /**
     * Lets it be carried out without asking, where the policy does so too.
     *
     * @return this
     */
    public Builder auto() {
      this.auto = true;
      return this;
    }

    /**
     * Sets how long the call may take.
     *
     * @param newTimeout more than 0
     * @return this
     */
    public Builder timeout(Duration newTimeout) {
      if (!newTimeout.isPositive()) {
        throw new IllegalArgumentException(
            "an action's timeout must be more than 0, got " + newTimeout);
      }
      this.timeout = newTimeout;
      return this;
    }

    /**
     * Sets what to do about a call that failed in passing.
     *
     * @param newRetry default: nothing is tried twice
     * @return this
     */
    public Builder retry(Retry newRetry) {
      this.retry = Objects.requireNonNull(newRetry, "newRetry");
      return this;
    }

    /**
     * Sets what must be so for it to be carried out.
     *
     * @param conditions all of them must hold
     * @return this
     */
    public Builder when(List<PlaybookCondition> conditions) {
      this.when = List.copyOf(conditions);
      return this;
    }

    /**
     * Returns the action.
     *
     * @return with what was set
     */
    public PlaybookAction build() {
      return new PlaybookAction(this);
    }
  }
}
