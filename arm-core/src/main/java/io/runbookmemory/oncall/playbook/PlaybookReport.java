package io.runbookmemory.oncall.playbook;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a run. Immutable.
 *
 * @param order who asked for what
 * @param fingerprint of the playbook that was run, as {@link PlaybookCatalog#fingerprint} tells it
 * @param steps in the order of time
 * @param end how it ended
 * @param due whom to tell by now; null for nobody yet
 */
public record PlaybookReport(
    PlaybookOrder order,
    String fingerprint,
    List<PlaybookStep> steps,
    PlaybookEnd end,
    @Nullable EscalationLevel due) {

  /** Copies the list. */
  public PlaybookReport {
    steps = List.copyOf(steps);
  }

  /**
   * Returns whom to tell by now.
   *
   * @return the last escalation level whose delay had passed when the run ended
   */
  public Optional<EscalationLevel> escalation() {
    return Optional.ofNullable(due);
  }
}
