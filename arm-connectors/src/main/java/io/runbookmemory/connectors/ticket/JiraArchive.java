package io.runbookmemory.connectors.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.Fields;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Severity;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The issues of a Jira project with their comments. Components are the services they are about; the
 * name of a resolution, such as {@code Done}, tells nothing of what ended it. Thread-safe.
 *
 * @see <a
 *     href="https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issue-search/">Issue
 *     search</a>
 */
public final class JiraArchive implements TicketArchive {

  private static final Pattern PROJECT = Pattern.compile("[A-Z][A-Z0-9_]{0,30}");

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String FIELDS =
      "summary,status,description,assignee,created,updated,resolutiondate,priority,labels,"
          + "components,comment";

  private static final int PAGE = 50;

  private final VendorHttp http;
  private final boolean cloud;
  private final String jql;

  private JiraArchive(Endpoint endpoint, boolean cloud, String project, @Nullable String filter) {
    if (!PROJECT.matcher(project).matches()) {
      throw new InvalidInputException("project", "must be a key such as OPS, got " + project);
    }
    this.http = new VendorHttp(endpoint);
    this.cloud = cloud;
    this.jql = "project = \"" + project + "\"" + (filter == null ? "" : " AND (" + filter + ")");
  }

  /**
   * Returns a project of Jira Cloud.
   *
   * @param endpoint the site, with an e-mail address and an API token as basic credentials
   * @param project its key, such as {@code OPS}
   * @param filter JQL that narrows it down, such as {@code issuetype = Incident}; null for all
   * @return a new one
   * @throws InvalidInputException if the key can be none
   */
  public static JiraArchive cloud(Endpoint endpoint, String project, @Nullable String filter) {
    return new JiraArchive(endpoint, true, project, filter);
  }

  /**
   * Returns a project of Jira Data Center.
   *
   * @param endpoint the server, with a personal access token as bearer
   * @param project its key, such as {@code OPS}
   * @param filter JQL that narrows it down, such as {@code issuetype = Incident}; null for all
   * @return a new one
   * @throws InvalidInputException if the key can be none
   */
  public static JiraArchive dataCenter(Endpoint endpoint, String project, @Nullable String filter) {
    return new JiraArchive(endpoint, false, project, filter);
  }

  @Override
  public URI address() {
    return http.endpoint().base();
  }

  @Override
  public void changed(@Nullable Instant since, Consumer<FiledTicket> each) {
    // A day is one of the asker's zone, which nobody tells: so one day more.
    String changed =
        since == null
            ? ""
            : " AND updated >= \"" + DAY.format(since.minus(1, ChronoUnit.DAYS)) + "\"";
    Call search =
        Call.get(cloud ? "rest/api/2/search/jql" : "rest/api/2/search")
            .with("jql", jql + changed + " ORDER BY updated DESC")
            .with("fields", FIELDS)
            .with("maxResults", PAGE)
            .advice(400, "check the project and the filter of " + jql);
    Optional<Call> next = Optional.of(search);
    Set<Call> asked = new HashSet<>();
    int read = 0;
    // A server that names a batch twice would never end.
    while (next.filter(asked::add).isPresent()) {
      JsonNode batch = http.json(next.get());
      for (JsonNode issue : batch.path("issues")) {
        FiledTicket filed = filed(issue);
        Instant updated = filed.ticket().updated();
        if (since == null || updated == null || !updated.isBefore(since)) {
          each.accept(filed);
        }
      }
      read += batch.path("issues").size();
      next = next(search, batch, read);
    }
  }

  /** Cloud gives a token of the next batch, Data Center counts. */
  private Optional<Call> next(Call search, JsonNode batch, int read) {
    if (batch.path("issues").isEmpty()) {
      return Optional.empty();
    }
    if (cloud) {
      return Fields.text(batch.path("nextPageToken"))
          .map(token -> search.with("nextPageToken", token));
    }
    return read < batch.path("total").asInt()
        ? Optional.of(search.with("startAt", read))
        : Optional.empty();
  }

  private FiledTicket filed(JsonNode issue) {
    String key = issue.path("key").asText();
    JsonNode fields = issue.path("fields");
    Ticket ticket =
        new Ticket(
            key,
            fields.path("summary").asText(),
            fields.at("/status/name").asText(),
            Fields.text(fields.path("description")).orElse(""),
            Fields.text(fields.at("/assignee/displayName")).orElse(null),
            Fields.time(fields.path("created")).orElse(null),
            Fields.time(fields.path("updated")).orElse(null),
            address().resolve("browse/" + Call.encode(key)),
            Fields.list(fields.at("/comment/comments"), JiraArchive::note));
    return new FiledTicket(
        ticket,
        severity(fields.at("/priority/name").asText()).orElse(null),
        texts(fields.path("labels")),
        texts(Fields.list(fields.path("components"), one -> one.path("name"))),
        Fields.time(fields.path("resolutiondate")).orElse(null),
        null);
  }

  private static Ticket.Note note(JsonNode one) {
    return new Ticket.Note(
        one.at("/author/displayName").asText(),
        Fields.time(one.path("created")).orElse(null),
        one.path("body").asText());
  }

  private static List<String> texts(Iterable<JsonNode> nodes) {
    return StreamSupport.stream(nodes.spliterator(), false)
        .flatMap(node -> Fields.text(node).stream())
        .toList();
  }

  /** Jira's own five priorities and its older ones, then the words that all tools have. */
  private static Optional<Severity> severity(String priority) {
    return switch (priority.toLowerCase(Locale.ROOT)) {
      case "highest", "blocker" -> Optional.of(Severity.SEV1);
      case "major" -> Optional.of(Severity.SEV2);
      case "minor", "lowest", "trivial" -> Optional.of(Severity.SEV3);
      default -> Severity.of(priority);
    };
  }
}
