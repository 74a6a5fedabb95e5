package io.runbookmemory.examples.incident;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as the clock on this wall shows them, with its offset from UTC. */
public final class LocalTimes {

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx", Locale.ROOT);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

  private LocalTimes() {}

  public static String minute(Instant at) {
    return MINUTES.format(at.atZone(ZoneId.systemDefault()));
  }

  public static String second(Instant at) {
    return SECONDS.format(at.atZone(ZoneId.systemDefault()));
  }
}
