package io.runbookmemory.learn.analysis.pattern;

import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * That one alert is followed by another, or that two come together.
 *
 * @param first what comes first; where neither does, the one that sorts first
 * @param second what follows
 * @param leads whether the first comes first; false if they come together in either order
 * @param support after how many episodes of the first the second began within the window
 * @param episodes after how many it could have
 * @param lift how many times as often as at comparable times without the first
 * @param lags how long after, where it followed
 * @param logP ln of the probability that chance gives as many, before the correction for many tests
 */
public record Correlation(
    Signal first,
    Signal second,
    boolean leads,
    long support,
    long episodes,
    double lift,
    Lag lags,
    double logP)
    implements Finding {

  /**
   * How long after the first the second begins.
   *
   * @param usual the median
   * @param late what nine in ten do not exceed
   * @param window the longest that was looked at
   */
  public record Lag(Duration usual, Duration late, Duration window) {}

  static Correlation of(
      Signal first, Signal second, Comparison comparison, Lags lags, Duration window) {
    boolean leads = lags.leads() == Lags.Order.FIRST_LEADS;
    boolean swap = !leads && second.compareTo(first) < 0;
    return new Correlation(
        swap ? second : first,
        swap ? first : second,
        leads,
        comparison.followed(),
        comparison.episodes(),
        comparison.lift(),
        new Lag(lags.quantile(0.5), lags.quantile(0.9), window),
        comparison.logP());
  }

  @Override
  public String kind() {
    return "correlation";
  }

  @Override
  public String key() {
    return first.key() + (leads ? " > " : " = ") + second.key();
  }

  @Override
  public double confidence() {
    return (double) support / episodes;
  }

  @Override
  public Place place() {
    return Objects.equals(first.place().service(), second.place().service())
        ? first.place()
        : first.place().withoutService();
  }

  @Override
  public List<Signal> signals() {
    return List.of(first, second);
  }

  @Override
  public String description() {
    String words =
        leads
            ? first.name() + " is followed by " + second.name() + " within "
            : first.name() + " and " + second.name() + " come together within ";
    return String.format(
        Locale.ROOT,
        "%s%d min%s: %d of %d times, usually after %d min, %s times as often as otherwise",
        words,
        lags.window.toMinutes(),
        first.place().inBrackets(),
        support,
        episodes,
        Math.round(lags.usual.toMillis() / 60_000.0),
        Written.times(lift));
  }
}
