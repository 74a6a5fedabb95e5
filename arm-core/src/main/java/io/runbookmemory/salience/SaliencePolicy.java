package io.runbookmemory.salience;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How memories fade and what outcomes weigh. Immutable, thread-safe.
 *
 * <p>Defaults: half-lives of 365 days for factual, 180 for episodic, 730 for semantic and 7 for
 * temporal memories, none for procedural ones; a floor of 0.3, because a corpus that fades to
 * nothing is lost without a word.
 */
public final class SaliencePolicy {

  /** The default policy. */
  public static final SaliencePolicy DEFAULT = new SaliencePolicy();

  /** The least that recency falls to. */
  private static final double FLOOR = 0.3;

  /** The prior of the Beta posterior of outcomes: uniform, so that nothing known means 0.5. */
  private static final double PRIOR = 1;

  /** What an incident with, and without, a known end is worth before anybody used it. */
  private static final double BASE_RESOLVED = 0.7;

  private static final double BASE_UNRESOLVED = 0.4;

  /** How many reinforcements bring a memory half of the way to 1. */
  private static final double REINFORCEMENTS_TO_HALF = 3;

  private final Map<MemoryType, Duration> halfLives = new EnumMap<>(MemoryType.class);

  private SaliencePolicy() {
    halfLives.put(MemoryType.FACTUAL, Duration.ofDays(365));
    halfLives.put(MemoryType.EPISODIC, Duration.ofDays(180));
    halfLives.put(MemoryType.SEMANTIC, Duration.ofDays(730));
    halfLives.put(MemoryType.TEMPORAL, Duration.ofDays(7));
  }

  /**
   * Returns a type's half-life.
   *
   * @param type the type
   * @return empty if it does not fade
   */
  public Optional<Duration> halfLife(MemoryType type) {
    return Optional.ofNullable(halfLives.get(type));
  }

  /**
   * Returns how much a memory counts at some time. Nothing else than its arguments enters, so that
   * the result does not depend on when or how often anybody asked before.
   *
   * @param memory the memory
   * @param usage its usage
   * @param asOf the time
   * @return the factors and their combination
   */
  public Salience salience(Memory memory, Usage usage, Instant asOf) {
    double recency = recency(memory, usage, asOf);
    double success = success(usage);
    double base = base(memory);
    double reinforced =
        1 - (1 - base) * Math.pow(2, -usage.reinforcements() / REINFORCEMENTS_TO_HALF);
    return new Salience(recency, success, recency * (reinforced + success) / 2);
  }

  private double recency(Memory memory, Usage usage, Instant asOf) {
    Duration halfLife = halfLives.get(memory.type());
    if (memory.pinned() || halfLife == null) {
      return 1;
    }
    Instant known = memory.times().knownAt();
    Instant used = usage.lastReinforced();
    Instant since = used != null && used.isAfter(known) ? used : known;
    double age = Math.max(0, seconds(Duration.between(since, asOf)));
    return FLOOR + (1 - FLOOR) * Math.pow(2, -age / seconds(halfLife));
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / 1e9;
  }

  private static double success(Usage usage) {
    return (usage.successes() + PRIOR) / (usage.successes() + usage.failures() + 2 * PRIOR);
  }

  private static double base(Memory memory) {
    return memory.content() instanceof Incident incident
            && incident.resolution().isEmpty()
            && incident.attempts().stream().noneMatch(attempt -> attempt.effect().helped())
        ? BASE_UNRESOLVED
        : BASE_RESOLVED;
  }
}
