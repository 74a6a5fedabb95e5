package io.runbookmemory.connectors.ticket;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.ClientContract;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.error.InvalidInputException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Answers as the Table API has them:
 * https://www.servicenow.com/docs/bundle/zurich-api-reference/page/integrate/inbound-rest/concept/c_TableAPI.html.
 */
class ServiceNowClientTest extends ClientContract {

  private static Reply incident(String state) {
    return json(
        """
        {"result":[{"sys_id":{"display_value":"a1b2","value":"a1b2"},
          "number":{"display_value":"INC0010001","value":"INC0010001"},
          "short_description":{"display_value":"Slow","value":"Slow"},
          "state":{"display_value":"%s","value":"2"},
          "description":{"display_value":"p99","value":"p99"},
          "assigned_to":{"display_value":"","value":""},
          "opened_at":{"display_value":"20.11.2026 11:00:00","value":"2026-11-20 10:00:00"},
          "sys_updated_on":{"display_value":"","value":""}}]}
        """
            .formatted(state));
  }

  private static final Reply NOTES =
      json(
          """
          {"result":[{"value":"second","sys_created_on":"2026-11-20 10:02:00","sys_created_by":"bo"},
            {"value":"first","sys_created_on":"2026-11-20 10:01:00","sys_created_by":"ann"}]}
          """);

  @Override
  protected void call(Endpoint endpoint) {
    Ticket ticket = new ServiceNowClient(endpoint).read("INC0010001").orElseThrow();
    assertThat(ticket.state()).isEqualTo("In Progress");
    assertThat(ticket.assignee()).isNull();
    assertThat(ticket.created()).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
    assertThat(ticket.notes()).extracting(Ticket.Note::author).containsExactly("ann", "bo");
  }

  @Override
  protected List<Reply> good() {
    return List.of(incident("In Progress"), NOTES);
  }

  private ServiceNowClient client() {
    return new ServiceNowClient(server.endpoint().build());
  }

  @Test
  void aNoteIsAWorkNoteOfTheRecordThatHasTheNumber() {
    server.gives(incident("New"), json("{\"result\":{}}"));

    assertThat(client().comment("INC0010001", "rolled back")).isTrue();

    assertThat(server.asked().getLast().method()).isEqualTo("PATCH");
    assertThat(server.asked().getLast().target()).contains("/incident/a1b2?");
    assertThat(server.asked().getLast().body()).isEqualTo("{\"work_notes\":\"rolled back\"}");
  }

  @Test
  void aStateThatTheInstanceDidNotTakeIsSaid() {
    server.gives(incident("New"), json("{\"result\":{}}"), incident("Resolved"));
    assertThat(client().transition("INC0010001", "Resolved")).isTrue();

    fresh();
    server.gives(incident("New"), json("{\"result\":{}}"), incident("New"));
    assertThatThrownBy(() -> client().transition("INC0010001", "Finished"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("INC0010001 stays New: the instance did not take Finished");
  }

  @Test
  void noRecordIsNoneAndANumberCannotCarryAQuery() {
    server.gives(json("{\"result\":[]}"));

    assertThat(client().read("INC0000404")).isEmpty();
    assertThat(client().comment("INC0000404", "x")).isFalse();
    assertThatThrownBy(() -> client().read("INC1^ORnumberISNOTEMPTY"))
        .isInstanceOf(InvalidInputException.class);
    assertThat(server.asked()).hasSize(2);
  }
}
