package io.runbookmemory.replay.compare;

import io.runbookmemory.replay.engine.Answered;
import io.runbookmemory.replay.engine.ReplayReport;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** A number that an incident has in each run, where it has it. */
public enum Measure {
  /** Whether a real incident was paged late or not at all: 1 or 0. */
  MISSED("missed", false),

  /** How often it wakes somebody. */
  PAGES("pages", false),

  /** How often it wakes somebody though it is not real. */
  NOISE("pages of noise", false),

  /** The share of verdicts that are as expected. */
  RIGHT_VERDICTS("right verdicts", true),

  /** The share of the first places that a right memory stands at. */
  PRECISION("precision@" + ReplayReport.K, true),

  /** The share of the expected memories among the first. */
  RECALL("recall@" + ReplayReport.K, true),

  /** One over the place of the first right memory. */
  RECIPROCAL_RANK("MRR", true),

  /** How many memories came that never should. */
  MISLEADING("misleading memories", false),

  /** The minutes to the first correct action if it is taken when a plan holds it. */
  MINUTES_TO_ACTION("minutes to the first correct action (model)", false);

  private static final double SECONDS = 60;

  private final String words;
  private final boolean moreIsBetter;

  Measure(String words, boolean moreIsBetter) {
    this.words = words;
    this.moreIsBetter = moreIsBetter;
  }

  /**
   * Returns it for people.
   *
   * @return such as {@code pages}
   */
  public String words() {
    return words;
  }

  /**
   * Returns which direction is good.
   *
   * @return true if more is better
   */
  public boolean moreIsBetter() {
    return moreIsBetter;
  }

  /**
   * Returns the number of an incident.
   *
   * @param one what became of it
   * @return empty if it has none
   */
  public OptionalDouble of(SavedIncident one) {
    Answered answered = one.answered();
    return switch (this) {
      case MISSED -> where(one.real(), one.isWorse() ? 1 : 0);
      case PAGES -> OptionalDouble.of((double) one.pages());
      case NOISE -> where(!one.real(), (double) one.pages());
      case RIGHT_VERDICTS ->
          one.judged().stream().mapToDouble(is -> is.expected() == is.actual() ? 1 : 0).average();
      case PRECISION -> where(answered.expected() > 0, answered.precisionAtK());
      case RECALL -> where(answered.expected() > 0, answered.recallAtK());
      case RECIPROCAL_RANK -> where(answered.expected() > 0, answered.reciprocalRank());
      case MISLEADING -> OptionalDouble.of(answered.misleading());
      case MINUTES_TO_ACTION -> minutes(answered);
    };
  }

  private static OptionalDouble where(boolean known, double value) {
    return known ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static OptionalDouble minutes(Answered answered) {
    return Optional.ofNullable(answered.offeredAfter())
        .or(() -> Optional.ofNullable(answered.actedAfter()))
        .map(Duration::toSeconds)
        .map(seconds -> OptionalDouble.of((double) seconds / SECONDS))
        .orElse(OptionalDouble.empty());
  }
}
