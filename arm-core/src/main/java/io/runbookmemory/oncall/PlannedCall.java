package io.runbookmemory.oncall;

import org.jspecify.annotations.Nullable;

/**
 * A registered tool or playbook that a step names.
 *
 * @param kind which of the two
 * @param name its name
 * @param arguments what the step's code gives a tool, one JSON object; null where it gives nothing,
 *     so that it cannot be called from the plan
 */
public record PlannedCall(Kind kind, String name, @Nullable String arguments) {

  /** What is called. */
  public enum Kind {
    /** A tool behind the guard. */
    TOOL,
    /** A playbook of the catalog. */
    PLAYBOOK
  }
}
