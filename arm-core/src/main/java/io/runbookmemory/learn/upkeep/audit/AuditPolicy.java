package io.runbookmemory.learn.upkeep.audit;

import io.runbookmemory.learn.upkeep.Freshness;
import io.runbookmemory.memory.Memory;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What an audit takes exception to, besides what fades and goes stale by {@code SaliencePolicy}.
 * Immutable, thread-safe if its predicate is.
 *
 * <p>Defaults: a verification of a runbook lasts 90 days; a memory contradicts another if it has a
 * link {@code contradicts}.
 */
public final class AuditPolicy {

  /** The default policy. */
  public static final AuditPolicy DEFAULT = builder().build();

  private final Duration sla;
  private final Predicate<Memory> contradicting;

  private AuditPolicy(Builder builder) {
    this.sla = builder.sla;
    this.contradicting = builder.contradicting;
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
   * Returns how long the verification of a runbook lasts.
   *
   * @return positive
   */
  public Duration sla() {
    return sla;
  }

  /**
   * Returns whether a memory contradicts another.
   *
   * @param memory any memory
   * @return what the predicate says
   */
  public boolean contradicts(Memory memory) {
    return contradicting.test(memory);
  }

  /** Builds an {@link AuditPolicy}. Not thread-safe. */
  public static final class Builder {

    private Duration sla = Freshness.SLA;
    private Predicate<Memory> contradicting =
        memory -> memory.links().stream().anyMatch(link -> link.type().equals("contradicts"));

    private Builder() {}

    /**
     * Sets how long the verification of a runbook lasts.
     *
     * @param sla positive
     * @return this
     */
    public Builder sla(Duration sla) {
      if (sla.isNegative() || sla.isZero()) {
        throw new IllegalArgumentException("sla must be positive, got " + sla);
      }
      this.sla = sla;
      return this;
    }

    /**
     * Sets what tells that a memory contradicts another.
     *
     * @param contradicting asked of every memory
     * @return this
     */
    public Builder contradicting(Predicate<Memory> contradicting) {
      this.contradicting = contradicting;
      return this;
    }

    /**
     * Returns the policy.
     *
     * @return a new value
     */
    public AuditPolicy build() {
      return new AuditPolicy(this);
    }
  }
}
