package io.runbookmemory.connectors.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.Answer;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.Fields;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.error.InvalidInputException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The issues of one GitHub repository; github.com or Enterprise. Thread-safe.
 *
 * @see <a href="https://docs.github.com/en/rest/issues">REST API for issues</a>
 */
public final class GitHubIssuesClient implements TicketSystem {

  private static final TicketId NUMBER = new TicketId(Pattern.compile("[0-9]{1,12}"), "42");

  /** RFC 8288. */
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>;\\s*rel=\"next\"");

  private static final int PAGE = 100;
  private static final int MOST_NOTES = 100;

  /** More comments than GitHub takes on an issue (2,500) would be a circle. */
  private static final int MOST_PAGES = 30;

  private final VendorHttp http;
  private final String repository;

  /**
   * Creates a client.
   *
   * @param endpoint {@code https://api.github.com/}, with a token as bearer
   * @param repository {@code owner/name}
   */
  public GitHubIssuesClient(Endpoint endpoint, String repository) {
    this(new VendorHttp(endpoint), repository);
    if (!repository.matches("[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")) {
      throw new IllegalArgumentException("repository must be owner/name, got " + repository);
    }
  }

  private GitHubIssuesClient(VendorHttp http, String repository) {
    this.http = http;
    this.repository = repository;
  }

  @Override
  public GitHubIssuesClient within(Duration timeout) {
    return new GitHubIssuesClient(http.within(timeout), repository);
  }

  @Override
  public Optional<Ticket> read(String id) {
    return http.findJson(as(Call.get(path(id)))).map(issue -> ticket(id, issue));
  }

  private Ticket ticket(String id, JsonNode issue) {
    return new Ticket(
        id,
        issue.path("title").asText(),
        issue.path("state").asText(),
        Fields.text(issue.path("body")).orElse(""),
        Fields.text(issue.at("/assignee/login")).orElse(null),
        Fields.time(issue.path("created_at")).orElse(null),
        Fields.time(issue.path("updated_at")).orElse(null),
        URI.create(issue.path("html_url").asText()),
        notes(id));
  }

  private List<Ticket.Note> notes(String id) {
    List<Ticket.Note> notes = new ArrayList<>();
    Optional<Call> next = Optional.of(Call.get(path(id) + "/comments").with("per_page", PAGE));
    for (int i = 0; i < MOST_PAGES && next.isPresent(); i++) {
      Answer answer = http.send(as(next.get()));
      notes.addAll(Fields.list(http.json(answer), GitHubIssuesClient::note));
      next =
          answer
              .header("Link")
              .map(NEXT::matcher)
              .filter(Matcher::find)
              .map(found -> Call.get(found.group(1)));
    }
    return notes.subList(Math.max(0, notes.size() - MOST_NOTES), notes.size());
  }

  private static Ticket.Note note(JsonNode one) {
    return new Ticket.Note(
        one.at("/user/login").asText(),
        Fields.time(one.path("created_at")).orElse(null),
        one.path("body").asText());
  }

  @Override
  public boolean comment(String id, String note) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("body", note);
    return http.find(as(Call.json("POST", path(id) + "/comments", body))).isPresent();
  }

  @Override
  public boolean transition(String id, String state) {
    String wanted = state.toLowerCase(Locale.ROOT);
    if (!wanted.equals("open") && !wanted.equals("closed")) {
      throw new InvalidInputException("state", "must be open or closed, got " + state);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("state", wanted);
    return http.find(as(Call.json("PATCH", path(id), body).asRepeatable())).isPresent();
  }

  private static Call as(Call call) {
    return call.header("Accept", "application/vnd.github+json")
        .header("X-GitHub-Api-Version", "2022-11-28")
        .advice(410, "the issue was deleted, or issues are switched off");
  }

  private String path(String id) {
    return "repos/" + repository + "/issues/" + NUMBER.checked(id);
  }
}
