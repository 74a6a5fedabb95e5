package io.runbookmemory.journal.alerts;

import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alert from when it began to fire until it ended.
 *
 * @param alert which alert
 * @param place where
 * @param urgency the most urgent that it asked for
 * @param from when it was first reported
 * @param to when it ended; null if nobody said
 * @param told how often somebody was told
 * @param repeated how many of its reports told nobody anything new: folded or inhibited
 */
public record Episode(
    AlertName alert,
    Place place,
    Verdict urgency,
    Instant from,
    @Nullable Instant to,
    int told,
    int repeated) {

  /**
   * Returns how long it fired.
   *
   * @return empty if nobody said that it ended
   */
  public Optional<Duration> duration() {
    return to == null ? Optional.empty() : Optional.of(Duration.between(from, to));
  }

  /**
   * Returns the episodes of reports.
   *
   * @param records in any order; an end whose beginning is not among them counts for nothing
   * @return by beginning
   */
  public static List<Episode> of(Collection<AlertRecord> records) {
    Map<String, Episode> firing = new HashMap<>();
    List<Episode> over = new ArrayList<>();
    records.stream()
        .sorted(Comparator.comparing(AlertRecord::at))
        .forEach(
            record -> {
              String key = record.alert().fingerprint();
              if (record.fate() != Fate.ENDED) {
                firing.merge(key, begun(record), (known, more) -> known.and(record));
                return;
              }
              Episode known = firing.remove(key);
              if (known != null) {
                over.add(known.until(record.at()));
              }
            });
    over.addAll(firing.values());
    over.sort(Comparator.comparing(Episode::from).thenComparing(one -> one.alert().fingerprint()));
    return over;
  }

  private static Episode begun(AlertRecord record) {
    return new Episode(
        record.alert(),
        record.place(),
        record.urgency(),
        record.at(),
        null,
        told(record),
        repeat(record));
  }

  private Episode and(AlertRecord record) {
    Verdict most = record.urgency().compareTo(urgency) < 0 ? record.urgency() : urgency;
    return new Episode(
        alert, place, most, from, null, told + told(record), repeated + repeat(record));
  }

  private Episode until(Instant end) {
    return new Episode(alert, place, urgency, from, end, told, repeated);
  }

  private static int told(AlertRecord record) {
    return record.fate() == Fate.NOTIFIED || record.fate() == Fate.REMINDED ? 1 : 0;
  }

  private static int repeat(AlertRecord record) {
    return record.fate() == Fate.FOLDED || record.fate() == Fate.INHIBITED ? 1 : 0;
  }
}
