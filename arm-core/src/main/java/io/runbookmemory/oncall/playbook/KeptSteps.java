package io.runbookmemory.oncall.playbook;

import io.runbookmemory.error.ArmException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** The steps of a run, each written down in its journal when it is added. Not thread-safe. */
final class KeptSteps extends AbstractList<PlaybookStep> {

  private final List<PlaybookStep> steps = new ArrayList<>();
  private final PlaybookRunner.Journal journal;
  private boolean lost;

  KeptSteps(PlaybookRunner.Journal journal) {
    this.journal = journal;
  }

  /** Takes steps that are written down already. */
  void restore(List<PlaybookStep> before) {
    steps.addAll(before);
  }

  @Override
  public boolean add(PlaybookStep step) {
    steps.add(step);
    keep(() -> journal.done(step));
    return true;
  }

  /** Returns whether it is written down that an action is about to be called. */
  boolean begins(String action) {
    keep(() -> journal.begins(action));
    return !lost;
  }

  /** What cannot be written is told before the next action, which is then not called. */
  void keep(Runnable writing) {
    try {
      writing.run();
    } catch (ArmException e) {
      lost = true;
    }
  }

  @Override
  public PlaybookStep get(int index) {
    return steps.get(index);
  }

  @Override
  public int size() {
    return steps.size();
  }
}
