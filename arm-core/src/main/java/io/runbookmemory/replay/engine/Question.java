package io.runbookmemory.replay.engine;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.slo.Classification;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What memory is asked of an incident.
 *
 * @param alert what fired, at {@code startsAt}
 * @param classification what the most urgent budget that it is about said then, or null if none is
 */
record Question(Alert alert, @Nullable Classification classification) {

  Instant at() {
    return alert.startsAt();
  }
}
