package io.runbookmemory.journal.report;

import io.runbookmemory.journal.alerts.AlertRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The shifts of a period: of twelve hours each, from its beginning on (Site Reliability
 * Engineering, chapter 11, counts incidents by such). The last one is as long as is left; what is
 * shorter than half a shift, such as the hour that a change of the clocks gives, is part of the one
 * before.
 */
record Shifts(Period period) {

  /** How long one is. */
  static final Duration LENGTH = Duration.ofHours(12);

  /** Returns how many there are. */
  int count() {
    double length = Duration.between(period.from(), period.to()).toMillis();
    return Math.max(1, (int) Math.round(length / LENGTH.toMillis()));
  }

  /** Returns how often somebody was woken in each, by its beginning; those without are left out. */
  Map<Instant, Long> pages(Collection<AlertRecord> records) {
    Map<Instant, Long> pages = new TreeMap<>();
    for (AlertRecord record : records) {
      if (record.wakes() && period.holds(record.at())) {
        long shift = Duration.between(period.from(), record.at()).dividedBy(LENGTH);
        long within = Math.min(shift, count() - 1);
        pages.merge(period.from().plus(LENGTH.multipliedBy(within)), 1L, Long::sum);
      }
    }
    return pages;
  }
}
