package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.learn.analysis.Activity;
import io.runbookmemory.learn.analysis.AnalysisPolicy;
import io.runbookmemory.learn.analysis.Schedule;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What memory does while nobody is looking.
 *
 * @param enabled false: nothing by itself
 * @param zone whose wall clock people live by
 * @param look how often it is looked whether anything is due
 * @param schedules when which activity is; one that is missing never is
 * @param foresight when the hours ahead are looked at, and answers prepared; null for never
 * @param weekly whether the report of each week is archived
 * @param resources what can run out
 */
public record AnalysisPart(
    boolean enabled,
    ZoneId zone,
    Duration look,
    Map<Activity, Schedule> schedules,
    @Nullable Schedule foresight,
    boolean weekly,
    Resources resources) {

  /** Every hour: an alert that is foretold is answered before it fires. */
  static final Duration FORESIGHT = Duration.ofHours(1);

  /** On, by this machine's clock, at the schedules that {@link AnalysisPolicy#in} has. */
  public static final AnalysisPart DEFAULT =
      new AnalysisPart(
          true,
          ZoneId.systemDefault(),
          Duration.ofSeconds(30),
          AnalysisPolicy.in(ZoneId.systemDefault()).schedules(),
          Schedule.every(FORESIGHT),
          true,
          Resources.NONE);

  /**
   * What can run out.
   *
   * @param file which resources; null for none
   * @param prometheus who answers its queries; null for nobody
   * @param token what it knows the daemon by; null for nothing
   */
  public record Resources(@Nullable Path file, @Nullable URI prometheus, @Nullable Secret token) {

    /** Nothing. */
    public static final Resources NONE = new Resources(null, null, null);
  }

  /** Copies the map. */
  public AnalysisPart {
    schedules = Map.copyOf(schedules);
  }

  /** Returns how history is analyzed. */
  public AnalysisPolicy policy() {
    return AnalysisPolicy.in(zone).withSchedules(schedules);
  }
}
