package io.runbookmemory.testkit.replay;

import io.runbookmemory.replay.engine.ReplayReport;

/**
 * Where assertions on replays begin; to be imported statically, beside those of AssertJ.
 *
 * <p>A time is {@code 02:51}, in the zone of the {@link ReplaySetup}, on the only day on which that
 * lies in the window of an incident; {@code 02:51+01:00}; or a whole {@code 2026-03-14T02:51:00Z}.
 * One that can mean two instants, or none, is refused.
 */
public final class ReplayAssertions {

  private ReplayAssertions() {}

  /**
   * Returns assertions on a replay.
   *
   * @param replay the replay
   * @return at the first alert, until told otherwise
   */
  public static ReplayAssert assertThat(IncidentReplay replay) {
    return new ReplayAssert(replay);
  }

  /**
   * Returns assertions on a report.
   *
   * @param report such as {@link IncidentReplay#report}
   * @return of the whole
   */
  public static ReportAssert assertThat(ReplayReport report) {
    return new ReportAssert(report);
  }

  /**
   * Returns how far down a memory may stand.
   *
   * @param places from 1 to 10
   * @return for {@link RecallsAssert#within}
   */
  public static Top top(int places) {
    return new Top(places);
  }
}
