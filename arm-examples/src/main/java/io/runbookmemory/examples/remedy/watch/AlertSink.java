package io.runbookmemory.examples.remedy.watch;

import io.runbookmemory.alert.Alert;

/** Where the alerts of a cluster go. Must answer without waiting long, and may be told twice. */
public interface AlertSink {

  /** Takes one that began. */
  void firing(Alert alert);

  /** Takes one that is over. */
  void resolved(Alert alert);
}
