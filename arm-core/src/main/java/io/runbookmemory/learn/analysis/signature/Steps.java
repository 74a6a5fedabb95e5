package io.runbookmemory.learn.analysis.signature;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.Usage;
import java.util.ArrayList;
import java.util.List;

/** Which steps of a runbook are in the wrong place. */
final class Steps {

  private static final int LEAST_TRIED = 5;
  private static final int LONGEST = 120;

  private Steps() {}

  /**
   * A step that was tried five times and never helped is to be revised. One that was tried as often
   * and helped at least every other time belongs to the front if each step before it was tried as
   * often too and helped less than half as often.
   */
  static List<StepTuning> tuned(Memory memory, Runbook runbook, Usage usage) {
    List<StepTuning> tuned = new ArrayList<>();
    double best = -1;
    for (RunbookStep step : runbook.steps()) {
      StepUsage counts = usage.steps().getOrDefault(step.key(), StepUsage.NONE);
      boolean known = counts.tried() >= LEAST_TRIED;
      double mean = known ? (double) counts.helped() / counts.tried() : 1;
      if (known && counts.helped() == 0) {
        tuned.add(tuning(memory, step, counts, StepTuning.Advice.REVISE_OR_DROP));
      } else if (known && best >= 0 && mean >= 0.5 && best < mean / 2) {
        tuned.add(tuning(memory, step, counts, StepTuning.Advice.MOVE_TO_THE_FRONT));
      }
      best = Math.max(best, mean);
    }
    return tuned;
  }

  private static StepTuning tuning(
      Memory memory, RunbookStep step, StepUsage counts, StepTuning.Advice advice) {
    return new StepTuning(
        memory.id(),
        memory.title(),
        Case.cut(step.key(), LONGEST),
        counts,
        Case.place(memory),
        advice);
  }
}
