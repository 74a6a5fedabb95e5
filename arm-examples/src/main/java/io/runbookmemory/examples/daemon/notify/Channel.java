package io.runbookmemory.examples.daemon.notify;

/** One way to tell people. Thread-safe. */
public interface Channel {

  /**
   * Tells it. What was told under the same {@link Notification#id()} before is the same: whoever is
   * told knows it by its key.
   *
   * @throws io.runbookmemory.error.ArmException if it was not taken, or nobody knows
   */
  void tell(Notification notification);
}
