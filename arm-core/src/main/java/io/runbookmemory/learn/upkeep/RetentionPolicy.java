package io.runbookmemory.learn.upkeep;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryStatus;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How long memories are kept, by kind. Immutable, thread-safe.
 *
 * <p>Defaults: runbooks, resource facts, patterns, reports and notes for ever, and so is any kind
 * that this release does not know; incidents and the deployments that may explain them {@link
 * RetentionClass#INCIDENT}; baselines {@link RetentionClass#BASELINE}, of which a series that is
 * still watched has a newer one; turns of a chat {@link RetentionClass#TEMPORARY}; drafts of any
 * kind {@link RetentionClass#DRAFT}. An incident that nobody ended counts as open while it was seen
 * in the last 14 days. An incident whose fix works outlives its term with a salience of at least
 * 0.5: above what one that nobody ever used has after 90 days, 0.48.
 */
public final class RetentionPolicy {

  private static final Map<String, RetentionClass> BY_DEFAULT =
      Map.of(
          "runbook", RetentionClass.PERMANENT,
          "resource", RetentionClass.PERMANENT,
          "pattern", RetentionClass.PERMANENT,
          "report", RetentionClass.PERMANENT,
          "note", RetentionClass.PERMANENT,
          "incident", RetentionClass.INCIDENT,
          "deployment", RetentionClass.INCIDENT,
          "baseline", RetentionClass.BASELINE,
          "interaction", RetentionClass.TEMPORARY);

  /** The default policy. */
  public static final RetentionPolicy DEFAULT = builder().build();

  private final Map<String, RetentionClass> kinds;
  private final RetentionClass drafts;
  private final Duration openFor;
  private final double lastingSalience;

  private RetentionPolicy(Builder builder) {
    this.kinds = Collections.unmodifiableMap(new TreeMap<>(builder.kinds));
    this.drafts = builder.drafts;
    this.openFor = builder.openFor;
    this.lastingSalience = builder.lastingSalience;
  }

  /**
   * Returns a builder.
   *
   * @return with the defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the kinds of which a policy can say something.
   *
   * @return as {@code Content.kind()} names them
   */
  public static Set<String> knownKinds() {
    return BY_DEFAULT.keySet();
  }

  /**
   * Returns the class of each kind.
   *
   * @return by kind, in order
   */
  public Map<String, RetentionClass> kinds() {
    return kinds;
  }

  /**
   * Returns the class of drafts.
   *
   * @return whatever kind they are of
   */
  public RetentionClass drafts() {
    return drafts;
  }

  /**
   * Returns how long after it was last seen an incident without an end counts as open.
   *
   * @return positive
   */
  public Duration openFor() {
    return openFor;
  }

  /**
   * Returns from which salience on an incident whose fix works outlives its term.
   *
   * @return in [0, 1]
   */
  public double lastingSalience() {
    return lastingSalience;
  }

  /**
   * Returns a memory's class.
   *
   * @param memory any memory
   * @return the drafts' for a draft, else its kind's
   */
  public RetentionClass classOf(Memory memory) {
    return memory.status() == MemoryStatus.DRAFT
        ? drafts
        : kinds.getOrDefault(memory.content().kind(), RetentionClass.PERMANENT);
  }

  /** Builds a {@link RetentionPolicy}. Not thread-safe. */
  public static final class Builder {

    private final Map<String, RetentionClass> kinds = new TreeMap<>(BY_DEFAULT);
    private RetentionClass drafts = RetentionClass.DRAFT;
    private Duration openFor = Duration.ofDays(14);
    private double lastingSalience = 0.5;

    private Builder() {}

    /**
     * Sets how long memories of a kind are kept.
     *
     * @param kind one of {@link #knownKinds()}
     * @param retention their class
     * @return this
     */
    public Builder kind(String kind, RetentionClass retention) {
      if (!BY_DEFAULT.containsKey(kind)) {
        throw new IllegalArgumentException(
            "kind must be one of " + new TreeMap<>(BY_DEFAULT).keySet() + ", got " + kind);
      }
      kinds.put(kind, retention);
      return this;
    }

    /**
     * Sets how long drafts are kept.
     *
     * @param drafts their class
     * @return this
     */
    public Builder drafts(RetentionClass drafts) {
      this.drafts = drafts;
      return this;
    }

    /**
     * Sets how long after it was last seen an incident without an end counts as open.
     *
     * @param openFor positive
     * @return this
     */
    public Builder openFor(Duration openFor) {
      if (openFor.isNegative() || openFor.isZero()) {
        throw new IllegalArgumentException("openFor must be positive, got " + openFor);
      }
      this.openFor = openFor;
      return this;
    }

    /**
     * Sets from which salience on an incident whose fix works outlives its term.
     *
     * @param lastingSalience in [0, 1]
     * @return this
     */
    public Builder lastingSalience(double lastingSalience) {
      if (!(lastingSalience >= 0 && lastingSalience <= 1)) {
        throw new IllegalArgumentException(
            "lastingSalience must be in [0, 1], got " + lastingSalience);
      }
      this.lastingSalience = lastingSalience;
      return this;
    }

    /**
     * Returns the policy.
     *
     * @return a new value
     */
    public RetentionPolicy build() {
      return new RetentionPolicy(this);
    }
  }
}
