package io.runbookmemory.connectors.ticket;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static io.runbookmemory.connectors.http.FixtureServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.ClientContract;
import io.runbookmemory.connectors.http.FixtureServer.Asked;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.connectors.http.ToolCalls;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.tool.ToolResult;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as https://developer.atlassian.com/cloud/jira/platform/rest/v2/ has them. */
class JiraClientTest extends ClientContract {

  private static final Reply ISSUE =
      json(
          """
          {"id":"10002","key":"OPS-7","fields":{"summary":"Checkout is slow",
            "status":{"name":"In Progress"},"description":null,"assignee":{"displayName":"Ann"},
            "created":"2026-11-20T10:00:00.000+0100","updated":"2026-11-20T11:00:00.000+0100"}}
          """);

  private static final Reply TRANSITIONS =
      json(
          """
          {"transitions":[{"id":"11","name":"Resolve issue","to":{"name":"Done"}},
            {"id":"21","name":"Stop","to":{"name":"To Do"}}]}
          """);

  private static Reply comments(int total, String... texts) {
    String all =
        String.join(
            ",",
            List.of(texts).stream()
                .map(
                    text ->
                        "{\"author\":{\"displayName\":\"Bo\"},\"body\":\""
                            + text
                            + "\",\"created\":\"2026-11-20T10:05:00.000+0000\"}")
                .toList());
    return json("{\"startAt\":0,\"total\":" + total + ",\"comments\":[" + all + "]}");
  }

  @Override
  protected void call(Endpoint endpoint) {
    Ticket ticket = new JiraClient(endpoint).read("OPS-7").orElseThrow();
    assertThat(ticket.title()).isEqualTo("Checkout is slow");
    assertThat(ticket.created()).isEqualTo(Instant.parse("2026-11-20T09:00:00Z"));
    assertThat(ticket.url()).isEqualTo(server.address().resolve("browse/OPS-7"));
    assertThat(ticket.notes()).extracting(Ticket.Note::text).containsExactly("1", "2", "3");
  }

  @Override
  protected List<Reply> good() {
    return List.of(ISSUE, comments(3, "3", "2"), comments(3, "1"));
  }

  private JiraClient client() {
    return new JiraClient(server.endpoint().build());
  }

  @Test
  void aNoteIsAddedAndASecondPageOfNotesIsAskedForFromWhereTheFirstEnded() {
    server.gives(reply(201, "{\"id\":\"1\"}"));
    ToolCalls.output(
        client().tools(), "update_incident", "{\"id\":\"OPS-7\",\"note\":\"rolled back\"}");
    assertThat(server.asked().getFirst().target()).endsWith("/rest/api/2/issue/OPS-7/comment");
    assertThat(server.asked().getFirst().body()).isEqualTo("{\"body\":\"rolled back\"}");

    fresh();
    server.gives(good().toArray(Reply[]::new));
    call(server.endpoint().build());
    assertThat(server.asked().getLast().target()).contains("startAt=2");
  }

  @Test
  void aStateIsReachedByItsOwnNameOrItsTransitions() {
    server.gives(TRANSITIONS, reply(204, ""), TRANSITIONS, ISSUE);

    assertThat(client().transition("OPS-7", "done")).isTrue();
    assertThat(server.asked().getLast().body()).isEqualTo("{\"transition\":{\"id\":\"11\"}}");
    assertThat(client().transition("OPS-7", "In progress")).isTrue();
    assertThat(server.asked())
        .extracting(Asked::method)
        .containsExactly("GET", "POST", "GET", "GET");
  }

  @Test
  void aStateThatCannotBeReachedIsRefusedWithThoseThatCan() {
    server.gives(TRANSITIONS, ISSUE);

    assertThatThrownBy(() -> client().transition("OPS-7", "Closed"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "state: OPS-7 can be brought into one of [Done, To Do] from where it is, got Closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../admin", "OPS-7/comment", "OPS-7?x=1", "ops 7", ""})
  void anIdThatIsNoneIsNotAskedFor(String id) {
    assertThatThrownBy(() -> client().read(id))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("id: must look like OPS-7");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void noSuchTicketIsNoData() {
    server.gives(reply(404, "{\"errorMessages\":[\"Issue does not exist\"],\"errors\":{}}"));

    for (String tool : List.of("get_incident", "update_incident", "transition_incident")) {
      String more =
          switch (tool) {
            case "update_incident" -> ",\"note\":\"n\"";
            case "transition_incident" -> ",\"state\":\"Done\"";
            default -> "";
          };
      assertThat(ToolCalls.call(client().tools(), tool, "{\"id\":\"OPS-404\"" + more + "}"))
          .isInstanceOf(ToolResult.NoData.class);
    }
  }
}
