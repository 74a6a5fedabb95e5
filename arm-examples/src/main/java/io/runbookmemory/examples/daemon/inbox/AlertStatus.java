package io.runbookmemory.examples.daemon.inbox;

/** What Alertmanager says of an alert. */
public enum AlertStatus {
  /** It fires. */
  FIRING,
  /** It fires no more. */
  RESOLVED
}
