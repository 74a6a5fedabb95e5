package io.runbookmemory.examples.remedy.turn;

/** What goes before what, lowest first. */
public enum Priority {
  /** Puts something back: waits for everything else. */
  LATER,
  /** What a playbook or a person asks for. */
  USUAL,
  /** What cannot wait for a usual one to end. */
  URGENT;

  boolean isAbove(Priority other) {
    return compareTo(other) > 0;
  }
}
