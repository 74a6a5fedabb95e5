package io.runbookmemory.learn.analysis;

import io.runbookmemory.learn.analysis.pattern.AlertLog;
import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.pattern.PatternPolicy;
import io.runbookmemory.learn.analysis.resource.ExhaustionForecasts;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a history foretells: its patterns, put to what happened of late. */
public final class Foresight {

  private static final Duration LATELY = Duration.ofDays(1);

  private Foresight() {}

  /**
   * Returns what is to be expected.
   *
   * @param history what happened up to now
   * @param policy what counts as a pattern
   * @param now the time of asking
   * @param ahead how far to look, from an hour to 31 days
   * @return as {@link Outlook#next} orders it
   */
  public static List<Prediction> of(
      ReadHistory history, PatternPolicy policy, Instant now, Duration ahead) {
    List<Finding> findings =
        new ArrayList<>(new ExhaustionForecasts(ahead).find(history.resources(now), now));
    AlertLog log = history.log();
    if (!log.isEmpty()) {
      findings.addAll(history.mined().correlations(policy));
      findings.addAll(history.mined().temporal(policy));
    }
    List<AlertEvent> lately = new ArrayList<>();
    history.alerts(now.minus(LATELY), now, lately::add);
    Outlook.Recent recent =
        new Outlook.Recent(lately, history.deployments(log.from(), log.until()));
    return new Outlook(findings).next(now, ahead, recent);
  }
}
