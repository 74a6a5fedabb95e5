package io.runbookmemory.journal.alerts;

import io.runbookmemory.tool.record.RecordJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads reports. Those of one alert mostly differ in their times alone, which stand first: what
 * follows is read once for all that say the same. Thread-safe.
 */
final class AlertBodies {

  static final RecordJson<AlertRecord> JSON = RecordJson.of(AlertRecord.class);

  /** So many different ones are kept, about 1 KB each. */
  private static final int MOST = 10_000;

  private static final String BEGIN = "{\"at\":\"";

  private final Map<String, AlertRecord> byRest = new ConcurrentHashMap<>();

  AlertRecord read(String body) {
    int end = body.startsWith(BEGIN) ? body.indexOf('"', BEGIN.length()) : -1;
    if (end < 0) {
      return JSON.read(body);
    }
    String rest = body.substring(end);
    AlertRecord known = byRest.get(rest);
    if (known != null) {
      Optional<Instant> at = time(body.substring(BEGIN.length(), end));
      if (at.isPresent()) {
        return new AlertRecord(
            at.get(), known.alert(), known.place(), known.urgency(), known.fate());
      }
    }
    AlertRecord record = JSON.read(body);
    if (byRest.size() < MOST) {
      byRest.put(rest, record);
    }
    return record;
  }

  /**
   * Whatever else a time may be written as is left to who reads all of it, and says what is wrong.
   */
  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
