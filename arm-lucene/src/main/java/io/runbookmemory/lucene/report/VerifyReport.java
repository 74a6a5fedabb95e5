package io.runbookmemory.lucene.report;

import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.StoreStats;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What was found in the files of a store, in the latest commit as the check began.
 *
 * @param store its directory
 * @param files how many files the commit has
 * @param bytes how large they are together
 * @param tenants what each tenant has, as far as it is readable
 * @param problems what is wrong; empty for a sound store
 */
public record VerifyReport(
    Path store, int files, long bytes, Map<Tenant, StoreStats> tenants, List<Problem> problems) {

  /** Copies the collections. */
  public VerifyReport {
    tenants = Map.copyOf(tenants);
    problems = List.copyOf(problems);
  }

  /**
   * Returns whether nothing is wrong.
   *
   * @return true if there is no problem
   */
  public boolean sound() {
    return problems.isEmpty();
  }
}
