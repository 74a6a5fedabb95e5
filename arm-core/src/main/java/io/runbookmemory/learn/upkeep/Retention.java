package io.runbookmemory.learn.upkeep;

import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.salience.SaliencePolicy;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A policy applied at a time: whether a memory, looked at by itself, is to stay. */
final class Retention {

  /** What a success of nothing known is; below it a fix failed more often than it helped. */
  private static final double NEUTRAL = 0.5;

  private final RetentionPolicy policy;
  private final SaliencePolicy salience;
  private final Instant asOf;
  private final Set<MemoryId> held;

  Retention(RetentionPolicy policy, SaliencePolicy salience, Instant asOf, MemoryReader reader) {
    this.policy = policy;
    this.salience = salience;
    this.asOf = asOf;
    this.held = held(reader);
  }

  /** Returns the open incidents and what they link to. */
  private Set<MemoryId> held(MemoryReader reader) {
    Instant lately = asOf.minus(policy.openFor());
    Filter seenLately =
        Filter.or(
            new Filter.Range<>(Field.LAST_SEEN_AT, lately, null),
            new Filter.Range<>(Field.HAPPENED_AT, lately, null),
            new Filter.Range<>(Field.CREATED_AT, lately, null));
    Set<MemoryId> ids = new HashSet<>();
    new Sweep(reader, Filter.and(Filter.eq(Field.KIND, "incident"), seenLately))
        .each(
            (memory, usage) -> {
              if (isOpen(memory)) {
                ids.add(memory.id());
                memory.links().stream().map(Link::target).forEach(ids::add);
              }
            },
            Sweep.Progress.NONE);
    return ids;
  }

  private boolean isOpen(Memory memory) {
    return memory.content() instanceof Incident incident
        && memory.status() != MemoryStatus.SUPERSEDED
        && incident.resolvedAt().isEmpty()
        && incident.mitigatedAt().isEmpty()
        && !memory.times().knownAt().isBefore(asOf.minus(policy.openFor()));
  }

  /** Returns why a memory is kept, or else {@code EXPIRED} or {@code OVERDUE}. */
  RetentionReason judge(Memory memory, Usage usage) {
    if (memory.pinned()) {
      return RetentionReason.PINNED;
    }
    if (held.contains(memory.id())) {
      return RetentionReason.OPEN_INCIDENT;
    }
    if (memory.times().expiredAt(asOf)) {
      return RetentionReason.EXPIRED;
    }
    Duration term = policy.classOf(memory).term();
    if (term == null) {
      return RetentionReason.PERMANENT;
    }
    Instant since = asOf.minus(term);
    if (memory.times().lastRightAt().isAfter(since)) {
      return RetentionReason.IN_TERM;
    }
    Instant helped = usage.lastReinforced();
    if (helped != null && helped.isAfter(since)) {
      return RetentionReason.HELPED_LATELY;
    }
    return workingFix(memory, usage).isPresent()
            && salience(memory, usage) >= policy.lastingSalience()
        ? RetentionReason.SALIENT
        : RetentionReason.OVERDUE;
  }

  double salience(Memory memory, Usage usage) {
    return salience.salience(memory, usage, asOf).value();
  }

  /**
   * Returns the incident whose known end helped once, or has not failed yet more often than it
   * helped: it may have failed for other services, and be all that is known of its own.
   */
  Optional<Incident> workingFix(Memory memory, Usage usage) {
    if (!(memory.content() instanceof Incident incident)
        || memory.status() == MemoryStatus.SUPERSEDED) {
      return Optional.empty();
    }
    boolean ended =
        incident.resolution().isPresent()
            || incident.attempts().stream().anyMatch(attempt -> attempt.effect().helped());
    boolean helped = usage.lastReinforced() != null;
    return ended && (helped || salience.salience(memory, usage, asOf).success() >= NEUTRAL)
        ? Optional.of(incident)
        : Optional.empty();
  }
}
