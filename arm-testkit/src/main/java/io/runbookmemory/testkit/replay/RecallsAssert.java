package io.runbookmemory.testkit.replay;

import java.time.Instant;
import java.util.List;

/** Assertions on a replay of which it was just said what it recalls. Not thread-safe. */
public final class RecallsAssert extends AbstractReplayAssert<RecallsAssert> {

  private final Instant asked;
  private final List<String> names;

  RecallsAssert(AbstractReplayAssert<?> before, Instant asked, List<String> names) {
    super(before, before.now(), RecallsAssert.class);
    this.asked = asked;
    this.names = names;
  }

  /**
   * Says how far down those memories may stand.
   *
   * @param top such as {@code top(3)}
   * @return goes on at the same instant
   */
  public ReplayAssert within(Top top) {
    requireRecalled(asked, names, top);
    return new ReplayAssert(this, now());
  }
}
