package io.runbookmemory.learn.analysis;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.lease.Lease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what was planned, so that it can be taken back, and takes it back. */
final class PatternWriter {

  private static final int BATCH = 200;

  private final AnalysisHome home;
  private final RunLog log;

  PatternWriter(AnalysisHome home, RunLog log) {
    this.home = home;
    this.log = log;
  }

  /** Returns how many were written; empty if somebody else runs by now. */
  Optional<Integer> write(
      String run, Activity activity, Instant at, List<Memory> memories, Lease lease) {
    int written = 0;
    for (int from = 0; from < memories.size(); from += BATCH) {
      List<Memory> batch = memories.subList(from, Math.min(from + BATCH, memories.size()));
      if (!log.willWrite(run, activity + "/" + from, at, batch, lease)) {
        return Optional.empty();
      }
      written += written(batch);
    }
    return Optional.of(written);
  }

  /** Writes a batch, or each alone where one breaks a rule or was changed meanwhile. */
  private int written(List<Memory> batch) {
    try {
      if (home.remember().replaceAll(batch).isPresent()) {
        return batch.size();
      }
    } catch (InvalidInputException e) {
      if (batch.size() == 1) {
        return 0; // An environment that is not configured: what fires there is nobody's to recall.
      }
    }
    return batch.size() == 1 ? 0 : batch.stream().mapToInt(one -> written(List.of(one))).sum();
  }

  Undone undo(String run, Instant at) {
    MemoryReader reader = home.store().reader(home.tenant());
    List<MemoryId> removed = new ArrayList<>();
    List<MemoryId> restored = new ArrayList<>();
    List<MemoryId> left = new ArrayList<>();
    for (RunLog.Written one : log.written(run)) {
      Optional<Memory> now = reader.get(one.id()).map(StoredMemory::memory);
      if (now.isEmpty() || now.get().version() <= one.before()) {
        continue; // It was never written, or is gone already.
      }
      boolean untouched = one.before() == 0 ? isFirst(reader, now.get()) : isNext(now.get(), one);
      if (!untouched) {
        left.add(one.id());
      } else if (one.before() == 0) {
        home.store().writer(home.tenant()).delete(List.of(one.id()), at);
        removed.add(one.id());
      } else {
        (isRestored(reader, now.get(), one) ? restored : left).add(one.id());
      }
    }
    return new Undone(removed, restored, left);
  }

  private static boolean isFirst(MemoryReader reader, Memory now) {
    return reader.history(now.id()).isEmpty();
  }

  private static boolean isNext(Memory now, RunLog.Written one) {
    return now.version() == one.before() + 1;
  }

  private boolean isRestored(MemoryReader reader, Memory now, RunLog.Written one) {
    return reader.history(one.id()).stream()
        .filter(revision -> revision.version() == one.before())
        .findFirst()
        .flatMap(
            before ->
                home.remember()
                    .replaceAll(List.of(before.toBuilder().version(now.version()).build())))
        .isPresent();
  }
}
