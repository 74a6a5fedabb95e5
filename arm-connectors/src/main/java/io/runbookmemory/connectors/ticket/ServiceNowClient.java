package io.runbookmemory.connectors.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.Fields;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.error.InvalidInputException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of a ServiceNow, by its Table API. Notes are work notes, which callers do not see.
 * Thread-safe.
 *
 * @see <a
 *     href="https://www.servicenow.com/docs/bundle/zurich-api-reference/page/integrate/inbound-rest/concept/c_TableAPI.html">
 *     Table API</a>
 */
public final class ServiceNowClient implements TicketSystem {

  private static final TicketId NUMBER =
      new TicketId(Pattern.compile("[A-Z]{2,10}[0-9]{1,15}"), "INC0010001");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private static final int MOST_NOTES = 100;

  private final VendorHttp http;

  /**
   * Creates a client.
   *
   * @param endpoint the instance; {@code api/now/table/…} is added to its address
   */
  public ServiceNowClient(Endpoint endpoint) {
    this(new VendorHttp(endpoint));
  }

  private ServiceNowClient(VendorHttp http) {
    this.http = http;
  }

  @Override
  public ServiceNowClient within(Duration timeout) {
    return new ServiceNowClient(http.within(timeout));
  }

  @Override
  public Optional<Ticket> read(String id) {
    return find(id).map(this::ticket);
  }

  /** Each field comes as it is stored, times in UTC, and as people see it. */
  private Optional<JsonNode> find(String id) {
    JsonNode found =
        http.json(
            Call.get("api/now/table/incident")
                .with("sysparm_query", "number=" + NUMBER.checked(id))
                .with("sysparm_display_value", "all")
                .with("sysparm_exclude_reference_link", true)
                .with(
                    "sysparm_fields",
                    "sys_id,number,short_description,state,description,assigned_to,opened_at,"
                        + "sys_updated_on")
                .with("sysparm_limit", 1));
    return found.path("result").isEmpty() ? Optional.empty() : Optional.of(found.at("/result/0"));
  }

  private Ticket ticket(JsonNode one) {
    String sysId = stored(one, "sys_id");
    return new Ticket(
        shown(one, "number"),
        shown(one, "short_description"),
        shown(one, "state"),
        shown(one, "description"),
        Fields.text(one.at("/assigned_to/display_value")).orElse(null),
        time(stored(one, "opened_at")),
        time(stored(one, "sys_updated_on")),
        http.endpoint().base().resolve("nav_to.do?uri=incident.do?sys_id=" + Call.encode(sysId)),
        notes(sysId));
  }

  private List<Ticket.Note> notes(String sysId) {
    JsonNode found =
        http.json(
            Call.get("api/now/table/sys_journal_field")
                .with(
                    "sysparm_query",
                    "element_id="
                        + sysId
                        + "^elementINcomments,work_notes^ORDERBYDESCsys_created_on")
                .with("sysparm_fields", "value,sys_created_on,sys_created_by")
                .with("sysparm_limit", MOST_NOTES));
    return Fields.list(
            found.path("result"),
            one ->
                new Ticket.Note(
                    one.path("sys_created_by").asText(),
                    time(one.path("sys_created_on").asText()),
                    one.path("value").asText()))
        .reversed();
  }

  private static String shown(JsonNode one, String field) {
    return one.path(field).path("display_value").asText();
  }

  private static String stored(JsonNode one, String field) {
    return one.path(field).path("value").asText();
  }

  static @Nullable Instant time(String text) {
    try {
      return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      // An empty field, or one that the role may not read.
      return null;
    }
  }

  @Override
  public boolean comment(String id, String note) {
    return change(id, "work_notes", note, false);
  }

  /** Setting a state twice does no more than once, adding a note does. */
  @Override
  public boolean transition(String id, String state) {
    if (!change(id, "state", state, true)) {
      return false;
    }
    String now = find(id).map(one -> shown(one, "state")).orElse("");
    if (!now.equalsIgnoreCase(state)) {
      // An instance ignores a state that it does not know, or that a rule of its forbids.
      throw new InvalidInputException(
          "state", id + " stays " + now + ": the instance did not take " + state);
    }
    return true;
  }

  private boolean change(String id, String field, String value, boolean repeatable) {
    Optional<JsonNode> incident = find(id);
    if (incident.isEmpty()) {
      return false;
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode().put(field, value);
    String path = "api/now/table/incident/" + Call.encode(stored(incident.get(), "sys_id"));
    Call call = Call.json("PATCH", path, body).with("sysparm_input_display_value", true);
    return http.find(repeatable ? call.asRepeatable() : call).isPresent();
  }
}
