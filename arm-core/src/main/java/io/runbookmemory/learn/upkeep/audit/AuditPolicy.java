package io.runbookmemory.learn.upkeep.audit;

import io.runbookmemory.learn.upkeep.Freshness;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an audit takes exception to. Immutable, thread-safe if its predicate is.
 *
 * <p>Defaults: a verification of a runbook lasts 90 days; a memory is stale when it was neither
 * seen nor verified nor of help for 90 days if it is factual, 30 if episodic, 7 if temporal, 60 if
 * semantic, and never if procedural; one contradicts another if it has a link {@code contradicts}.
 */
public final class AuditPolicy {

  /** The default policy. */
  public static final AuditPolicy DEFAULT = builder().build();

  private final Duration sla;
  private final Map<MemoryType, Duration> ages;
  private final Predicate<Memory> contradicting;

  private AuditPolicy(Builder builder) {
    this.sla = builder.sla;
    this.ages = new EnumMap<>(builder.ages);
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
   * Returns from which age on memories of a type are stale.
   *
   * @param type the type
   * @return empty for never
   */
  public Optional<Duration> staleAfter(MemoryType type) {
    return Optional.ofNullable(ages.get(type));
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
    private final Map<MemoryType, Duration> ages =
        new EnumMap<>(
            Map.of(
                MemoryType.FACTUAL, Duration.ofDays(90),
                MemoryType.EPISODIC, Duration.ofDays(30),
                MemoryType.SEMANTIC, Duration.ofDays(60),
                MemoryType.TEMPORAL, Duration.ofDays(7)));
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
      this.sla = positive("sla", sla);
      return this;
    }

    /**
     * Sets from which age on memories of a type are stale.
     *
     * @param type the type
     * @param age positive, or null for never
     * @return this
     */
    public Builder staleAfter(MemoryType type, @Nullable Duration age) {
      if (age == null) {
        ages.remove(type);
      } else {
        ages.put(type, positive("the age of " + type, age));
      }
      return this;
    }

    private static Duration positive(String name, Duration duration) {
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException(name + " must be positive, got " + duration);
      }
      return duration;
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
