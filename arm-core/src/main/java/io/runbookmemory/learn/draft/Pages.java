package io.runbookmemory.learn.draft;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runbooks with other words. */
final class Pages {

  private Pages() {}

  static Runbook with(Runbook runbook, String markdown, List<RunbookStep> steps) {
    return merged(runbook, runbook, runbook, markdown).steps(steps).build();
  }

  private static Runbook.Builder merged(
      Runbook base, Runbook current, Runbook proposed, String markdown) {
    return Runbook.builder(markdown)
        .slo(pick(base.slo(), current.slo(), proposed.slo()).orElse(null))
        .alerts(pick(base.alerts(), current.alerts(), proposed.alerts()))
        .detectionRules(
            pick(base.detectionRules(), current.detectionRules(), proposed.detectionRules()))
        .urls(pick(base.urls(), current.urls(), proposed.urls()))
        .owners(pick(base.owners(), current.owners(), proposed.owners()))
        .escalationPolicy(
            pick(base.escalationPolicy(), current.escalationPolicy(), proposed.escalationPolicy())
                .orElse(null));
  }

  /** Returns what was proposed, or what stands there now if the proposal left it alone. */
  static <T> T pick(T base, T current, T proposed) {
    return proposed.equals(base) ? current : proposed;
  }

  static Optional<Runbook> of(Memory memory) {
    return memory.content() instanceof Runbook runbook ? Optional.of(runbook) : Optional.empty();
  }

  /**
   * Makes a proposal anew on what became of the runbook that it was made from.
   *
   * @return empty if both changed the same lines
   */
  static Optional<Runbook> merged(Runbook base, Runbook current, Runbook proposed) {
    return LineMerge.of(base.markdown(), current.markdown(), proposed.markdown())
        .map(markdown -> stepped(base, current, proposed, markdown));
  }

  /** Makes a proposal anew; where both changed the same lines those of the proposal stand. */
  static Runbook preferring(Runbook base, Runbook current, Runbook proposed) {
    return stepped(
        base,
        current,
        proposed,
        LineMerge.preferring(base.markdown(), current.markdown(), proposed.markdown()));
  }

  private static Runbook stepped(Runbook base, Runbook current, Runbook proposed, String markdown) {
    List<RunbookStep> steps = new ArrayList<>(current.steps());
    steps.removeIf(step -> base.steps().contains(step) && !proposed.steps().contains(step));
    proposed.steps().stream()
        .filter(step -> !base.steps().contains(step) && !current.steps().contains(step))
        .forEach(steps::add);
    return merged(base, current, proposed, markdown).steps(steps).build();
  }
}
