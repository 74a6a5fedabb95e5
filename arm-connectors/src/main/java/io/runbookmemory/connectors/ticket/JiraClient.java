package io.runbookmemory.connectors.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.Fields;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.error.InvalidInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Jira, Cloud (an e-mail address and an API token as basic credentials) or Data Center (a
 * personal access token as bearer): version 2 of the API, in which texts are texts. Thread-safe.
 *
 * @see <a href="https://developer.atlassian.com/cloud/jira/platform/rest/v2/">REST API v2</a>
 */
public final class JiraClient implements TicketSystem {

  private static final TicketId KEY =
      new TicketId(Pattern.compile("[A-Z][A-Z0-9_]{0,30}-[0-9]{1,12}"), "OPS-7");

  private static final int PAGE = 50;
  private static final int MOST_NOTES = 100;

  private final VendorHttp http;

  /**
   * Creates a client.
   *
   * @param endpoint the server; {@code rest/api/2/…} is added to its address
   */
  public JiraClient(Endpoint endpoint) {
    this(new VendorHttp(endpoint));
  }

  private JiraClient(VendorHttp http) {
    this.http = http;
  }

  @Override
  public JiraClient within(Duration timeout) {
    return new JiraClient(http.within(timeout));
  }

  @Override
  public Optional<Ticket> read(String id) {
    Call call =
        Call.get(path(id)).with("fields", "summary,status,description,assignee,created,updated");
    return http.findJson(call).map(issue -> ticket(id, issue.path("fields")));
  }

  private Ticket ticket(String id, JsonNode fields) {
    return new Ticket(
        id,
        fields.path("summary").asText(),
        fields.at("/status/name").asText(),
        Fields.text(fields.path("description")).orElse(""),
        Fields.text(fields.at("/assignee/displayName")).orElse(null),
        Fields.time(fields.path("created")).orElse(null),
        Fields.time(fields.path("updated")).orElse(null),
        http.endpoint().base().resolve("browse/" + id),
        notes(id));
  }

  /** Asks for the newest first, so that the last ones are there however many there are. */
  private List<Ticket.Note> notes(String id) {
    List<Ticket.Note> notes = new ArrayList<>();
    int total = 1;
    while (notes.size() < Math.min(total, MOST_NOTES)) {
      JsonNode page =
          http.json(
              Call.get(path(id) + "/comment")
                  .with("orderBy", "-created")
                  .with("startAt", notes.size())
                  .with("maxResults", PAGE));
      total = page.path("total").asInt();
      List<Ticket.Note> found = Fields.list(page.path("comments"), JiraClient::note);
      if (found.isEmpty()) {
        break;
      }
      notes.addAll(found);
    }
    return notes.reversed();
  }

  private static Ticket.Note note(JsonNode one) {
    return new Ticket.Note(
        one.at("/author/displayName").asText(),
        Fields.time(one.path("created")).orElse(null),
        one.path("body").asText());
  }

  @Override
  public boolean comment(String id, String note) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("body", note);
    return http.find(Call.json("POST", path(id) + "/comment", body)).isPresent();
  }

  @Override
  public boolean transition(String id, String state) {
    String path = path(id) + "/transitions";
    Optional<JsonNode> possible = http.findJson(Call.get(path));
    if (possible.isEmpty()) {
      return false;
    }
    List<String> names = new ArrayList<>();
    for (JsonNode one : possible.get().path("transitions")) {
      String to = one.at("/to/name").asText();
      names.add(to);
      if (to.equalsIgnoreCase(state) || one.path("name").asText().equalsIgnoreCase(state)) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("transition").put("id", one.path("id").asText());
        http.send(Call.json("POST", path, body));
        return true;
      }
    }
    return isIn(id, state) || cannotReach(id, state, names);
  }

  private boolean isIn(String id, String state) {
    return http.json(Call.get(path(id)).with("fields", "status"))
        .at("/fields/status/name")
        .asText()
        .equalsIgnoreCase(state);
  }

  private static boolean cannotReach(String id, String state, List<String> names) {
    throw new InvalidInputException(
        "state", id + " can be brought into one of " + names + " from where it is, got " + state);
  }

  private static String path(String id) {
    return "rest/api/2/issue/" + KEY.checked(id);
  }
}
