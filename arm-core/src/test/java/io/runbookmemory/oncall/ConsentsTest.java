package io.runbookmemory.oncall;

import static io.runbookmemory.oncall.Plans.at;
import static io.runbookmemory.oncall.Plans.recalled;
import static io.runbookmemory.oncall.Plans.runbook;
import static io.runbookmemory.oncall.Plans.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.guard.access.AccessPolicy;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.memory.usage.BetaPosterior;
import io.runbookmemory.oncall.page.StepNote;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsentsTest {

  private static ToolContract tool(String name, ToolEffect effect) {
    return ToolContract.builder(name, "Does it").effect(effect).build();
  }

  private static final Planner PLANNER =
      Planner.builder()
          .tools(
              List.of(
                  tool("restart_pod", ToolEffect.REVERSIBLE),
                  tool("drop_table", ToolEffect.DESTRUCTIVE),
                  tool("get", ToolEffect.READ_ONLY)))
          .playbooks(Map.of("drain-node", ToolEffect.DESTRUCTIVE))
          .access(AccessPolicy.builder().approver(Role.RESPONDER).build())
          .build();

  private static @Nullable Consent consent(RunbookStep step) {
    return PLANNER
        .plan(at("orders"), Plans.recall(Strength.STRONG, recalled(0.9, "R", runbook(step))), null)
        .steps()
        .getFirst()
        .consent();
  }

  @Test
  void aStepThatAPlaybookCarriesOutSaysHowSureThatIsAndWhoMustAgree() {
    Planner planner =
        Planner.builder()
            .playbooks(
                Map.of("look-back", ToolEffect.READ_ONLY, "drain-node", ToolEffect.DESTRUCTIVE))
            .confidence(Map.of("look-back", new BetaPosterior(9, 0)))
            .build();
    ActionPlan plan =
        planner.plan(
            at("orders"),
            Plans.recall(
                Strength.STRONG,
                recalled(
                    0.9,
                    "R",
                    runbook(
                        step("Diagnosis", "Run look-back"), step("Mitigation", "Run drain-node")))),
            null);
    assertThat(StepNote.of(plan.steps().getFirst()))
        .contains(
            new StepNote(
                "Calls",
                "the playbook look-back is READ_ONLY, helped 9 of 9 times, expect 91 % ± 8 %,"
                    + " nobody has to agree"));
    assertThat(StepNote.of(plan.steps().get(1)))
        .contains(
            new StepNote(
                "Ask",
                "needs approval of a second person (ADMIN): the playbook drain-node is"
                    + " DESTRUCTIVE, no outcome of it is counted"));
  }

  private static RunbookStep code(String language, String code) {
    return new RunbookStep("Mitigation", "Do it", language, code);
  }

  @Test
  void aStepThatNamesAToolHasThatToolsEffect() {
    assertThat(consent(code("arm", "restart_pod {\"pod\": \"a\"}")))
        .isEqualTo(
            new Consent(
                ToolEffect.REVERSIBLE,
                "the tool restart_pod is REVERSIBLE",
                new PlannedCall(PlannedCall.Kind.TOOL, "restart_pod", "{\"pod\":\"a\"}"),
                null));
    Consent drops = consent(step("Mitigation", "Use drop_table for it"));
    assertThat(drops).isNotNull();
    assertThat(drops.needsApproval()).isTrue();
    assertThat(drops.call()).isEqualTo(new PlannedCall(PlannedCall.Kind.TOOL, "drop_table", null));
    assertThat(drops.inWords())
        .contains(
            "needs approval of a second person (RESPONDER): the tool drop_table is DESTRUCTIVE");
  }

  @Test
  void aStepThatNamesAPlaybookHasThePlaybooksEffect() {
    Consent consent = consent(step("Mitigation", "Run the playbook drain-node."));
    assertThat(consent).isNotNull();
    assertThat(consent.call())
        .isEqualTo(new PlannedCall(PlannedCall.Kind.PLAYBOOK, "drain-node", null));
    assertThat(consent.approver()).isEqualTo(Role.RESPONDER);
  }

  @Test
  void aCommandIsReadByItsLine() {
    Consent looks = consent(code("bash", "kubectl get pods"));
    Consent acts = consent(code("bash", "kubectl drain node-1"));
    assertThat(looks).isNotNull();
    assertThat(looks.needsApproval()).isFalse();
    assertThat(acts).isNotNull();
    assertThat(acts.inWords())
        .contains(
            "needs approval of a second person (RESPONDER):"
                + " “kubectl drain node-1” is not known to only look");
    assertThat(consent(code("yaml", "replicas: 3"))).isNull();
  }

  @Test
  void wordsThatDestroyAskOnlyWhereTheStepIsMeantToAct() {
    for (String words :
        List.of("Failed over to eu-2", "drain the node", "Delete the pod", "Terminate the job")) {
      assertThat(consent(step("Mitigation", words))).as(words).isNotNull();
      assertThat(consent(step("Diagnosis", words))).as(words).isNull();
    }
    for (String words : List.of("Raise the pool", "Get a coffee", "Find the dropdown")) {
      assertThat(consent(step("Mitigation", words))).as(words).isNull();
    }
  }

  @Test
  void aCallWithBrokenArgumentsIsKnownButCannotBeMadeFromThePlan() {
    Consent consent = consent(code("arm", "restart_pod {pod}"));
    assertThat(consent).isNotNull();
    assertThat(consent.call())
        .isEqualTo(new PlannedCall(PlannedCall.Kind.TOOL, "restart_pod", null));
  }
}
