package io.runbookmemory.examples.daemon.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.connectors.sli.PrometheusSeries;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.daemon.FakePrometheus;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is known of a budget while Prometheus answers, and when it does no more. */
class WatchedSloTest {

  private static final Instant NOW = Instant.parse("2026-03-01T03:00:30Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** A hundred requests a minute, of which half are good. */
  private final FakePrometheus server =
      FakePrometheus.start((asked, at) -> at / 60 * (asked.contains("good") ? 50 : 100));

  private final PrometheusSeries prometheus =
      PrometheusSeries.builder(server.address()).patience(Duration.ofSeconds(20)).build();

  private final WatchedSlo watched =
      new WatchedSlo(
          Slo.builder("answered", "checkout", "0.999").queries("good_total", "all_total").build(),
          MINUTE);
  private final Budgets budgets = new Budgets(List.of(watched));

  @AfterEach
  void stop() {
    server.close();
  }

  private static Alert alert(Map<String, String> labels) {
    return new Alert(labels, Map.of(), NOW);
  }

  @Test
  void whatWasNotAskedYetIsSaidToBeUnknown() {
    assertThat(budgets.of(alert(Map.of("service", "checkout")), NOW))
        .isEqualTo(new Budget.Unknown("answered", "Prometheus was not asked yet"));
  }

  @Test
  void aBurningBudgetIsJudgedForItsServiceAndByItsName() {
    watched.poll(prometheus, NOW);
    for (Map<String, String> labels :
        List.of(Map.of("service", "checkout"), Map.of("slo", "answered"))) {
      assertThat(budgets.of(alert(labels), NOW))
          .isInstanceOfSatisfying(
              Budget.Judged.class,
              judged -> assertThat(judged.classification().verdict()).isEqualTo(Verdict.PAGE));
    }
    assertThat(budgets.of(alert(Map.of("service", "cart")), NOW)).isEqualTo(new Budget.None());
    assertThat(budgets.of(alert(Map.of("service", "checkout", "slo", "other")), NOW))
        .isEqualTo(new Budget.None());
  }

  @Test
  void whatIsTooOldIsNoVerdictAnyMore() {
    watched.poll(prometheus, NOW);
    UnavailableException down = new UnavailableException("prometheus", "no answer");
    watched.failed(down, NOW.plus(MINUTE));
    assertThat(budgets.of(alert(Map.of("slo", "answered")), NOW.plus(MINUTE)))
        .isInstanceOf(Budget.Judged.class);
    Instant later = NOW.plus(Duration.ofMinutes(9));
    assertThat(budgets.of(alert(Map.of("slo", "answered")), later))
        .isInstanceOfSatisfying(
            Budget.Unknown.class, unknown -> assertThat(unknown.why()).contains("nothing new"));
    watched.failed(down, later);
    assertThat(budgets.of(alert(Map.of("slo", "answered")), later))
        .isInstanceOfSatisfying(
            Budget.Unknown.class, unknown -> assertThat(unknown.why()).contains("no answer"));
    watched.poll(prometheus, later);
    assertThat(budgets.of(alert(Map.of("slo", "answered")), later))
        .isInstanceOf(Budget.Judged.class);
  }

  @Test
  void howItWentIsKeptFromBeforeTheStartOnAndThinnedToWhatIsAskedFor() {
    assertThat(budgets.courses(null, null, NOW, 500))
        .singleElement()
        .satisfies(course -> assertThat(course.points()).isEmpty());
    watched.poll(prometheus, NOW);

    Budgets.Course whole = budgets.courses("answered", null, NOW, 500).getFirst();
    // Three days at the start, every ten minutes.
    assertThat(whole.points()).hasSizeBetween(400, 440);
    assertThat(whole.points()).isSortedAccordingTo(Comparator.comparing(Budgets.Point::at));
    assertThat(whole.window()).isEqualTo(Duration.ofHours(1));
    Budgets.Point last = whole.points().getLast();
    assertThat(last.burn()).isCloseTo(500, offset(1.0));
    assertThat(last.left()).isLessThan(0);
    assertThat(whole.points().getFirst().left()).isGreaterThan(last.left());

    List<Budgets.Point> thinned = budgets.courses(null, null, NOW, 50).getFirst().points();
    assertThat(thinned).hasSize(50).contains(last).contains(whole.points().getFirst());
    Instant since = NOW.minus(Duration.ofHours(2));
    assertThat(budgets.courses(null, since, NOW, 50).getFirst().points())
        .hasSizeBetween(11, 13)
        .allMatch(one -> !one.at().isBefore(since));
    assertThat(budgets.courses("other", null, NOW, 50)).isEmpty();

    watched.poll(prometheus, NOW.plus(Duration.ofMinutes(30)));
    assertThat(budgets.courses(null, null, NOW, 1_000).getFirst().points())
        .hasSize(whole.points().size() + 3);
  }
}
