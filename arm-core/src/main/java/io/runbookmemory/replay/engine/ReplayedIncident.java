package io.runbookmemory.replay.engine;

import io.runbookmemory.oncall.noise.Handled;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.slo.Verdict;
import java.util.List;

/**
 * What became of an incident in a replay.
 *
 * @param incident the incident
 * @param paging when it woke somebody
 * @param judged the verdicts that were expected, in order of time
 * @param answered what memory said
 * @param handled what ARM did about each alert and burning budget of it, in order of time
 * @param spared the alerts that woke somebody as they fired, and with ARM do not: in another page
 *     already, or not urgent
 */
public record ReplayedIncident(
    ReplayIncident incident,
    Paging paging,
    List<Judged> judged,
    Answered answered,
    List<Handled> handled,
    List<FiredAlert> spared) {

  /** Copies the lists. */
  public ReplayedIncident {
    judged = List.copyOf(judged);
    handled = List.copyOf(handled);
    spared = List.copyOf(spared);
  }

  /**
   * Returns how often it woke somebody as its alerts fired.
   *
   * @return at least 0
   */
  public long pagesBefore() {
    return incident.alerts().stream().filter(one -> one.urgency() == Verdict.PAGE).count();
  }

  /**
   * Returns how often it wakes somebody with ARM, reminders among them.
   *
   * @return at least 0
   */
  public long pagesAfter() {
    return handled.stream().filter(Handled::wakes).count();
  }
}
