package io.runbookmemory.testkit.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Assertions on a replay. Not thread-safe. */
public final class ReplayAssert extends AbstractReplayAssert<ReplayAssert> {

  ReplayAssert(IncidentReplay replay) {
    super(replay, null, ReplayAssert.class);
  }

  ReplayAssert(AbstractReplayAssert<?> before, @Nullable Instant now) {
    super(before, now, ReplayAssert.class);
  }
}
