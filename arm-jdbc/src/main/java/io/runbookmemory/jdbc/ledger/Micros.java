package io.runbookmemory.jdbc.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as they stand in columns: whole microseconds since 1970. */
final class Micros {

  private static final long A_SECOND = 1_000_000;

  private Micros() {}

  /** Returns a time rounded down; one too far away for a long becomes the least or greatest. */
  static long of(Instant time) {
    try {
      long seconds = Math.multiplyExact(time.getEpochSecond(), A_SECOND);
      return Math.addExact(seconds, time.getNano() / 1_000);
    } catch (ArithmeticException e) {
      return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
