package io.runbookmemory.oncall.page;

import io.runbookmemory.oncall.Consent;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.oncall.Prospect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line below a step of a plan.
 *
 * @param label what it is about: {@code Expect}, {@code Undo}, {@code Else}, {@code Calls}, {@code
 *     Ask}, {@code Careful}
 * @param words what memory says, or that it says nothing
 */
public record StepNote(String label, String words) {

  /**
   * Returns what is to be known of a step before it is taken.
   *
   * @param step of a plan
   * @return in the order to read them; of what only looks no effect is asked
   */
  public static List<StepNote> of(PlannedStep step) {
    List<StepNote> notes = new ArrayList<>();
    Prospect prospect = step.prospect();
    if (prospect.effect() != null) {
      notes.add(new StepNote("Expect", prospect.effect()));
    } else if (step.acts()) {
      notes.add(new StepNote("Expect", "unknown, no memory says what it does"));
    }
    if (prospect.rollback() != null) {
      notes.add(new StepNote("Undo", prospect.rollback()));
    } else if (step.acts()) {
      notes.add(new StepNote("Undo", "unknown, no memory says how"));
    }
    if (prospect.otherwise() != null) {
      notes.add(new StepNote("Else", prospect.otherwise()));
    }
    Optional<Consent> consent = Optional.ofNullable(step.consent());
    consent
        .filter(it -> it.call() != null && !it.needsApproval())
        .ifPresent(it -> notes.add(new StepNote("Calls", it.because() + ", nobody has to agree")));
    consent.flatMap(Consent::inWords).ifPresent(words -> notes.add(new StepNote("Ask", words)));
    if (step.caution() != null) {
      notes.add(new StepNote("Careful", step.caution()));
    }
    return notes;
  }
}
