package io.runbookmemory.connectors.http;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.connectors.chat.SlackClient;
import io.runbookmemory.connectors.chat.TeamsClient;
import io.runbookmemory.connectors.dynatrace.DynatraceClient;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.logs.LokiClient;
import io.runbookmemory.connectors.logs.SplunkClient;
import io.runbookmemory.connectors.prometheus.AlertmanagerClient;
import io.runbookmemory.connectors.prometheus.PrometheusClient;
import io.runbookmemory.connectors.ticket.JiraClient;
import io.runbookmemory.connectors.ticket.PagerDutyClient;
import io.runbookmemory.connectors.ticket.ServiceNowClient;
import io.runbookmemory.connectors.wiki.ConfluenceClient;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.ToolRequest;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All tools in one toolbox, called as an agent calls them. */
class GuardedToolsTest {

  private static final Scope PROD = Scope.of(new Tenant("acme")).withEnv("prod");

  private final FixtureServer server = FixtureServer.start();
  @TempDir private Path folder = Path.of("");
  private AuditFolder audit;
  private GuardedToolbox box;

  @BeforeEach
  void open() {
    audit = AuditFolder.open(folder);
    AuditLog log = AuditLog.open(audit, audit, SigningKey.random(), "test");
    Map<String, Role> roles = Map.of("viv", Role.VIEWER, "rex", Role.RESPONDER);
    box =
        GuardedToolbox.builder(
                log,
                (caller, scope) -> Optional.ofNullable(roles.get(caller.id())),
                new PatternRedactor(),
                InstantSource.system())
            .tools(tools(server.endpoint().build()))
            .build();
  }

  @AfterEach
  void close() {
    audit.close();
    server.close();
  }

  private List<Tool> tools(Endpoint endpoint) {
    List<Tool> tools = new ArrayList<>();
    tools.addAll(new PrometheusClient(endpoint).tools());
    tools.addAll(new AlertmanagerClient(endpoint).tools());
    tools.addAll(new SplunkClient(endpoint, server.address()).tools());
    tools.addAll(new LokiClient(endpoint).tools());
    tools.addAll(ConfluenceClient.cloud(endpoint).tools());
    tools.addAll(new JiraClient(endpoint).tools());
    tools.addAll(new PagerDutyClient(endpoint).tools());
    tools.addAll(new SlackClient(endpoint).tools());
    tools.addAll(new DynatraceClient(endpoint).tools());
    return tools;
  }

  private ToolRequest.Builder asked(String caller, String tool, String arguments) {
    return ToolRequest.builder(Caller.of(caller), PROD, tool, arguments);
  }

  @Test
  void aViewerLooksAndAResponderChanges() {
    assertThat(box.contracts(Caller.of("viv"), PROD))
        .extracting(ToolContract::name)
        .containsExactly(
            "get_alert_rules",
            "get_alerts",
            "get_dynatrace",
            "get_dynatrace_entities",
            "get_dynatrace_problems",
            "get_incident",
            "get_prometheus_alerts",
            "get_silences",
            "open_confluence",
            "query_promql",
            "search_loki",
            "search_splunk");
    assertThat(box.contracts(Caller.of("rex"), PROD))
        .extracting(ToolContract::name)
        .contains("create_silence", "post_message", "trigger_page", "update_incident")
        .hasSize(21);

    ToolResult refused =
        box.call(asked("viv", "post_message", "{\"channel\":\"C1\",\"text\":\"hello\"}").build());
    assertThat(refused).isInstanceOf(ToolResult.Refused.class);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void twoTicketSystemsAndTwoChatsGoIntoOneToolboxUnderTheirNames() {
    Endpoint endpoint = server.endpoint().build();
    GuardedToolbox.Builder both =
        GuardedToolbox.builder(
                AuditLog.open(audit, audit, SigningKey.random(), "both"),
                (caller, scope) -> Optional.of(Role.RESPONDER),
                new PatternRedactor(),
                InstantSource.system())
            .tools(new JiraClient(endpoint).tools())
            .tools(new SlackClient(endpoint).tools());
    assertThatThrownBy(() -> both.tools(new ServiceNowClient(endpoint).tools()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got two of get_incident: name one by its system");
    GuardedToolbox named =
        both.tools(new ServiceNowClient(endpoint).tools("servicenow"))
            .tools(new TeamsClient(endpoint).tools("teams"))
            .build();

    assertThat(named.contracts(Caller.of("rex"), PROD))
        .extracting(ToolContract::name)
        .contains("update_incident", "update_incident_servicenow", "post_message_teams");
    server.gives(json("{\"result\":[]}"));
    ToolResult result =
        named.call(asked("rex", "get_incident_servicenow", "{\"id\":\"INC0010001\"}").build());
    assertThat(result).isInstanceOf(ToolResult.NoData.class);
    assertThat(server.asked().getFirst().target()).contains("/api/now/");
  }

  @Test
  void aCallEndsAtItsDeadlineAndStandsInTheAudit() {
    server.gives(json("{\"status\":\"success\"}").slowly());

    long begin = System.nanoTime();
    ToolResult result =
        box.call(
            asked("viv", "query_promql", "{\"query\":\"up\"}")
                .timeout(Duration.ofMillis(500))
                .build());

    assertThat(result).isInstanceOfAny(ToolResult.TimedOut.class, ToolResult.Failed.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    List<String> lines = new ArrayList<>();
    audit.lines("test", lines::add);
    assertThat(lines)
        .hasSizeGreaterThanOrEqualTo(2)
        .anyMatch(line -> line.contains("query_promql"));
  }

  @Test
  void whatAVendorSendsIsRedactedAndASecretIsInNeitherResultNorAudit() {
    server.gives(
        json(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":{},\"values\":[[\"1700000000000000000\",\"login"
                + " of ann@example.com failed\"]]}]}}"));

    ToolResult result =
        box.call(asked("viv", "search_loki", "{\"query\":\"{a=\\\"b\\\"}\"}").build());

    assertThat(result).isInstanceOf(ToolResult.Succeeded.class);
    assertThat(result.toString()).contains("login of").doesNotContain("ann@example.com");
    List<String> lines = new ArrayList<>();
    audit.lines("test", lines::add);
    assertThat(lines).noneMatch(line -> line.contains(FixtureServer.SECRET));
  }
}
