package io.runbookmemory.oncall;

import static io.runbookmemory.oncall.Plans.plan;
import static io.runbookmemory.oncall.Plans.recalled;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.audit.AuditVerifier;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.DetectionRule;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.oncall.run.Observation;
import io.runbookmemory.oncall.run.PlanQueries;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolResult;
import io.runbookmemory.tool.record.RecordTool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanQueriesTest {

  record Query(String query) {}

  record Shown(String said) {}

  private static final Scope SCOPE = Scope.of(Tenant.DEFAULT).withEnv("prod");

  @TempDir Path folder;

  private static ActionPlan planned() {
    return plan(
        recalled(
            0.9,
            "Pool",
            Runbook.builder("# Pool")
                .detectionRules(
                    List.of(
                        new DetectionRule("promql", "up"),
                        new DetectionRule("promql", "absent(up)"),
                        new DetectionRule("promql", "rate(x{service=\"$service\"}[5m])"),
                        new DetectionRule("spl", "index=main error")))
                .build()));
  }

  private static GuardedToolbox toolbox(AuditLog log) {
    return GuardedToolbox.builder(
            log,
            (caller, scope) ->
                caller.id().equals("ana") ? Optional.of(Role.VIEWER) : Optional.empty(),
            new PatternRedactor(),
            InstantSource.system())
        .tools(
            List.of(
                RecordTool.builder("query_promql", "Asks.", Query.class, Shown.class)
                    .effect(ToolEffect.READ_ONLY)
                    .build(
                        (query, invocation) ->
                            query.query().startsWith("absent")
                                ? Optional.empty()
                                : Optional.of(new Shown("1 by " + query.query())))))
        .build();
  }

  private static List<Observation> look(GuardedToolbox box, String who) {
    return PlanQueries.builder(box)
        .build()
        .look(planned(), Caller.of(who), SCOPE, Duration.ofSeconds(20));
  }

  @Test
  void whatIsReadyIsAskedThroughTheGuardAndTheRestSaysWhyNot() {
    SigningKey key = SigningKey.random();
    try (AuditFolder files = AuditFolder.open(folder)) {
      GuardedToolbox box = toolbox(AuditLog.open(files, files, key, "test"));

      List<ToolResult> shown = look(box, "ana").stream().map(Observation::result).toList();
      assertThat(shown.get(0)).isEqualTo(new ToolResult.Succeeded("{\"said\":\"1 by up\"}"));
      assertThat(shown.get(1)).isInstanceOf(ToolResult.NoData.class);
      assertThat(shown.get(2).toString()).contains("nothing is known for service");
      assertThat(shown.get(3).toString()).contains("no tool for queries of spl");

      assertThat(look(box, "mallory").getFirst().result()).isInstanceOf(ToolResult.Refused.class);
      assertThat(new AuditVerifier(files, files, key).verify(List.of("test")).entries())
          .containsEntry("test", 6L);
    }
  }
}
