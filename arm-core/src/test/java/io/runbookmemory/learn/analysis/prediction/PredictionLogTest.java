package io.runbookmemory.learn.analysis.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.learn.analysis.AnalysisInput;
import io.runbookmemory.learn.analysis.Prediction;
import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.metric.Crossing;
import io.runbookmemory.metric.MetricSeries;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PredictionLogTest {

  private static final Instant T = Instant.parse("2026-03-01T00:00:00Z");
  private static final Place CHECKOUT = new Place("checkout", "prod", null);
  private static final Signal LAG = new Signal("KafkaLag", CHECKOUT);

  /** A finding of which nothing but its name matters. */
  private record Named(String kind, String key) implements Finding {

    Named(String key) {
      this("correlation", key);
    }

    @Override
    public String description() {
      return key;
    }

    @Override
    public long support() {
      return 9;
    }

    @Override
    public double confidence() {
      return .9;
    }

    @Override
    public Place place() {
      return CHECKOUT;
    }

    @Override
    public List<Signal> signals() {
      return List.of();
    }
  }

  private static final class Happened implements AnalysisInput {

    private final List<AlertEvent> alerts = new ArrayList<>();
    private final List<ResourceSeries> resources = new ArrayList<>();

    @Override
    public void alerts(Instant from, Instant until, Consumer<AlertEvent> sink) {
      alerts.stream()
          .filter(event -> !event.at().isBefore(from) && event.at().isBefore(until))
          .forEach(sink);
    }

    @Override
    public List<DeploymentEvent> deployments(Instant from, Instant until) {
      return List.of();
    }

    @Override
    public List<ResourceSeries> resources(Instant asOf) {
      return resources;
    }
  }

  private final Ledger ledger = new ExactMemoryStore().ledger(Tenant.DEFAULT);
  private final PredictionLog log = new PredictionLog(ledger);
  private final Happened happened = new Happened();

  private static Instant day(int number) {
    return T.plus(Duration.ofDays(number));
  }

  private static Prediction lag(String finding, int day, double probability) {
    return new Prediction(
        LAG.toString(), day(day), day(day).plusSeconds(3600), probability, new Named(finding));
  }

  @Test
  void onlyWhatIsSureEnoughIsToldAndWrittenDown() {
    assertThat(log.note(List.of(lag("a", 1, .9), lag("b", 1, .79)), T)).hasSize(1);
    happened.alerts.add(new AlertEvent(day(1).plusSeconds(60), LAG));

    assertThat(log.check(happened, day(2))).isEqualTo(1);
    assertThat(log.score())
        .returns(1, PredictionScore::checked)
        .returns(1, PredictionScore::came)
        .returns(1.0, PredictionScore::precision);
    assertThat(log.score().brier()).isCloseTo(.01, within(1e-12));
  }

  @Test
  void nothingIsCheckedBeforeItsTimeOrTwice() {
    log.note(List.of(lag("a", 1, .9)), T);

    assertThat(log.check(happened, day(1))).isZero();
    assertThat(log.check(happened, day(2))).isEqualTo(1);
    assertThat(log.check(happened, day(3))).isZero();
    assertThat(log.score().came()).isZero();
    assertThat(log.score().brier()).isCloseTo(.81, within(1e-12));
  }

  @Test
  void whatIsSaidAgainOfTheSameOccasionCountsOnceAsItWasSaidFirst() {
    log.note(List.of(lag("a", 1, .9)), T);
    log.note(List.of(lag("a", 1, .95)), T.plusSeconds(600));
    new PredictionLog(ledger).note(List.of(lag("a", 1, .85)), T.plusSeconds(900));

    assertThat(log.check(happened, day(2))).isEqualTo(1);
    assertThat(log.score().claimed()).isCloseTo(.9, within(1e-12));
  }

  @Test
  void anAlertAfterItsTimeIsNoHit() {
    log.note(List.of(lag("a", 1, .9)), T);
    happened.alerts.add(new AlertEvent(day(1).plusSeconds(3601), LAG));
    happened.alerts.add(
        new AlertEvent(day(1).plusSeconds(60), new Signal("KafkaLag", new Place("x", null, null))));

    log.check(happened, day(2));

    assertThat(log.score().came()).isZero();
  }

  @Test
  void aFindingWhosePredictionsDoNotComeIsRetiredAndTheOtherIsNot() {
    for (int day = 1; day <= 12; day++) {
      log.note(List.of(lag("wrong", day, .9), lag("right", day, .9)), day(day - 1));
      if (day % 6 != 0) {
        happened.alerts.add(new AlertEvent(day(day).plusSeconds(60), LAG));
      }
    }
    // Of the wrong one other days are foretold as well, on which nothing comes.
    for (int day = 20; day <= 30; day++) {
      log.note(List.of(lag("wrong", day, .9)), day(day - 1));
    }

    log.check(happened, day(40));

    assertThat(log.retired()).containsExactly("correlation wrong");
    assertThat(log.scores())
        .hasEntrySatisfying("correlation right", score -> assertThat(score.came()).isEqualTo(10));
    assertThat(log.note(List.of(lag("wrong", 50, .9), lag("right", 50, .9)), day(41)))
        .extracting(one -> one.why().key())
        .containsExactly("right");
  }

  @Test
  void fourMissesRetireNobody() {
    for (int day = 1; day <= 4; day++) {
      log.note(List.of(lag("a", day, .9)), day(day - 1));
    }
    log.check(happened, day(9));

    assertThat(log.retired()).isEmpty();
  }

  @Test
  void aResourceThatRanOutInTimeIsAHit() {
    Signal disk = new Signal("disk", CHECKOUT);
    log.note(List.of(new Prediction(disk.toString(), day(1), day(3), .8, new Named("disk"))), T);
    happened.resources.add(
        new ResourceSeries(
            "disk",
            CHECKOUT,
            MetricSeries.builder().add(day(1), .9).add(day(2), 1).build(),
            1,
            Crossing.UPWARDS));

    log.check(happened, day(4));

    assertThat(log.score().came()).isEqualTo(1);
  }

  @Test
  void whatWasToRunOutIsCheckedLaterWhereResourcesCannotBeRead() {
    Signal disk = new Signal("disk", CHECKOUT);
    Named full = new Named("exhaustion", "disk");
    log.note(
        List.of(new Prediction(disk.toString(), day(1), day(3), .8, full), lag("a", 1, .9)), T);

    assertThat(log.checkWithoutResources(happened, day(4))).isEqualTo(1);
    assertThat(log.scores()).containsOnlyKeys("correlation a");
    assertThat(log.check(happened, day(4))).isEqualTo(1);
    assertThat(log.scores()).containsKey("exhaustion disk");
  }

  @Test
  void whatMayStillComeIsPendingAndNotWhatIsOver() {
    log.note(List.of(lag("a", 1, .9), lag("b", 4, .8)), T);

    assertThat(log.pending(T)).extracting(Foretold::probability).containsExactly(.9, .8);
    assertThat(log.pending(day(3))).extracting(Foretold::probability).containsExactly(.8);
  }

  @Test
  void nothingIsPendingOfAFindingThatIsRetired() {
    for (int day = 1; day <= 12; day++) {
      log.note(List.of(lag("wrong", day, .9)), day(day - 1));
    }
    log.note(List.of(lag("wrong", 50, .9)), day(12));
    assertThat(log.pending(day(41))).hasSize(1);

    log.check(happened, day(40));

    assertThat(log.pending(day(41))).isEmpty();
  }
}
