package io.runbookmemory.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AgentToolsTest {

  private static final Scope PROD = Scope.of(new Tenant("acme")).withEnv("prod");
  private static final Map<String, Role> ROLES =
      Map.of("viv", Role.VIEWER, "rex", Role.RESPONDER, "ada", Role.ADMIN);
  private static final String ARGUMENTS = "{\"service\":\"pay\",\"pods\":3}";
  private static final String THE_SAME = "{ \"pods\": 3, \"service\": \"pay\" }";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T03:00:00Z"));
  private final List<String> ran = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final GuardedToolbox box =
      GuardedToolbox.builder(
              new MemoryAudit().log(),
              (caller, scope) -> Optional.ofNullable(ROLES.get(caller.id())),
              new PatternRedactor(),
              now::get)
          .acts(
              call -> {
                ToolRequest request = call.request();
                heard.add(request.tool() + " in " + request.incident().orElse(null));
                return Optional.empty();
              })
          .tools(
              List.of(
                  new Fixed("look", ToolEffect.READ_ONLY),
                  new Fixed("restart", ToolEffect.DESTRUCTIVE)))
          .build();
  private final AgentTools agent = new AgentTools(box, Caller.of("rex"), PROD);

  private final class Fixed implements Tool {

    private final ToolContract contract;

    Fixed(String name, ToolEffect effect) {
      this.contract = ToolContract.builder(name, "Does " + name + ".").effect(effect).build();
    }

    @Override
    public ToolContract contract() {
      return contract;
    }

    @Override
    public ToolResult run(ToolInvocation invocation) {
      ran.add(contract.name() + " " + invocation.arguments());
      return new ToolResult.Succeeded("{\"ok\":true}");
    }
  }

  private void agree(ToolResult.ApprovalRequired asked) {
    agent.approved(asked.requestId(), box.approve(asked.requestId(), Caller.of("ada"), PROD));
  }

  @Test
  void whatAnAgentCallsInAnIncidentIsCalledInThatIncident() {
    MemoryId incident = MemoryId.named("incident", "1");
    AgentTools there = new AgentTools(box.within(incident), Caller.of("rex"), PROD);

    there.call("look", "{}");
    agent.call("look", "{}");

    assertThat(heard).containsExactly("look in " + incident, "look in null");
  }

  @Test
  void anIncidentThatTheClientNamesGoesBeforeTheToolboxs() {
    MemoryId incident = MemoryId.named("incident", "1");
    MemoryId other = MemoryId.named("incident", "2");
    AgentTools there = new AgentTools(box.within(incident), Caller.of("rex"), PROD);

    there.result("look", "{}", other);

    assertThat(heard).containsExactly("look in " + other);
  }

  @Test
  void anAgentIsToldOfTheToolsOfItsCaller() {
    assertThat(agent.contracts()).extracting(ToolContract::name).containsExactly("look", "restart");
    AgentTools viewer = new AgentTools(box, Caller.of("viv"), PROD);
    assertThat(viewer.contracts()).extracting(ToolContract::name).containsExactly("look");
    assertThat(viewer.call("restart", ARGUMENTS)).startsWith("REFUSED: nothing ran.");
    assertThat(ran).isEmpty();
  }

  @Test
  void noArgumentsAreAnEmptyObject() {
    assertThat(agent.call("look", null)).startsWith("DONE.");
    assertThat(agent.call("look", " ")).startsWith("DONE.");
    assertThat(ran).containsExactly("look {}", "look {}");
  }

  @Test
  void whatIsNoJsonOrNoToolIsAnAnswerAndNoException() {
    assertThat(agent.call("look", "{\"a\":")).contains("is not JSON");
    assertThat(agent.call("drop_database", "{}")).contains("there is no tool drop_database");
    assertThat(ran).isEmpty();
  }

  @Test
  void aCallThatWasAgreedToIsMadeOnceHoweverItIsLaidOut() {
    assertThat(agent.call("restart", ARGUMENTS)).startsWith("APPROVAL REQUIRED");
    assertThat(agent.waiting()).hasSize(1);
    agree(agent.waiting().getFirst());

    assertThat(agent.waiting()).isEmpty();
    assertThat(agent.call("restart", "{\"service\":\"pay\",\"pods\":30}"))
        .startsWith("APPROVAL REQUIRED");
    assertThat(agent.call("restart", THE_SAME)).startsWith("DONE.");
    assertThat(ran).hasSize(1);
    now.updateAndGet(at -> at.plus(Duration.ofMinutes(2)));
    assertThat(agent.call("restart", ARGUMENTS)).startsWith("APPROVAL REQUIRED");
  }

  @Test
  void theWordOutlivesACallThatCameTooSoonButNotItsTime() {
    agent.call("restart", ARGUMENTS);
    agree(agent.waiting().getFirst());
    for (int i = 0; i < 3; i++) {
      agent.call("restart", "{\"n\":" + i + "}");
    }
    assertThat(agent.call("restart", ARGUMENTS)).contains("called too often");

    now.updateAndGet(at -> at.plus(Duration.ofMinutes(2)));
    assertThat(agent.call("restart", ARGUMENTS)).startsWith("DONE.");

    agent.call("restart", ARGUMENTS);
    agree(agent.waiting().getLast());
    now.updateAndGet(at -> at.plus(Duration.ofMinutes(20)));
    assertThat(agent.call("restart", ARGUMENTS)).startsWith("APPROVAL REQUIRED");
    assertThat(ran).hasSize(1);
  }

  @Test
  void aWordForAnotherConversationIsNotTaken() {
    AgentTools other = new AgentTools(box, Caller.of("rex"), PROD);
    other.call("restart", ARGUMENTS);
    String requestId = other.waiting().getFirst().requestId();

    assertThatThrownBy(() -> agent.approved(requestId, "armok1.x"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no call that waits in this conversation");
  }
}
