package io.runbookmemory.connectors.origin;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static io.runbookmemory.connectors.http.FixtureServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.connectors.http.FixtureServer;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.connectors.ticket.JiraArchive;
import io.runbookmemory.connectors.ticket.ServiceNowArchive;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.remember.Remembered;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Answers as https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issue-search/,
 * https://developer.atlassian.com/server/jira/platform/rest/v10000/ and ServiceNow's Table API have
 * them.
 */
class TicketsTest {

  private final FixtureServer server = FixtureServer.start();
  private final Imported imported = new Imported();

  @AfterEach
  void end() {
    server.close();
  }

  private static String issue(int number, String updated) {
    return """
    {"id":"1","key":"OPS-%d","fields":{"summary":"Checkout answers 503",
      "status":{"name":"Done"},"description":"503s at the till.","priority":{"name":"Highest"},
      "labels":["till"],"components":[{"name":"checkout"},{"name":"redis"}],
      "created":"2026-11-20T10:00:00.000+0100","updated":"%s",
      "resolutiondate":"2026-11-20T11:00:00.000+0100","comment":{"comments":[
        {"author":{"displayName":"Ann"},"created":"2026-11-20T10:05:00.000+0100",
         "body":"Root cause: the pool of connections was exhausted.\\nFix: raised it to 200."}]}}}
    """
        .formatted(number, updated);
  }

  private Tickets jira(boolean cloud) {
    var endpoint = server.endpoint().build();
    return new Tickets(
        cloud
            ? JiraArchive.cloud(endpoint, "OPS", "issuetype = Incident")
            : JiraArchive.dataCenter(endpoint, "OPS", null),
        cloud ? "issuetype = Incident" : "",
        Imported.defaults("jira:jira.example/OPS"));
  }

  private Tickets serviceNow() {
    return new Tickets(
        new ServiceNowArchive(server.endpoint().build(), null),
        "",
        Imported.defaults("servicenow:x.example"));
  }

  private String asked(int number) {
    return URLDecoder.decode(server.asked().get(number).target(), StandardCharsets.UTF_8);
  }

  @Test
  void anIssueIsAnIncidentWithWhatItsFieldsAndItsCommentsSay() {
    server.gives(json("{\"issues\":[" + issue(7, "2026-11-20T12:00:00.000+0100") + "]}"));

    assertThat(imported.run(jira(true))).containsExactly(Remembered.Added.class);

    Memory memory = imported.only();
    assertThat(memory.title()).isEqualTo("Checkout answers 503");
    assertThat(memory.severity()).contains(Severity.SEV1);
    assertThat(memory.scope().service()).isEqualTo("checkout");
    assertThat(memory.tags()).containsExactly("till");
    assertThat(memory.provenance().key()).isEqualTo("OPS-7");
    assertThat(memory.provenance().trust()).isEqualTo(TrustTier.EXTERNAL);
    assertThat(memory.text()).contains("503s at the till.", "raised it to 200");
    Incident incident = (Incident) memory.content();
    assertThat(incident.openedAt()).contains(Instant.parse("2026-11-20T09:00:00Z"));
    assertThat(incident.resolvedAt()).contains(Instant.parse("2026-11-20T10:00:00Z"));
    assertThat(incident.affectedServices()).containsExactly("redis");
    assertThat(incident.rootCause().orElse("")).contains("pool of connections");
    assertThat(incident.resolution().orElse("")).contains("raised it to 200");
  }

  @Test
  void cloudIsReadByTokensAndAskedNextForWhatChanged() {
    server.gives(
        json(
            "{\"nextPageToken\":\"t2\",\"issues\":["
                + issue(2, "2026-11-20T12:00:00.000+0000")
                + "]}"),
        reply(429, "{}").with("Retry-After", "0"),
        json("{\"isLast\":true,\"issues\":[" + issue(1, "2026-11-01T12:00:00.000+0000") + "]}"),
        json("{\"issues\":[" + issue(2, "2026-11-20T12:00:00.000+0000") + "]}"));

    assertThat(imported.run(jira(true))).hasSize(2).containsOnly(Remembered.Added.class);
    assertThat(imported.run(jira(true))).containsExactly(Remembered.Unchanged.class);

    assertThat(asked(0))
        .startsWith("/base/rest/api/2/search/jql?")
        .contains("project = \"OPS\" AND (issuetype = Incident) ORDER BY updated DESC");
    assertThat(asked(2)).endsWith("&nextPageToken=t2");
    assertThat(asked(3)).contains("AND updated >= \"2026/11/19\" ORDER BY");
  }

  @Test
  void dataCenterIsReadByCounting() {
    server.gives(
        json("{\"total\":2,\"issues\":[" + issue(2, "2026-11-20T12:00:00.000+0000") + "]}"),
        json("{\"total\":2,\"issues\":[" + issue(1, "2026-11-19T12:00:00.000+0000") + "]}"));

    assertThat(imported.run(jira(false))).hasSize(2);

    assertThat(asked(0)).startsWith("/base/rest/api/2/search?");
    assertThat(asked(1)).endsWith("&startAt=1");
    assertThat(jira(false).cursor()).isNotEqualTo(jira(true).cursor());
  }

  @Test
  void aBatchThatIsGivenForEverEnds() {
    server.gives(
        json(
            "{\"nextPageToken\":\"t\",\"issues\":["
                + issue(2, "2026-11-20T12:00:00.000+0000")
                + "]}"));

    assertThat(imported.run(jira(true))).hasSize(2);
  }

  @Test
  void aWrongFilterIsNamedAndAProjectCannotCarryAQuery() {
    server.gives(reply(400, "{\"errorMessages\":[\"no such field\"]}"));

    assertThatThrownBy(() -> imported.run(jira(true)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("check the project and the filter")
        .hasMessageContaining("no such field");
    assertThatThrownBy(() -> JiraArchive.cloud(server.endpoint().build(), "A OR B", null))
        .isInstanceOf(InvalidInputException.class);
  }

  private static String incident(int number) {
    return """
    {"sys_id":{"display_value":"s%d","value":"s%d"},
     "number":{"display_value":"INC%07d","value":"INC"},
     "short_description":{"display_value":"Disk full","value":"Disk full"},
     "description":{"display_value":"No space on mail-1","value":""},
     "state":{"display_value":"Closed","value":"7"},"assigned_to":{"display_value":"","value":""},
     "opened_at":{"display_value":"20.11.2026 11:00","value":"2026-11-20 10:00:00"},
     "resolved_at":{"display_value":"x","value":"2026-11-20 10:30:00"},
     "closed_at":{"display_value":"x","value":"2026-11-25 10:30:00"},
     "sys_updated_on":{"display_value":"x","value":"2026-11-20 11:00:00"},
     "priority":{"display_value":"3 - Moderate","value":"3"},
     "category":{"display_value":"Hardware","value":"hardware"},
     "cmdb_ci":{"display_value":"mail","value":"c1"},
     "business_service":{"display_value":"E-mail","value":"b1"},
     "close_notes":{"display_value":"Logs rotated","value":"Logs rotated"},
     "work_notes":{"display_value":"2026-11-20 10:20:00 - Bo (Work notes)\\nDeleted logs.\\n\\n2026-11-20 10:10:00 - Ann (Work notes)\\nThe log partition is full.\\n\\n","value":""}}
    """
        .formatted(number, number, number);
  }

  private static Reply batch(int from, int to) {
    return json(
        "{\"result\":["
            + IntStream.range(from, to)
                .mapToObj(TicketsTest::incident)
                .collect(Collectors.joining(","))
            + "]}");
  }

  @Test
  void anIncidentOfServiceNowIsOneWithItsWorkNotesInTheirOrder() {
    server.gives(batch(1, 2));

    assertThat(imported.run(serviceNow())).containsExactly(Remembered.Added.class);

    Memory memory = imported.only();
    assertThat(memory.severity()).contains(Severity.SEV2);
    assertThat(memory.scope().service()).isEqualTo("mail");
    assertThat(memory.provenance().key()).isEqualTo("INC0000001");
    assertThat(memory.text()).containsSubsequence("log partition is full", "Deleted logs");
    Incident incident = (Incident) memory.content();
    assertThat(incident.resolution()).contains("Logs rotated");
    assertThat(incident.resolvedAt()).contains(Instant.parse("2026-11-20T10:30:00Z"));
    assertThat(incident.affectedServices()).containsExactly("E-mail");
  }

  @Test
  void aFullBatchIsFollowedByTheNextOne() {
    server.gives(batch(0, 50), batch(50, 53), batch(0, 50));

    assertThat(imported.run(serviceNow())).hasSize(53);
    assertThat(asked(1)).contains("sysparm_offset=50");
    assertThat(imported.run(serviceNow()))
        .as("an instance that gives the same batch for ever")
        .hasSize(50)
        .containsOnly(Remembered.Unchanged.class);
    assertThat(asked(2)).contains("sys_updated_on>=2026-11-19 10:50:00^ORDERBYDESC");
  }
}
