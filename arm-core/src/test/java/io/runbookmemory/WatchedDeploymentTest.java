package io.runbookmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.postmortem.PostmortemSection;
import io.runbookmemory.journal.postmortem.Statement;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.WatchedDeployment;
import io.runbookmemory.oncall.page.PlanText;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.context.ContextForm;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the authors of a deployment asked to watch surfaces by itself when an alert is of that. */
class WatchedDeploymentTest {

  private static final Instant T = Instant.parse("2026-03-04T03:00:00Z");
  private static final Scope CHECKOUT =
      Scope.of(Tenant.DEFAULT).withService("checkout").withEnv("prod");

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final RunbookMemory memory = RunbookMemory.builder(store).clock(() -> T).build();

  private void deployed(Scope scope, String version, String... watchFor) {
    Deployment deployment =
        new Deployment(version, List.of(), "", List.of(watchFor), T.plus(Duration.ofHours(2)));
    memory.journal().deployed(scope, deployment, T.minusSeconds(600), null);
  }

  private static Situation situation(String name, String service, String... labels) {
    Map<String, String> all = new HashMap<>(Map.of("alertname", name, "severity", "critical"));
    all.put("service", service);
    for (int i = 0; i < labels.length; i += 2) {
      all.put(labels[i], labels[i + 1]);
    }
    return Situation.builder(new Alert(all, Map.of(), T), T).build();
  }

  private List<String> notes(Situation situation) {
    return memory.plan(situation).watched().stream().map(WatchedDeployment::note).toList();
  }

  @Test
  void thePlanItsTextAndTheJournalNameTheDeployment() {
    deployed(CHECKOUT, "v2.3", "5xx errors of the new pool", "queue depth");
    Situation situation = situation("HighErrorRate", "checkout", "env", "prod");

    ActionPlan plan = memory.plan(situation);

    assertThat(plan.watched())
        .singleElement()
        .returns("Deployed checkout v2.3", WatchedDeployment::title)
        .returns("5xx errors of the new pool", WatchedDeployment::note)
        .returns(T.plus(Duration.ofHours(2)), WatchedDeployment::until);
    assertThat(PlanText.render(plan, ContextForm.PLAIN))
        .contains("Deployed checkout v2.3, 2026-03-04 02:50 UTC: watch \"5xx errors of the new")
        .contains("until 2026-03-04 05:00 UTC");
    assertThat(PlanText.render(plan, ContextForm.JSON))
        .contains("\"watched\":[{\"deployment\":\"" + plan.watched().getFirst().deployment());
    JournalIncident incident =
        memory.journal().open(situation, plan, "am").orElseThrow().incident();
    assertThat(incident.entries())
        .filteredOn(entry -> entry.event() instanceof JournalEvent.Watched)
        .hasSize(1);
    assertThat(
            memory
                .journal()
                .postmortem(incident.id(), null)
                .orElseThrow()
                .in(PostmortemSection.TIMELINE))
        .extracting(Statement::text)
        .anyMatch(
            line ->
                line.contains("Deployed checkout v2.3 at 2026-03-04T02:50:00Z had asked to watch"));
  }

  @ParameterizedTest
  @CsvSource({
    "HighErrorRate,      pool,      checkout-db, errors of the pool,       true",
    "DatabaseSlow,       pool,      payments_db, payments_db connections,  true",
    "PoolExhausted,      team,      errors,      errors of carts,          false",
    "CheckoutDown,       reason,    probe,       checkout starts slowly,   false",
    "HighQueueRate,      namespace, high-rate,   rate of errors is high,   false",
    "SloBurn,            slo,       availability, availability of checkout, true"
  })
  void anAlertIsWatchedForByItsNameAndWhatItsLabelsSayItIsAbout(
      String name, String label, String value, String note, boolean watched) {
    deployed(CHECKOUT, "v2", note);
    assertThat(notes(situation(name, "checkout", label, value)))
        .isEqualTo(watched ? List.of(note) : List.of());
  }

  @Test
  void whatTheServiceDependsOnIsWatchedTooAndNothingElseNorAnotherEnvironment() {
    memory.remember(
        Memory.builder(
                MemoryId.named("facts", "1"),
                Scope.of(Tenant.DEFAULT),
                "a fact",
                new ResourceFact("checkout", "depends-on", "payments"),
                T)
            .build());
    deployed(CHECKOUT.withService("payments"), "p7", "errors of cards");
    deployed(CHECKOUT.withService("search"), "s1", "errors of search");
    deployed(CHECKOUT.withEnv("staging"), "v9", "errors in staging");
    deployed(Scope.of(Tenant.DEFAULT).withService("checkout"), "v1", "errors anywhere");

    assertThat(notes(situation("HighErrorRate", "checkout", "env", "prod")))
        .containsExactlyInAnyOrder("errors of cards", "errors anywhere");
    assertThat(notes(situation("HighErrorRate", "gateway", "env", "prod"))).isEmpty();
  }

  @Test
  void nothingIsWatchedForWhenItsTimeIsOver() {
    deployed(CHECKOUT, "v2", "errors");
    Situation before = situation("HighErrorRate", "checkout");
    Alert alert = before.alert().orElseThrow();
    Instant end = T.plus(Duration.ofHours(2));

    assertThat(notes(Situation.builder(alert, end.minusMillis(1)).build())).hasSize(1);
    assertThat(notes(Situation.builder(alert, end).build())).isEmpty();
  }

  @Test
  void aQuestionWithoutAnAlertIsWatchedForByNobody() {
    deployed(CHECKOUT, "v2", "errors");
    assertThat(notes(Situation.builder("errors at checkout", T).service("checkout").build()))
        .isEmpty();
  }
}
