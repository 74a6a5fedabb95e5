package io.runbookmemory.oncall.run;

import io.runbookmemory.guard.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's word on a step that they carried out, or did not.
 *
 * @param by who
 * @param note what was observed, possibly empty
 * @param approvedBy who agreed to it, by id; null where nobody had to
 */
public record StepWord(Caller by, String note, @Nullable String approvedBy) {

  /**
   * Returns a word without more.
   *
   * @param by who
   * @return an empty note
   */
  public static StepWord of(Caller by) {
    return new StepWord(by, "", null);
  }
}
