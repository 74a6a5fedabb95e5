package io.runbookmemory.salience;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.usage.BetaPosterior;
import io.runbookmemory.memory.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How memories fade and what outcomes weigh. Immutable, thread-safe. {@code docs/ageing.md} tells
 * where the numbers come from.
 *
 * <p>Half-lives by default: 365 days for factual, 180 for episodic, 730 for semantic and 7 for
 * temporal memories, none for procedural ones. Stale by default: factual memories after 90 days,
 * episodic ones after 30, semantic ones after 60, temporal ones after 7, procedural ones never. A
 * floor of 0.3, because a corpus that fades to nothing is lost without a word. A pinned memory
 * neither fades nor goes stale.
 *
 * <p>As of a time before a memory was known it counts as new. Of its use only sums and the last
 * time are kept: as of a time before that last time nothing of its use counts, since what of it
 * came later cannot be told apart.
 */
public final class SaliencePolicy {

  /** The default policy. */
  public static final SaliencePolicy DEFAULT = builder().build();

  /** What an incident with, and without, a known end is worth before anybody used it. */
  private static final double BASE_RESOLVED = 0.7;

  private static final double BASE_UNRESOLVED = 0.4;

  /** How many reinforcements bring a memory half of the way to 1. */
  private static final double REINFORCEMENTS_TO_HALF = 3;

  private static final BetaPosterior UNKNOWN = new BetaPosterior(0, 0);

  private final Map<MemoryType, Duration> halfLives;
  private final Map<MemoryType, Duration> staleAfter;
  private final double floor;

  /** A type's ages in seconds, so that a memory is weighed without making an object of each age. */
  private record Curve(double halfLife, double staleAfter) {}

  private final Map<MemoryType, Curve> curves = new EnumMap<>(MemoryType.class);

  private SaliencePolicy(Builder builder) {
    this.halfLives = new EnumMap<>(builder.halfLives);
    this.staleAfter = new EnumMap<>(builder.staleAfter);
    this.floor = builder.floor;
    for (MemoryType type : MemoryType.values()) {
      curves.put(type, new Curve(seconds(halfLives.get(type)), seconds(staleAfter.get(type))));
    }
  }

  private static double seconds(@Nullable Duration age) {
    return age == null ? Double.POSITIVE_INFINITY : age.getSeconds() + age.getNano() / 1e9;
  }

  /**
   * Returns a builder.
   *
   * @return one with the defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns a builder that starts from this policy.
   *
   * @return one with what holds here
   */
  public Builder toBuilder() {
    Builder builder = new Builder();
    for (MemoryType type : MemoryType.values()) {
      builder.halfLife(type, halfLives.get(type)).staleAfter(type, staleAfter.get(type));
    }
    return builder.floor(floor);
  }

  /**
   * Returns a type's half-life: the time in which half of what can fade does.
   *
   * @param type the type
   * @return empty if it does not fade
   */
  public Optional<Duration> halfLife(MemoryType type) {
    return Optional.ofNullable(halfLives.get(type));
  }

  /**
   * Returns the age from which on a memory of a type that nobody confirmed is stale.
   *
   * @param type the type
   * @return empty if it never is
   */
  public Optional<Duration> staleAfter(MemoryType type) {
    return Optional.ofNullable(staleAfter.get(type));
  }

  /**
   * Returns the least that recency falls to.
   *
   * @return in [0, 1]
   */
  public double floor() {
    return floor;
  }

  /**
   * Returns how much a memory counts at some time. Nothing else than its arguments enters, so that
   * the result does not depend on when or how often anybody asked before.
   *
   * @param memory the memory
   * @param usage its usage
   * @param asOf the time, any
   * @return the factors and their combination
   */
  public Salience salience(Memory memory, Usage usage, Instant asOf) {
    Instant last = usage.lastReinforced();
    boolean counts = last == null || !last.isAfter(asOf);
    BetaPosterior outcomes = counts ? usage.outcomes() : UNKNOWN;
    double reinforcements = counts ? usage.reinforcements() : 0;
    double age = age(memory, counts ? last : null, asOf);
    Curve curve = Objects.requireNonNull(curves.get(memory.type()));
    boolean fades = !memory.pinned();
    double recency =
        fades ? Math.min(1, floor + (1 - floor) * Math.pow(2, -age / curve.halfLife())) : 1;
    double base = base(memory);
    double reinforced = 1 - (1 - base) * Math.pow(2, -reinforcements / REINFORCEMENTS_TO_HALF);
    return new Salience(
        recency,
        outcomes,
        recency * (reinforced + outcomes.mean()) / 2,
        fades && age >= curve.staleAfter());
  }

  /** Returns the seconds since a memory was last confirmed, by any of its times; at least 0. */
  private static double age(Memory memory, @Nullable Instant used, Instant asOf) {
    double age = since(memory.times().knownAt(), asOf);
    Instant verified = memory.times().lastVerifiedAt();
    if (verified != null && !verified.isAfter(asOf)) {
      age = Math.min(age, since(verified, asOf));
    }
    return Math.max(0, used == null ? age : Math.min(age, since(used, asOf)));
  }

  private static double since(Instant time, Instant asOf) {
    return (double) (asOf.getEpochSecond() - time.getEpochSecond())
        + (asOf.getNano() - time.getNano()) / 1e9;
  }

  private static double base(Memory memory) {
    return memory.content() instanceof Incident incident && !ended(incident)
        ? BASE_UNRESOLVED
        : BASE_RESOLVED;
  }

  private static boolean ended(Incident incident) {
    if (incident.resolution().isPresent()) {
      return true;
    }
    for (Attempt attempt : incident.attempts()) {
      if (attempt.effect().helped()) {
        return true;
      }
    }
    return false;
  }

  /** Builds a {@link SaliencePolicy}. Not thread-safe. */
  public static final class Builder {

    private final Map<MemoryType, Duration> halfLives = new EnumMap<>(MemoryType.class);
    private final Map<MemoryType, Duration> staleAfter = new EnumMap<>(MemoryType.class);
    private double floor = 0.3;

    private Builder() {
      halfLives.put(MemoryType.FACTUAL, Duration.ofDays(365));
      halfLives.put(MemoryType.EPISODIC, Duration.ofDays(180));
      halfLives.put(MemoryType.SEMANTIC, Duration.ofDays(730));
      halfLives.put(MemoryType.TEMPORAL, Duration.ofDays(7));
      staleAfter.put(MemoryType.FACTUAL, Duration.ofDays(90));
      staleAfter.put(MemoryType.EPISODIC, Duration.ofDays(30));
      staleAfter.put(MemoryType.SEMANTIC, Duration.ofDays(60));
      staleAfter.put(MemoryType.TEMPORAL, Duration.ofDays(7));
    }

    /**
     * Sets a type's half-life.
     *
     * @param type the type
     * @param halfLife above zero; null if it does not fade
     * @return this
     */
    public Builder halfLife(MemoryType type, @Nullable Duration halfLife) {
      return put(halfLives, type, halfLife, "the half-life of ");
    }

    /**
     * Sets from what age on a memory of a type that nobody confirmed is stale.
     *
     * @param type the type
     * @param age above zero; null for never
     * @return this
     */
    public Builder staleAfter(MemoryType type, @Nullable Duration age) {
      return put(staleAfter, type, age, "the age from which on memories are stale, of ");
    }

    private Builder put(
        Map<MemoryType, Duration> ages, MemoryType type, @Nullable Duration age, String what) {
      if (age == null) {
        ages.remove(type);
        return this;
      }
      if (age.isNegative() || age.isZero()) {
        throw new IllegalArgumentException(what + type + " must be above zero, got " + age);
      }
      ages.put(type, age);
      return this;
    }

    /**
     * Sets the least that recency falls to.
     *
     * @param floor in [0, 1]; at 1 nothing fades, below 0.3 what is old is easily lost
     * @return this
     */
    public Builder floor(double floor) {
      if (!(floor >= 0 && floor <= 1)) {
        throw new IllegalArgumentException("the floor must be in [0, 1], got " + floor);
      }
      this.floor = floor;
      return this;
    }

    /**
     * Returns the policy.
     *
     * @return a new value
     */
    public SaliencePolicy build() {
      return new SaliencePolicy(this);
    }
  }
}
