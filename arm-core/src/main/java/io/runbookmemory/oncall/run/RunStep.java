package io.runbookmemory.oncall.run;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.oncall.Consent;
import io.runbookmemory.oncall.PlannedCall;
import io.runbookmemory.oncall.PlannedStep;
import org.jspecify.annotations.Nullable;

/**
 * A step of a run, as its plan had it.
 *
 * @param number its place in the plan, from 1
 * @param kind what it is for
 * @param text what to do
 * @param words what its outcomes are counted under
 * @param source the memory that it comes from
 * @param language of {@code code}, or null
 * @param code a query or command, or null
 * @param call the tool or playbook that it names, or null
 * @param approver the least role of the second person who has to agree first, by name; null where
 *     nobody has to
 */
public record RunStep(
    int number,
    PlannedStep.Kind kind,
    String text,
    String words,
    MemoryId source,
    @Nullable String language,
    @Nullable String code,
    @Nullable PlannedCall call,
    @Nullable String approver) {

  static RunStep of(int number, PlannedStep step) {
    Consent consent = step.consent();
    return new RunStep(
        number,
        step.kind(),
        step.text(),
        step.step(),
        step.source(),
        step.language(),
        step.code(),
        consent == null ? null : consent.call(),
        consent == null || consent.approver() == null ? null : consent.approver().name());
  }

  /**
   * Returns whether it is meant to help, so that its outcome counts.
   *
   * @return false for what finds out or verifies
   */
  public boolean acts() {
    return kind == PlannedStep.Kind.KNOWN_FIX || kind == PlannedStep.Kind.MITIGATE;
  }
}
