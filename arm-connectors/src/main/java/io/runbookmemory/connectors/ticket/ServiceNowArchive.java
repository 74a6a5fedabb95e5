package io.runbookmemory.connectors.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.Fields;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.memory.Severity;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of a ServiceNow with their work notes. The configuration item is the service they
 * are about, then the business service; the close notes tell what ended them. Thread-safe.
 *
 * @see <a
 *     href="https://www.servicenow.com/docs/bundle/zurich-api-reference/page/integrate/inbound-rest/concept/c_TableAPI.html">
 *     Table API</a>
 */
public final class ServiceNowArchive implements TicketArchive {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String FIELDS =
      "sys_id,number,short_description,description,state,assigned_to,opened_at,sys_updated_on,"
          + "resolved_at,closed_at,close_notes,priority,category,cmdb_ci,business_service,"
          + "work_notes";

  private static final int PAGE = 50;

  private final VendorHttp http;
  private final String filter;

  /**
   * Creates an archive.
   *
   * @param endpoint the instance; {@code api/now/table/…} is added to its address
   * @param filter an encoded query that narrows it down, such as {@code priority<=2}; null for all
   */
  public ServiceNowArchive(Endpoint endpoint, @Nullable String filter) {
    this.http = new VendorHttp(endpoint);
    this.filter = filter == null ? "" : filter + "^";
  }

  @Override
  public URI address() {
    return http.endpoint().base();
  }

  @Override
  public void changed(@Nullable Instant since, Consumer<FiledTicket> each) {
    // Whether a time is UTC or the asker's depends on the instance: so one day more.
    String changed =
        since == null ? "" : "sys_updated_on>=" + DAY.format(since.minus(1, ChronoUnit.DAYS)) + "^";
    Call search =
        Call.get("api/now/table/incident")
            .with("sysparm_query", filter + changed + "ORDERBYDESCsys_updated_on")
            .with("sysparm_display_value", "all")
            .with("sysparm_exclude_reference_link", true)
            .with("sysparm_fields", FIELDS)
            .with("sysparm_limit", PAGE)
            .advice(400, "check the filter " + filter);
    Set<String> begins = new HashSet<>();
    int read = 0;
    int size;
    do {
      JsonNode batch = http.json(search.with("sysparm_offset", read)).path("result");
      if (!begins.add(stored(batch.path(0), "sys_id"))) {
        return; // A server that gives a batch twice would never end.
      }
      for (JsonNode one : batch) {
        FiledTicket filed = filed(one);
        Instant updated = filed.ticket().updated();
        if (since == null || updated == null || !updated.isBefore(since)) {
          each.accept(filed);
        }
      }
      size = batch.size();
      read += size;
    } while (size == PAGE);
  }

  private FiledTicket filed(JsonNode one) {
    Ticket ticket =
        new Ticket(
            shown(one, "number").orElse(""),
            shown(one, "short_description").orElse(""),
            shown(one, "state").orElse(""),
            shown(one, "description").orElse(""),
            shown(one, "assigned_to").orElse(null),
            time(one, "opened_at").orElse(null),
            time(one, "sys_updated_on").orElse(null),
            address()
                .resolve("nav_to.do?uri=incident.do?sys_id=" + Call.encode(stored(one, "sys_id"))),
            WorkNotes.of(shown(one, "work_notes").orElse("")));
    return new FiledTicket(
        ticket,
        Severity.of("P" + stored(one, "priority")).orElse(null),
        shown(one, "category").stream().toList(),
        Stream.of("cmdb_ci", "business_service")
            .flatMap(field -> shown(one, field).stream())
            .distinct()
            .toList(),
        time(one, "resolved_at").or(() -> time(one, "closed_at")).orElse(null),
        shown(one, "close_notes").orElse(null));
  }

  private static Optional<String> shown(JsonNode one, String field) {
    return Fields.text(one.path(field).path("display_value"));
  }

  private static String stored(JsonNode one, String field) {
    return one.path(field).path("value").asText();
  }

  private static Optional<Instant> time(JsonNode one, String field) {
    return Optional.ofNullable(ServiceNowClient.time(stored(one, field)));
  }
}
