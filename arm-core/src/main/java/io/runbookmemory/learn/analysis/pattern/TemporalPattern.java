package io.runbookmemory.learn.analysis.pattern;

import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import java.util.List;

/**
 * That an alert comes at some times more often than at others.
 *
 * @param signal what comes
 * @param when when
 * @param support on how many occasions it came
 * @param occasions of how many since it first fired
 * @param lift how many times as often as at other times
 * @param logP ln of the probability that chance gives as many, before the correction for many tests
 */
public record TemporalPattern(
    Signal signal, When when, long support, long occasions, double lift, double logP)
    implements Finding {

  @Override
  public String kind() {
    return "temporal";
  }

  @Override
  public String key() {
    return signal.key() + " @ " + when.words();
  }

  @Override
  public double confidence() {
    return (double) support / occasions;
  }

  @Override
  public Place place() {
    return signal.place();
  }

  @Override
  public List<Signal> signals() {
    return List.of(signal);
  }

  @Override
  public String description() {
    String unit =
        switch (when) {
          case When.MonthEdge edge -> "months";
          case When.Hours hours when hours.days().isOne() -> "weeks";
          case When.Hours hours -> "days";
        };
    return signal
        + " comes "
        + when.words()
        + ": in "
        + support
        + " of "
        + occasions
        + " "
        + unit
        + ", "
        + Written.times(lift)
        + " times as often as otherwise";
  }
}
