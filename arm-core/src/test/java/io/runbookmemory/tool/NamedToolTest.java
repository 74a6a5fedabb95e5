package io.runbookmemory.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NamedToolTest {

  private static final ToolContract CONTRACT =
      ToolContract.builder("update_incident", "Adds a note.")
          .effect(ToolEffect.REVERSIBLE)
          .idempotent()
          .cost(CostTier.HIGH)
          .timeout(Duration.ofSeconds(7))
          .inputSchema(JsonSchema.of("{\"type\":\"object\",\"required\":[\"id\"]}"))
          .outputSchema(JsonSchema.of("{\"type\":\"object\",\"required\":[\"at\"]}"))
          .build();

  private static final ToolInvocation CALL =
      new ToolInvocation("1", "rex", "{}", Instant.EPOCH, Instant.EPOCH.plusSeconds(1));

  private static class Plain implements Tool {
    @Override
    public ToolContract contract() {
      return CONTRACT;
    }

    @Override
    public ToolResult run(ToolInvocation invocation) {
      return new ToolResult.NoData("ran " + invocation.callId());
    }
  }

  private static final class Previewing extends Plain implements PreviewingTool {
    @Override
    public ToolResult preview(ToolInvocation invocation) {
      return new ToolResult.NoData("would run " + invocation.callId());
    }
  }

  @Test
  void aToolUnderALongerNameIsTheSameInAllElse() {
    Tool named = new Plain().named("servicenow");

    ToolContract contract = named.contract();
    assertThat(contract.name()).isEqualTo("update_incident_servicenow");
    assertThat(contract.description()).isEqualTo("Adds a note. In servicenow.");
    assertThat(contract.effect()).isEqualTo(ToolEffect.REVERSIBLE);
    assertThat(contract.idempotent()).isTrue();
    assertThat(contract.cost()).isEqualTo(CostTier.HIGH);
    assertThat(contract.timeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(contract.inputSchema()).isEqualTo(CONTRACT.inputSchema());
    assertThat(contract.outputSchema()).isEqualTo(CONTRACT.outputSchema());
    assertThat(named.run(CALL)).isEqualTo(new ToolResult.NoData("ran 1"));
    assertThat(named).isNotInstanceOf(PreviewingTool.class);
  }

  @Test
  void aToolThatTellsWhatItWouldDoStillTells() {
    Tool tool = new Previewing();

    assertThat(tool.named("eu"))
        .isInstanceOfSatisfying(
            PreviewingTool.class,
            named -> {
              assertThat(named.contract().name()).isEqualTo("update_incident_eu");
              assertThat(named.preview(CALL)).isEqualTo(new ToolResult.NoData("would run 1"));
              assertThat(named.run(CALL)).isEqualTo(new ToolResult.NoData("ran 1"));
            });
  }

  @Test
  void whatIsNoNameIsRefused() {
    for (String system : new String[] {"", "Service Now", "ä", "x".repeat(60)}) {
      assertThatThrownBy(() -> new Plain().named(system))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("name must");
    }
  }
}
