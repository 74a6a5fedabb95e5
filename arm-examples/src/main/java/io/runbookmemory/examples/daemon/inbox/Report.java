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
 * @param trace what it is part of, as {@code traceparent} says it; null if it is not traced
 */
public record Report(
    Alert alert, AlertStatus status, @Nullable Instant endsAt, @Nullable String trace) {

  /** An alert that is not traced. */
  public Report(Alert alert, AlertStatus status, @Nullable Instant endsAt) {
    this(alert, status, endsAt, null);
  }

  /** Returns the same as part of a trace. */
  public Report in(@Nullable String newTrace) {
    return new Report(alert, status, endsAt, newTrace);
  }

  /** Returns the fingerprint that a key begins with. */
  public static String fingerprint(String key) {
    return key.split("/", 2)[0];
  }

  /** Returns what makes it one: told again, with other annotations perhaps, it is the same. */
  public String key() {
    return alert.fingerprint().value()
        + "/"
        + alert.startsAt()
        + "/"
        + status.name().toLowerCase(Locale.ROOT);
  }
}
