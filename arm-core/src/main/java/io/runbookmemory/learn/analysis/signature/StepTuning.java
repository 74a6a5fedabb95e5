package io.runbookmemory.learn.analysis.signature;

import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.usage.StepUsage;
import java.util.List;

/**
 * That a step of a runbook is in the wrong place, by what came of it.
 *
 * @param runbook whose step
 * @param title the runbook's title
 * @param step what the step says, shortened
 * @param usage what came of it
 * @param place what the runbook applies to
 * @param advice what to do about it
 */
public record StepTuning(
    MemoryId runbook, String title, String step, StepUsage usage, Place place, Advice advice)
    implements Finding {

  /** What to do about a step. */
  public enum Advice {
    /** It helps more often than what stands before it. */
    MOVE_TO_THE_FRONT,
    /** It was tried often and never helped. */
    REVISE_OR_DROP
  }

  @Override
  public String kind() {
    return "playbook";
  }

  @Override
  public String key() {
    return runbook + "/" + step;
  }

  @Override
  public long support() {
    return usage.tried();
  }

  @Override
  public double confidence() {
    return usage.outcomes().mean();
  }

  @Override
  public List<Signal> signals() {
    return List.of();
  }

  @Override
  public String description() {
    String done = "\"" + step + "\" of \"" + title + "\" helped " + usage.helped() + " of ";
    return switch (advice) {
      case MOVE_TO_THE_FRONT ->
          done + usage.tried() + " times, more than any step before it: move it to the front";
      case REVISE_OR_DROP -> done + usage.tried() + " times: revise it or drop it";
    };
  }
}
