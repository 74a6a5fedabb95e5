package io.runbookmemory.learn.analysis.resource;

import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * That a resource runs out soon.
 *
 * @param resource its name
 * @param place whose and where
 * @param limit the value at which it has run out
 * @param at when its trend reaches the limit
 * @param earliest the begin of the 80 % interval
 * @param latest the end of the 80 % interval
 * @param support the days that the trend rests on
 * @param confidence how much better its first two thirds foretold its last third than standing
 *     still would have, as a share of the squared error; in [0, 1]
 */
public record Exhaustion(
    String resource,
    Place place,
    double limit,
    Instant at,
    Instant earliest,
    Instant latest,
    long support,
    double confidence)
    implements Finding {

  @Override
  public String kind() {
    return "exhaustion";
  }

  @Override
  public String key() {
    return new Signal(resource, place).key();
  }

  @Override
  public List<Signal> signals() {
    return List.of();
  }

  @Override
  public String description() {
    return new Signal(resource, place)
        + " reaches "
        + limit
        + " about "
        + at.truncatedTo(ChronoUnit.HOURS)
        + " (80 % interval "
        + earliest.truncatedTo(ChronoUnit.HOURS)
        + " to "
        + latest.truncatedTo(ChronoUnit.HOURS)
        + "), by its last "
        + support
        + " days";
  }
}
