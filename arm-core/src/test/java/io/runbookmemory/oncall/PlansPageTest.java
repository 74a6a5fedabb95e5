package io.runbookmemory.oncall;

import static io.runbookmemory.oncall.Plans.recalled;
import static io.runbookmemory.oncall.Plans.runbook;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.oncall.page.PlanText;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.recall.context.ContextForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The plan that docs/plans.md shows is the one that is made. */
class PlansPageTest {

  private static final Instant NOW = TestMemories.NOW;

  private static Runbook pool() {
    return runbook(
            new RunbookStep(
                "Diagnosis", "How full is the pool?", "promql", "pool_used{job=\"$service\"}"),
            new RunbookStep(
                "Mitigation",
                "Scale $service out.\nExpected: the pool falls below 80 % within 5 min.\n"
                    + "Rollback: scale to 3.\nIf that does not help, page the database team.",
                "bash",
                "kubectl scale deploy/$service --replicas=10"),
            new RunbookStep("Mitigation", "Restart the slowest pod.", null, null))
        .toBuilder()
        .owners(List.of("team-orders"))
        .escalationPolicy("EP-SHOP")
        .build();
  }

  private static ActionPlan example() {
    Instant opened = NOW.minus(Duration.ofDays(9));
    Incident past =
        Incident.builder("Orders are slow")
            .openedAt(opened)
            .mitigatedAt(opened.plus(Duration.ofMinutes(12)))
            .affectedServices(List.of("mail"))
            .attempts(List.of(new Attempt("Raised the pool to 200", Effect.MITIGATED)))
            .build();
    ServiceGraph services =
        ServiceGraph.builder()
            .add(new ResourceFact("checkout", "calls", "orders"), "traces")
            .add(new ResourceFact("checkout", "is owned by", "team-buy"), "catalog")
            .build();
    Alert alert =
        new Alert(Map.of("alertname", "OrdersSlow", "severity", "critical"), Map.of(), NOW);
    Recall recall =
        Plans.recall(
            Strength.STRONG,
            TestMemories.service("orders"),
            recalled(0.9, "Pool of orders", pool()),
            recalled(
                0.8,
                TestMemories.of("Orders slow", past)
                    .happenedAt(opened)
                    .provenance(new Provenance("jira", "INC-112", null, TrustTier.OBSERVED))
                    .build()));
    return new Planner().plan(Situation.builder(alert, NOW).build(), recall, null, services);
  }

  @Test
  void thePlanOnThePageIsTheOneThatIsMade() throws IOException {
    String page = Files.readString(Path.of("../docs/plans.md"));
    assertThat(page)
        .contains("```\n" + PlanText.render(example(), ContextForm.PLAIN).strip() + "\n```");
  }
}
