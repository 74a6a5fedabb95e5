package io.runbookmemory.oncall.playbook;

import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.memory.Scope;
import java.time.Instant;
import java.util.Map;

/**
 * Who wants which playbook run, where.
 *
 * @param playbook its name
 * @param caller in whose name every tool is called
 * @param scope tenant, and service and environment where they are known
 * @param since when what it is about began, for the escalation
 * @param labels of the alert that it answers, for arguments that name them
 */
public record PlaybookOrder(
    String playbook, Caller caller, Scope scope, Instant since, Map<String, String> labels) {

  /** Copies the labels. */
  public PlaybookOrder {
    labels = Map.copyOf(labels);
  }

  /**
   * Creates an order that answers no alert.
   *
   * @param playbook its name
   * @param caller in whose name every tool is called
   * @param scope tenant, and service and environment where they are known
   * @param since when what it is about began, for the escalation
   */
  public PlaybookOrder(String playbook, Caller caller, Scope scope, Instant since) {
    this(playbook, caller, scope, since, Map.of());
  }
}
