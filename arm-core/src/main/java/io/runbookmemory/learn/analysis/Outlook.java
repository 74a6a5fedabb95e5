package io.runbookmemory.learn.analysis;

import io.runbookmemory.learn.analysis.pattern.AfterDeployment;
import io.runbookmemory.learn.analysis.pattern.Correlation;
import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.pattern.TemporalPattern;
import io.runbookmemory.learn.analysis.resource.Exhaustion;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.learn.analysis.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What findings foretell of the hours ahead. Immutable and thread-safe.
 *
 * @param findings what it goes by; those that foretell nothing are passed over
 */
public record Outlook(List<Finding> findings) {

  /** What lies in the interval of a forecast. */
  private static final double INTERVAL = 0.8;

  /** Copies the list. */
  public Outlook {
    findings = List.copyOf(findings);
  }

  /**
   * What happened of late, which others may follow.
   *
   * @param alerts what fired
   * @param deployments what was deployed
   */
  public record Recent(List<AlertEvent> alerts, List<DeploymentEvent> deployments) {

    /** Nothing. */
    public static final Recent NOTHING = new Recent(List.of(), List.of());

    /** Copies the lists. */
    public Recent {
      alerts = List.copyOf(alerts);
      deployments = List.copyOf(deployments);
    }
  }

  /**
   * Returns what is to be expected.
   *
   * @param now the time of asking
   * @param ahead how far to look, from an hour to 31 days
   * @param recent what happened of late
   * @return by the time from which it is expected, the likeliest first; an alert once for each
   *     occasion
   */
  public List<Prediction> next(Instant now, Duration ahead, Recent recent) {
    if (ahead.compareTo(Duration.ofHours(1)) < 0 || ahead.compareTo(Duration.ofDays(31)) > 0) {
      throw new IllegalArgumentException("ahead must be from 1 hour to 31 days, got " + ahead);
    }
    Ahead all = new Ahead(now, now.plus(ahead), new ArrayList<>());
    for (Finding finding : findings) {
      switch (finding) {
        case TemporalPattern one -> all.temporal(one);
        case Correlation one when one.leads() ->
            recent.alerts.stream()
                .filter(event -> event.signal().equals(one.first()))
                .forEach(event -> all.after(one, one.second(), event.at(), one.lags().window()));
        case AfterDeployment one ->
            recent.deployments.stream()
                .filter(deployment -> concerns(one.signal(), deployment))
                .forEach(event -> all.after(one, one.signal(), event.at(), one.within()));
        case Exhaustion one -> all.exhaustion(one);
        default -> {}
      }
    }
    return all.sorted();
  }

  private static boolean concerns(Signal signal, DeploymentEvent deployment) {
    return deployment.service().equals(signal.place().service())
        && (deployment.env() == null || Objects.equals(deployment.env(), signal.place().env()));
  }

  /** What is expected between two times. */
  private record Ahead(Instant now, Instant end, List<Prediction> all) {

    /** Adds the occasions that begin before the end and are not over yet. */
    void temporal(TemporalPattern one) {
      int hours = one.when().hours();
      ZonedDateTime hour =
          now.atZone(one.when().zone()).truncatedTo(ChronoUnit.HOURS).minusHours(hours);
      for (; hour.toInstant().isBefore(end); hour = hour.plusHours(1)) {
        Instant until = hour.toLocalDateTime().plusHours(hours).atZone(hour.getZone()).toInstant();
        boolean again = hour.minusHours(1).getHour() == hour.getHour();
        if (one.when().begins(hour) && until.isAfter(now) && !again) {
          add(one.signal().toString(), hour.toInstant(), until, one.confidence(), one);
        }
      }
    }

    void after(Finding why, Signal what, Instant at, Duration window) {
      Instant until = at.plus(window);
      if (!at.isAfter(now) && until.isAfter(now)) {
        add(what.toString(), now, until, why.confidence(), why);
      }
    }

    void exhaustion(Exhaustion one) {
      if (one.earliest().isBefore(end)) {
        String what = new Signal(one.resource(), one.place()).toString();
        add(what, one.earliest(), one.latest(), INTERVAL, one);
      }
    }

    private void add(String what, Instant from, Instant until, double probability, Finding why) {
      all.add(new Prediction(what, from, until, probability, why));
    }

    List<Prediction> sorted() {
      return all.stream()
          .sorted(
              Comparator.comparing(Prediction::from)
                  .thenComparing(Comparator.comparingDouble(Prediction::probability).reversed())
                  .thenComparing(Prediction::what))
          .toList();
    }
  }
}
