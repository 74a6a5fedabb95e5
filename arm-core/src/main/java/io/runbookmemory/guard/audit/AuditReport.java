package io.runbookmemory.guard.audit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of looking through some chains.
 *
 * @param entries how many good entries each writer's chain has
 * @param findings what is wrong, in the order of writers and lines; empty if nothing is
 * @param unfinished calls that began and of which nobody wrote how they ended, in the order of
 *     their beginning: the process died, or they still run
 * @param unexplained calls that broke the glass and that nobody wrote a word about since
 */
public record AuditReport(
    Map<String, Long> entries,
    List<AuditFinding> findings,
    List<AuditEntry> unfinished,
    List<AuditEntry> unexplained) {

  /** Copies the collections. */
  public AuditReport {
    entries = java.util.Collections.unmodifiableMap(new TreeMap<>(entries));
    findings = List.copyOf(findings);
    unfinished = List.copyOf(unfinished);
    unexplained = List.copyOf(unexplained);
  }

  /**
   * Returns whether every chain is as it was written.
   *
   * @return true if nothing was found
   */
  public boolean intact() {
    return findings.isEmpty();
  }
}
