package io.runbookmemory.learn.analysis.signature;

import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import io.runbookmemory.memory.MemoryId;
import java.util.List;

/**
 * That an alert had incidents and no runbook names it.
 *
 * @param signal the alert and the place that its incidents have in common
 * @param support how many incidents there were
 * @param incidents some of them, at most ten, to write the runbook from
 */
public record RunbookGap(Signal signal, long support, List<MemoryId> incidents) implements Finding {

  /** Copies the list. */
  public RunbookGap {
    incidents = List.copyOf(incidents);
  }

  @Override
  public String kind() {
    return "gap";
  }

  @Override
  public String key() {
    return signal.alert();
  }

  @Override
  public double confidence() {
    return 1;
  }

  @Override
  public Place place() {
    return signal.place();
  }

  @Override
  public List<Signal> signals() {
    return List.of(signal);
  }

  @Override
  public String description() {
    return signal
        + " had "
        + support
        + " incidents, and no runbook names it: write one, or add the alert to the one that fits";
  }
}
