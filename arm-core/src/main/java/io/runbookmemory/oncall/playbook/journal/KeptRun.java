package io.runbookmemory.oncall.playbook.journal;

import io.runbookmemory.oncall.playbook.PlaybookReport;
import io.runbookmemory.oncall.playbook.PlaybookRunner;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as its journal tells it.
 *
 * @param known what is known of it, for {@link PlaybookRunner#goOn}
 * @param end its last report, without steps; null if its process ended before it did
 */
public record KeptRun(PlaybookRunner.Interrupted known, @Nullable PlaybookReport end) {

  /**
   * Returns what became of a run that came to an end, or waits for a second person.
   *
   * @return the whole report; empty if the run can be gone on with
   */
  public Optional<PlaybookReport> report() {
    return Optional.ofNullable(end)
        .map(
            last ->
                new PlaybookReport(
                    last.order(), last.fingerprint(), known.steps(), last.end(), last.due()));
  }
}
