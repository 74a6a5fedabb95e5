package io.runbookmemory.examples.remedy.action;

import io.runbookmemory.examples.remedy.turn.Turn;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What a remedy would do, made from what is live by looking alone. A dry run shows it and a run
 * takes its steps, so that the one cannot say other things than the other does.
 *
 * @param now what is live, in words
 * @param steps in order
 * @param check whether it helped
 */
public record Course(String now, List<Step> steps, Check check) {

  /**
   * One step, after which a run may stop.
   *
   * @param words what it does
   * @param act does it, under the turn; throws {@link io.runbookmemory.error.UnavailableException}
   *     where it cannot be done yet
   * @param patience how long it is tried again where it cannot be done yet
   */
  public record Step(String words, Consumer<Turn> act, Duration patience) {

    /** A step that is tried once. */
    public Step(String words, Consumer<Turn> act) {
      this(words, act, Duration.ZERO);
    }
  }

  /**
   * Whether it helped.
   *
   * @param expects in words
   * @param holds looks
   * @param within how long it is looked again
   */
  public record Check(String expects, BooleanSupplier holds, Duration within) {}

  /** Copies the steps. */
  public Course {
    steps = List.copyOf(steps);
  }
}
