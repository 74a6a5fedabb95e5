package io.runbookmemory.replay.compare;

import io.runbookmemory.replay.engine.Answered;
import io.runbookmemory.replay.engine.Judged;
import io.runbookmemory.replay.engine.Paging;
import java.util.List;

/**
 * What became of an incident, as a saved report says it.
 *
 * @param id the incident's
 * @param title what it is called
 * @param real whether somebody had to act
 * @param paging when it woke somebody
 * @param pages how often it wakes somebody with ARM
 * @param judged the verdicts that were expected, in order of time
 * @param answered what memory said
 */
public record SavedIncident(
    String id,
    String title,
    boolean real,
    Paging paging,
    long pages,
    List<Judged> judged,
    Answered answered) {

  /** Copies the list. */
  public SavedIncident {
    judged = List.copyOf(judged);
  }

  /**
   * Returns whether ARM did worse than was done.
   *
   * @return true for a real incident that is paged later than was done or due, or not at all
   */
  public boolean isWorse() {
    return real && paging.isWorse();
  }
}
