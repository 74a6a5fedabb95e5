package io.runbookmemory.learn.upkeep.audit;

import io.runbookmemory.learn.upkeep.Freshness;
import io.runbookmemory.learn.upkeep.Sweep;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.salience.Salience;
import io.runbookmemory.salience.SaliencePolicy;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;

/**
 * Looks a memory over, in one pass and with little heap: of each memory it remembers two small
 * numbers, to tell duplicates by. Reads alone; what is written meanwhile may be counted or not.
 * Thread-safe.
 */
public final class Auditor {

  /** Nobody can be blamed for not having been asked about what came yesterday. */
  private static final Duration UNUSED = Duration.ofDays(30);

  /** What a success of nothing known is; below it a memory failed more often than it helped. */
  private static final double NEUTRAL = 0.5;

  private final MemoryStore store;
  private final Tenant tenant;
  private final SaliencePolicy salience;
  private final AuditPolicy policy;
  private final Freshness freshness;

  /**
   * Creates an auditor.
   *
   * @param store whose memories
   * @param tenant of whom
   * @param salience how memories fade and go stale
   * @param policy what it takes exception to
   */
  public Auditor(MemoryStore store, Tenant tenant, SaliencePolicy salience, AuditPolicy policy) {
    this.store = store;
    this.tenant = tenant;
    this.salience = salience;
    this.policy = policy;
    this.freshness = new Freshness(store, tenant, policy.sla());
  }

  /**
   * Looks at all memories.
   *
   * @param asOf the time that ages are counted to
   * @return what is there
   * @throws io.runbookmemory.error.ArmException if the store cannot answer
   */
  public MemoryAudit audit(Instant asOf) {
    return audit(asOf, Sweep.Progress.NONE);
  }

  /**
   * Looks at all memories and tells how far it is.
   *
   * @param asOf the time that ages are counted to
   * @param progress told after each page
   * @return what is there
   * @throws io.runbookmemory.error.ArmException if the store cannot answer
   */
  public MemoryAudit audit(Instant asOf, Sweep.Progress progress) {
    Tally tally = new Tally();
    Duplicates duplicates = new Duplicates();
    new Sweep(store.reader(tenant), Filter.everything())
        .each(
            (memory, usage) -> {
              Salience counted = salience.salience(memory, usage, asOf);
              tally.count(memory, counted.value());
              if (duplicates.add(memory)) {
                tally.find(Finding.DUPLICATE, memory);
              }
              if (memory.times().expiredAt(asOf)) {
                tally.find(Finding.EXPIRED, memory);
              } else if (isRecalled(memory)) {
                look(memory, usage, counted, new Look(tally, asOf));
              }
            },
            progress);
    return tally.audit(asOf, duplicates.largest());
  }

  private static boolean isRecalled(Memory memory) {
    return memory.status() == MemoryStatus.ACTIVE || memory.status() == MemoryStatus.SUSPECT;
  }

  private record Look(Tally tally, Instant asOf) {

    void note(boolean so, Finding finding, Memory memory) {
      if (so) {
        tally.find(finding, memory);
      }
    }
  }

  private void look(Memory memory, Usage usage, Salience counted, Look look) {
    boolean suspect = memory.status() == MemoryStatus.SUSPECT;
    look.note(suspect, Finding.SUSPECT, memory);
    look.note(!suspect && freshness.isDue(memory, look.asOf()), Finding.UNVERIFIED, memory);
    look.note(counted.stale(), Finding.STALE, memory);
    look.note(
        usage.recalls() == 0 && memory.times().createdAt().plus(UNUSED).isBefore(look.asOf()),
        Finding.NEVER_RECALLED,
        memory);
    look.note(policy.contradicts(memory), Finding.CONTRADICTING, memory);
    look.note(
        memory.provenance().trust() == TrustTier.EXTERNAL || counted.success() < NEUTRAL,
        Finding.LOW_TRUST,
        memory);
    look.note(
        memory.content() instanceof Runbook runbook && runbook.owners().isEmpty(),
        Finding.NO_OWNER,
        memory);
  }
}
