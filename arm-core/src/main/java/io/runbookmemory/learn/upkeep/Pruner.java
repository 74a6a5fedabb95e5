package io.runbookmemory.learn.upkeep;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.salience.SaliencePolicy;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lets go of what outlived its term; see {@link RetentionPolicy} and, for what outlives it all the
 * same, {@link RetentionReason}. What is pruned leaves a tombstone and its history, so that it
 * stays forgotten and can be revived. Thread-safe.
 *
 * <p>An incident that knows a fix is never the price of a quiet quarter: it stays while its fix
 * helped within the last term, while its salience is high, the same salience that recall goes by,
 * and in any case as the last one that knows a working fix for its problem.
 */
public final class Pruner {

  /**
   * How many are deleted at once: they share a flush of the disk, and little is lost to a crash.
   */
  private static final int BATCH = 200;

  private final MemoryStore store;
  private final Tenant tenant;
  private final SaliencePolicy salience;

  /**
   * Creates a pruner.
   *
   * @param store whose memories
   * @param tenant of whom
   * @param salience how memories fade
   */
  public Pruner(MemoryStore store, Tenant tenant, SaliencePolicy salience) {
    this.store = store;
    this.tenant = tenant;
    this.salience = salience;
  }

  /**
   * Prunes what is to be pruned at some time.
   *
   * @param policy how long what is kept
   * @param asOf the time; tombstones carry it
   * @param dryRun true to delete nothing and only tell
   * @return what was looked at, kept and pruned
   * @throws io.runbookmemory.error.ArmException if the store cannot answer; what was deleted by
   *     then stays so, and the next run goes on
   */
  public PruneReport prune(RetentionPolicy policy, Instant asOf, boolean dryRun) {
    return prune(policy, asOf, dryRun, Sweep.Progress.NONE);
  }

  /**
   * Prunes what is to be pruned at some time, and tells how far it is.
   *
   * @param policy how long what is kept
   * @param asOf the time; tombstones carry it
   * @param dryRun true to delete nothing and only tell
   * @param progress told after each page
   * @return what was looked at, kept and pruned
   * @throws io.runbookmemory.error.ArmException if the store cannot answer; what was deleted by
   *     then stays so, and the next run goes on
   */
  public PruneReport prune(
      RetentionPolicy policy, Instant asOf, boolean dryRun, Sweep.Progress progress) {
    MemoryReader reader = store.reader(tenant);
    return new Run(reader, new Retention(policy, salience, asOf, reader), asOf, dryRun)
        .go(progress);
  }

  /** One run. */
  private final class Run {

    private final MemoryReader reader;
    private final Retention retention;
    private final Instant asOf;
    private final boolean dryRun;
    private final LastFixes fixes = new LastFixes();
    private final Map<String, Map<RetentionReason, Long>> counts = new TreeMap<>();
    private final List<PruneReport.Pruned> sample = new ArrayList<>();
    private final List<MemoryId> batch = new ArrayList<>();

    Run(MemoryReader reader, Retention retention, Instant asOf, boolean dryRun) {
      this.reader = reader;
      this.retention = retention;
      this.asOf = asOf;
      this.dryRun = dryRun;
    }

    PruneReport go(Sweep.Progress progress) {
      new Sweep(reader, Filter.everything()).each(this::look, progress);
      flush();
      long last = fixes.overdue(true).size();
      if (last > 0) {
        counts("incident").put(RetentionReason.ONLY_FIX, last);
      }
      fixes.overdue(false).forEach(this::prune);
      flush();
      TreeMap<String, PruneReport.Counts> kinds = new TreeMap<>();
      counts.forEach((kind, reasons) -> kinds.put(kind, new PruneReport.Counts(reasons)));
      return new PruneReport(asOf, dryRun, kinds, sample);
    }

    private void look(Memory memory, Usage usage) {
      RetentionReason reason = retention.judge(memory, usage);
      Optional<Incident> fix =
          reason == RetentionReason.EXPIRED
              ? Optional.empty()
              : retention.workingFix(memory, usage);
      fix.ifPresent(incident -> fixes.add(memory, incident, usage, reason.keeps()));
      if (reason.keeps()) {
        count(memory, reason);
      } else if (fix.isEmpty()) {
        prune(memory.id());
      }
    }

    private void prune(MemoryId id) {
      batch.add(id);
      if (batch.size() == BATCH) {
        flush();
      }
    }

    /** Looks once more, so that nobody's word of the last minute is lost, and deletes. */
    private void flush() {
      if (batch.isEmpty()) {
        return;
      }
      List<MemoryId> condemned = new ArrayList<>();
      Map<MemoryId, Usage> usage = reader.usage(batch);
      for (StoredMemory stored : reader.getAll(batch)) {
        Memory memory = stored.memory();
        RetentionReason reason =
            retention.judge(memory, Objects.requireNonNull(usage.get(memory.id())));
        if (reason.keeps()) {
          count(memory, RetentionReason.CHANGED_MEANWHILE);
        } else {
          condemned.add(memory.id());
          count(memory, reason);
          name(memory, reason);
        }
      }
      if (!dryRun && !condemned.isEmpty()) {
        store.writer(tenant).delete(condemned, asOf);
      }
      batch.clear();
    }

    private void name(Memory memory, RetentionReason reason) {
      if (sample.size() < PruneReport.SAMPLE) {
        String kind = memory.content().kind();
        sample.add(new PruneReport.Pruned(memory.id(), kind, memory.title(), reason));
      }
    }

    private void count(Memory memory, RetentionReason reason) {
      counts(memory.content().kind()).merge(reason, 1L, Long::sum);
    }

    private Map<RetentionReason, Long> counts(String kind) {
      return counts.computeIfAbsent(kind, one -> new EnumMap<>(RetentionReason.class));
    }
  }
}
