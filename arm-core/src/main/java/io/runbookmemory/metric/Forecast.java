package io.runbookmemory.metric;

import java.time.Duration;
import java.time.Instant;

/** When a trend reaches a threshold, or why nothing is said about it. */
public sealed interface Forecast {

  /**
   * It will be reached.
   *
   * @param now the instant of the last sample
   * @param at when the line reaches the threshold
   * @param earliest the begin of the 80 % interval, not before {@code now}
   * @param latest the end of the 80 % interval
   */
  record Reaches(Instant now, Instant at, Instant earliest, Instant latest) implements Forecast {}

  /**
   * It is reached already, by the last sample or by the line.
   *
   * @param now the instant of the last sample
   */
  record AlreadyThere(Instant now) implements Forecast {}

  /** The series does not change, or leads away from the threshold. */
  record NeverReaches() implements Forecast {}

  /**
   * The line leads there, but only after more than 30 times the time that was looked at. (The usual
   * rule for disks looks at six hours to warn of the next four days, 16 times as long.)
   *
   * @param looked how long a time was looked at
   */
  record TooFarAhead(Duration looked) implements Forecast {}

  /**
   * The slope is not significant (two-sided, 5 %): noise alone may have made it.
   *
   * @param slope the slope, in units a second
   */
  record TooNoisy(double slope) implements Forecast {}

  /**
   * There are fewer than eight samples.
   *
   * @param samples how many there are
   */
  record TooFewSamples(int samples) implements Forecast {}

  /**
   * Returns the forecast in words.
   *
   * @param threshold the threshold that was asked for
   * @return such as {@code reaches 90 in 34 min, 80 % interval 28 min to 47 min}
   */
  default String words(double threshold) {
    String there = Written.number(threshold);
    return switch (this) {
      case Reaches reaches ->
          "reaches "
              + there
              + " in "
              + until(reaches.now, reaches.at)
              + ", 80 % interval "
              + until(reaches.now, reaches.earliest)
              + " to "
              + until(reaches.now, reaches.latest);
      case AlreadyThere already -> "is at or past " + there + " already, at " + already.now;
      case NeverReaches never -> "does not reach " + there + ": it stands still or leads away";
      case TooFarAhead far ->
          "reaches "
              + there
              + " too far ahead to say when: more than 30 times the "
              + Written.duration(far.looked)
              + " that were looked at";
      case TooNoisy noisy -> "shows no trend beyond its noise: nothing can be said about " + there;
      case TooFewSamples few ->
          "has too few samples to tell a trend: at least "
              + Trend.LEAST_SAMPLES
              + " are needed, got "
              + few.samples;
    };
  }

  private static String until(Instant now, Instant then) {
    return Written.duration(Duration.between(now, then));
  }
}
