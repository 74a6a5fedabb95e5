package io.runbookmemory.examples.daemon.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.connectors.sli.PrometheusSeries;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.daemon.FakePrometheus;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
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
}
