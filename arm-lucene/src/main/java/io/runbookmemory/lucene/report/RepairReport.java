package io.runbookmemory.lucene.report;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.StoreStats;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was saved out of a damaged store, and what was not.
 *
 * @param damaged the store's directory, which is as it was
 * @param into the directory of the new store
 * @param kept what each tenant has in the new store, which is what it had, to the letter
 * @param withoutVectors of the kept memories those whose vectors are lost, by ascending id: they
 *     are found by their words until they are embedded again
 * @param lost memories that were there and could not be saved, by ascending id
 * @param nameless how many further documents could not be saved nor be told whose they are, each a
 *     memory, a usage, a deletion or a replaced revision; those of files that cannot be opened at
 *     all are not counted
 * @param problems what is wrong with the damaged store
 */
public record RepairReport(
    Path damaged,
    Path into,
    Map<Tenant, StoreStats> kept,
    Map<Tenant, List<MemoryId>> withoutVectors,
    Map<Tenant, List<MemoryId>> lost,
    long nameless,
    List<Problem> problems) {

  /** Copies the collections. */
  public RepairReport {
    kept = Map.copyOf(kept);
    withoutVectors = copy(withoutVectors);
    lost = copy(lost);
    problems = List.copyOf(problems);
  }

  private static Map<Tenant, List<MemoryId>> copy(Map<Tenant, List<MemoryId>> ids) {
    return ids.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> List.copyOf(one.getValue())));
  }
}
