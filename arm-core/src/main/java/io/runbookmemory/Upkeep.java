package io.runbookmemory;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.learn.upkeep.Curation;
import io.runbookmemory.learn.upkeep.Freshness;
import io.runbookmemory.learn.upkeep.OwnerNotice;
import io.runbookmemory.learn.upkeep.PruneReport;
import io.runbookmemory.learn.upkeep.Pruner;
import io.runbookmemory.learn.upkeep.RetentionPolicy;
import io.runbookmemory.learn.upkeep.Suspicion;
import io.runbookmemory.learn.upkeep.audit.AuditPolicy;
import io.runbookmemory.learn.upkeep.audit.Auditor;
import io.runbookmemory.learn.upkeep.audit.MemoryAudit;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.salience.SaliencePolicy;
import io.runbookmemory.store.MemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room where memory is kept fit: pruned, looked over, verified, pinned. All times are the
 * memory's clock. Thread-safe.
 */
public final class Upkeep {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private final MemoryStore store;
  private final Tenant tenant;
  private final InstantSource clock;
  private final SaliencePolicy salience;
  private final Listeners listeners;
  private final Suspicion suspicion;
  private final Curation curation;

  Upkeep(RunbookMemoryBuilder builder, Listeners listeners) {
    this.store = builder.store;
    this.tenant = builder.tenant;
    this.clock = builder.clock;
    this.salience = builder.policy.salience();
    this.listeners = listeners;
    this.suspicion = new Suspicion(store, tenant);
    this.curation = new Curation(store, tenant);
  }

  /**
   * Lets go of what outlived its term; see {@link Pruner}.
   *
   * @param policy how long what is kept
   * @param dryRun true to delete nothing and only tell
   * @return what was looked at, kept and pruned
   * @throws ArmException if the store cannot answer
   */
  public PruneReport prune(RetentionPolicy policy, boolean dryRun) {
    PruneReport report = new Pruner(store, tenant, salience).prune(policy, clock.instant(), dryRun);
    listeners.upkeep(one -> one.pruned(report));
    return report;
  }

  /**
   * Looks all memories over.
   *
   * @param policy what to take exception to
   * @return what is there, and what to do about it
   * @throws ArmException if the store cannot answer
   */
  public MemoryAudit audit(AuditPolicy policy) {
    return new Auditor(store, tenant, salience, policy).audit(clock.instant());
  }

  /**
   * Returns what waits for an owner's word, by owner.
   *
   * @param sla how long a verification lasts, such as {@link Freshness#SLA}
   * @return possibly empty
   * @throws ArmException if the store cannot answer
   */
  public List<OwnerNotice> due(Duration sla) {
    return new Freshness(store, tenant, sla).notices(clock.instant());
  }

  /**
   * Takes an owner's word that a memory is right.
   *
   * @param id the memory
   * @return whether it is there
   * @throws ArmException if the store cannot answer
   */
  public boolean verify(MemoryId id) {
    boolean there = curation.verify(id, clock.instant());
    if (there) {
      listeners.upkeep(one -> one.verified(id));
    }
    return there;
  }

  /**
   * Pins a memory, or takes the pin out.
   *
   * @param id the memory
   * @param pinned whether it is to be kept as it is
   * @return whether it is there
   * @throws ArmException if the store cannot answer
   */
  public boolean pin(MemoryId id, boolean pinned) {
    return curation.pin(id, pinned, clock.instant());
  }

  /**
   * Casts doubt on what changes may have made wrong; see {@link Suspicion}. Remembering a new
   * change does so by itself.
   *
   * @param changes deployments and other changes
   * @return the memories that became suspect
   * @throws ArmException if the store cannot answer
   */
  public List<MemoryId> suspect(List<Memory> changes) {
    List<MemoryId> marked = suspicion.cast(changes, clock.instant());
    if (!marked.isEmpty()) {
      listeners.upkeep(one -> one.suspected(marked));
    }
    return marked;
  }

  /** Casts the doubt of what was remembered just now. That is safe: a fault is only logged. */
  void after(List<Memory> told, List<Remembered> results) {
    List<Memory> changes = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      if (results.get(i) instanceof Remembered.Added && Suspicion.isChange(told.get(i))) {
        changes.add(told.get(i));
      }
    }
    try {
      if (!changes.isEmpty()) {
        LOG.debug("{} became suspect", suspect(changes));
      }
    } catch (ArmException e) {
      LOG.warn(
          "remembered, but what they touch is not marked suspect: {}; call upkeep().suspect again",
          changes,
          e);
    }
  }
}
