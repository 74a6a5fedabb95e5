package io.runbookmemory.replay.compare;

import io.runbookmemory.replay.engine.Answered;
import io.runbookmemory.replay.engine.ReplayReport;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A number that an incident has in each run, where it has it. */
public enum Measure {
  /** Whether a real incident was paged late or not at all: 1 or 0. */
  MISSED(
      "missed",
      false,
      one -> one.real() ? OptionalDouble.of(one.isWorse() ? 1 : 0) : OptionalDouble.empty()),

  /** How often it wakes somebody. */
  PAGES("pages", false, one -> OptionalDouble.of(one.pages())),

  /** How often it wakes somebody though it is not real. */
  NOISE(
      "pages of noise",
      false,
      one -> one.real() ? OptionalDouble.empty() : OptionalDouble.of(one.pages())),

  /** The share of verdicts that are as expected. */
  RIGHT_VERDICTS(
      "right verdicts",
      true,
      one ->
          one.judged().stream().mapToDouble(is -> is.expected() == is.actual() ? 1 : 0).average()),

  /** The share of the first places that a right memory stands at. */
  PRECISION("precision@" + ReplayReport.K, true, one -> asked(one, Answered::precisionAtK)),

  /** The share of the expected memories among the first. */
  RECALL("recall@" + ReplayReport.K, true, one -> asked(one, Answered::recallAtK)),

  /** One over the place of the first right memory. */
  RECIPROCAL_RANK("MRR", true, one -> asked(one, Answered::reciprocalRank)),

  /** How many memories came that never should. */
  MISLEADING("misleading memories", false, one -> OptionalDouble.of(one.answered().misleading())),

  /** The minutes to the first correct action if it is taken when a plan holds it. */
  MINUTES_TO_ACTION(
      "minutes to the first correct action (model)", false, one -> minutes(one.answered()));

  private final String words;
  private final boolean moreIsBetter;
  private final Function<SavedIncident, OptionalDouble> value;

  Measure(String words, boolean moreIsBetter, Function<SavedIncident, OptionalDouble> value) {
    this.words = words;
    this.moreIsBetter = moreIsBetter;
    this.value = value;
  }

  private static OptionalDouble asked(SavedIncident one, Function<Answered, Double> value) {
    return one.answered().expected() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(value.apply(one.answered()));
  }

  private static OptionalDouble minutes(Answered answered) {
    return Optional.ofNullable(answered.offeredAfter())
        .or(() -> Optional.ofNullable(answered.actedAfter()))
        .map(Duration::toSeconds)
        .map(seconds -> OptionalDouble.of(seconds / 60.0))
        .orElse(OptionalDouble.empty());
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
   * @param of what became of it
   * @return empty if it has none
   */
  public OptionalDouble of(SavedIncident of) {
    return value.apply(of);
  }
}
