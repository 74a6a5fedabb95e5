package io.runbookmemory.learn.analysis.pattern;

import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Half a year of alerts, with a change of the clock in it. */
final class Firings {

  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
  static final int DAYS = 184;
  static final Instant FROM = at(FIRST.atStartOfDay());
  static final Instant UNTIL = at(FIRST.plusDays(DAYS).atStartOfDay());
  static final PatternPolicy POLICY = PatternPolicy.in(ZONE);

  final List<AlertEvent> events = new ArrayList<>();
  final Random random;

  Firings(long seed) {
    this.random = new Random(seed);
  }

  static Instant at(LocalDateTime local) {
    return local.atZone(ZONE).toInstant();
  }

  static Signal signal(String alert) {
    return new Signal(alert, new Place("orders", "prod", "eu-1"));
  }

  Instant anyTime() {
    return FROM.plusSeconds(random.nextLong(Duration.between(FROM, UNTIL).toSeconds()));
  }

  Firings fire(Signal signal, Instant at) {
    if (at.isBefore(UNTIL)) {
      events.add(new AlertEvent(at, signal));
    }
    return this;
  }

  Firings scatter(Signal signal, int times) {
    for (int i = 0; i < times; i++) {
      fire(signal, anyTime());
    }
    return this;
  }

  /** Adds twenty signals that fire as they like. */
  Firings noise() {
    for (int i = 0; i < 20; i++) {
      scatter(signal("Noise" + i), 10 + random.nextInt(100));
    }
    return this;
  }

  /** The first at any time, the second some minutes later. */
  Firings followed(Signal first, Signal second, int times) {
    for (int i = 0; i < times; i++) {
      Instant at = anyTime();
      fire(first, at).fire(second, at.plusSeconds(60 + random.nextInt(900)));
    }
    return this;
  }

  AlertLog log() {
    AlertLog.Builder builder = AlertLog.builder();
    events.forEach(builder::add);
    return builder.build(FROM, UNTIL);
  }

  List<Finding> correlations() {
    return new Patterns(POLICY).correlations(log());
  }

  List<Finding> temporal() {
    return new Patterns(POLICY).temporal(log(), List.of());
  }
}
