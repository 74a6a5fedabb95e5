package io.runbookmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.guard.ActSink;
import io.runbookmemory.guard.AgentTools;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalEvent.Acted;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.record.RecordTool;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent's calls, through the toolbox that a memory gives. */
class ToolsInIncidentsTest {

  private static final Instant T = Instant.parse("2026-03-01T03:00:00Z");
  private static final Scope PROD = Scope.of(Tenant.DEFAULT).withEnv("prod");

  record Query(String query) {}

  record Found(String value) {}

  private final RunbookMemory memory =
      RunbookMemory.builder(new ExactMemoryStore()).clock(() -> T).build();
  private final Tool promql =
      RecordTool.builder("query_promql", "Asks.", Query.class, Found.class)
          .effect(ToolEffect.READ_ONLY)
          .build((query, invocation) -> Optional.of(new Found("token=abcdefgh12345678 up")));
  private final SigningKey key = SigningKey.random();
  private AuditFolder audit;

  @BeforeEach
  void openTheAudit(@TempDir Path folder) {
    audit = AuditFolder.open(folder);
  }

  @AfterEach
  void close() {
    audit.close();
    memory.close();
  }

  private GuardedToolbox.Builder toolbox() {
    AuditLog log = AuditLog.open(audit, audit, key, "test");
    return memory
        .journal()
        .toolbox(log, (caller, scope) -> Optional.of(Role.RESPONDER))
        .tools(List.of(promql));
  }

  private MemoryId open(String service) {
    Place place = new Place(service, "prod", null, null);
    JournalEvent.Opened opened = new JournalEvent.Opened("Slow", "", place, null, null);
    return memory.journal().incidents().open(opened, T, "ann").id();
  }

  private List<Acted> written(MemoryId id) {
    return memory.journal().incidents().get(id).orElseThrow().entries().stream()
        .filter(entry -> entry.event() instanceof Acted)
        .map(entry -> (Acted) entry.event())
        .toList();
  }

  @Test
  void whatAnAgentCallsIsWrittenIntoTheOpenIncidentWithoutAnybodyNamingIt() {
    MemoryId id = open("checkout");
    AgentTools agent = new AgentTools(toolbox().build(), Caller.of("ana"), PROD);

    agent.call("query_promql", "{\"query\":\"up\"}");
    agent.call("lookup_runbook", "{\"text\":\"checkout is slow\"}");
    agent.call("no_such_tool", "{}");

    assertThat(written(id))
        .singleElement()
        .satisfies(
            act -> {
              assertThat(act.action()).isEqualTo("query_promql {\"query\":\"up\"}");
              assertThat(act.detail()).contains("up").doesNotContain("abcdefgh12345678");
            });
  }

  @Test
  void anAgentIsToldWhereItIsNotClearWhichIncidentIsMeant() {
    MemoryId checkout = open("checkout");
    MemoryId search = open("search");
    AgentTools agent = new AgentTools(toolbox().build(), Caller.of("ana"), PROD);

    assertThat(agent.call("query_promql", "{\"query\":\"up\"}"))
        .startsWith("DONE.")
        .contains("2 incidents are open there, name one")
        .contains(checkout.toString(), search.toString());

    AgentTools there =
        new AgentTools(toolbox().build(), Caller.of("ana"), PROD.withService("search"));
    assertThat(there.call("query_promql", "{\"query\":\"up\"}")).doesNotContain("incident");
    assertThat(written(checkout)).isEmpty();
    assertThat(written(search)).hasSize(1);
  }

  @Test
  void whoWantsNoneOfItTurnsItOff() {
    MemoryId id = open("checkout");
    GuardedToolbox box = toolbox().acts(ActSink.NONE).build();

    new AgentTools(box, Caller.of("ana"), PROD).call("query_promql", "{\"query\":\"up\"}");

    assertThat(written(id)).isEmpty();
  }
}
