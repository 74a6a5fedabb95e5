package io.runbookmemory.examples.daemon.inbox;

import io.runbookmemory.alert.Alert;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it was brought.
 *
 * @param alert the alert
 * @param status whether it fires
 * @param endsAt when it ended; null if it fires, or nobody said
 */
public record Report(Alert alert, AlertStatus status, @Nullable Instant endsAt) {

  /** Returns what makes it one: told again, with other annotations perhaps, it is the same. */
  public String key() {
    return alert.fingerprint().value()
        + "/"
        + alert.startsAt()
        + "/"
        + status.name().toLowerCase(Locale.ROOT);
  }
}
