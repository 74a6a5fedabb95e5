package io.runbookmemory.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class ManualClock implements InstantSource {

  private final AtomicReference<Instant> now;

  /**
   * Creates a clock.
   *
   * @param now what it shows at first
   */
  public ManualClock(Instant now) {
    this.now = new AtomicReference<>(now);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /**
   * Sets the clock, also back.
   *
   * @param to what it shows from now on
   */
  public void set(Instant to) {
    now.set(to);
  }

  /**
   * Moves the clock on.
   *
   * @param by how far; negative to move it back
   * @return what it shows from now on
   */
  public Instant advance(Duration by) {
    return now.updateAndGet(before -> before.plus(by));
  }
}
