package io.runbookmemory.connectors.logs;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.Answer;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.Fields;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.tool.Tool;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Splunk, by the REST API of its management port. Tokens are sent as {@code Bearer}, or with
 * {@code Credentials.header("Authorization", "Splunk ", …)}. Every method throws {@link
 * UnavailableException} if there is no answer in time and {@link ConfigurationException} if the
 * server refuses. Thread-safe.
 *
 * @see <a href="https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTsearch">Search
 *     endpoints</a>
 */
public final class SplunkClient {

  /** Splunk's own limit of rows a page, {@code maxresultrows}, is 50,000. */
  private static final int PAGE = 1_000;

  private static final Duration FIRST_LOOK = Duration.ofMillis(250);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

  private final VendorHttp http;
  private final URI web;

  /**
   * Creates a client.
   *
   * @param endpoint the management port; {@code services/…} is added to its address
   * @param web where people look at Splunk, for links
   */
  public SplunkClient(Endpoint endpoint, URI web) {
    this(new VendorHttp(endpoint), web);
  }

  private SplunkClient(VendorHttp http, URI web) {
    this.http = http;
    this.web = web;
  }

  /**
   * Returns the same client, all of whose calls end within a time from now.
   *
   * @param timeout above zero
   * @return shares this one's connections
   */
  public SplunkClient within(Duration timeout) {
    return new SplunkClient(http.within(timeout), web);
  }

  /**
   * Returns this server as tools: {@code search_splunk}.
   *
   * @return for a guard
   */
  public List<Tool> tools() {
    return SplunkTools.of(this);
  }

  /**
   * Runs a search as a job and fetches what it found, page by page.
   *
   * @param search what to look for
   * @param earliest in Splunk's terms: {@code -1h}, {@code 2026-11-21T09:00:00Z}
   * @param latest likewise: {@code now}
   * @param mostEvents how many are fetched at most, at least 1
   * @return without events where nothing fits
   */
  public SplunkResult search(SplunkSearch search, String earliest, String latest, int mostEvents) {
    return new SplunkClient(http.timed(), web).run(search, earliest, latest, mostEvents);
  }

  private SplunkResult run(SplunkSearch search, String earliest, String latest, int mostEvents) {
    Map<String, String> form = form(search, earliest, latest);
    form.put("exec_mode", "normal");
    // Splunk keeps the job that nobody asks about for so many seconds.
    form.put("auto_cancel", "120");
    Call create = Call.form("services/search/jobs", form).advice(400, "check the search");
    Answer created = http.send(create);
    String sid =
        Fields.text(http.json(created).path("sid"))
            .orElseThrow(() -> http.strange(created, "no sid"));
    String job = "services/search/v2/jobs/" + Call.encode(sid);
    boolean done = false;
    try {
      JsonNode content = await("services/search/jobs/" + Call.encode(sid));
      SplunkResult.Stats stats = stats(content);
      List<Map<String, String>> events =
          results(job + "/results", Math.min(stats.results(), mostEvents));
      done = true;
      return new SplunkResult(events, stats, link(sid));
    } finally {
      if (!done) {
        cancel(sid);
      }
    }
  }

  private static Map<String, String> form(SplunkSearch search, String earliest, String latest) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("search", search.text());
    form.put("earliest_time", earliest);
    form.put("latest_time", latest);
    form.put("output_mode", "json");
    return form;
  }

  private JsonNode await(String job) {
    Duration pause = FIRST_LOOK;
    while (true) {
      Answer answer = http.send(Call.get(job).with("output_mode", "json"));
      JsonNode content = http.json(answer).at("/entry/0/content");
      if (content.path("isFailed").asBoolean()) {
        String why = content.at("/messages/0/text").asText("no reason");
        throw http.strange(answer, "a search that failed: " + http.quoted(why));
      }
      if (content.path("isDone").asBoolean()) {
        return content;
      }
      http.pause(pause, "the search still runs");
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : pause;
    }
  }

  private static SplunkResult.Stats stats(JsonNode content) {
    return new SplunkResult.Stats(
        content.path("scanCount").asLong(),
        content.path("eventCount").asLong(),
        content.path("resultCount").asLong(),
        content.path("runDuration").asDouble());
  }

  private List<Map<String, String>> results(String path, long wanted) {
    List<Map<String, String>> events = new ArrayList<>();
    while (events.size() < wanted) {
      Answer answer =
          http.send(
              Call.get(path)
                  .with("output_mode", "json")
                  .with("offset", events.size())
                  .with("count", Math.min(PAGE, wanted - events.size())));
      List<Map<String, String>> page =
          Fields.list(http.json(answer).path("results"), Fields::texts);
      if (page.isEmpty()) {
        break;
      }
      events.addAll(page);
    }
    return events;
  }

  /** A job that is given up would go on for a while; where that fails it ends by itself. */
  private void cancel(String sid) {
    try {
      http.within(Duration.ofSeconds(2))
          .send(
              Call.form(
                  "services/search/jobs/" + Call.encode(sid) + "/control",
                  Map.of("action", "cancel", "output_mode", "json")));
    } catch (ConfigurationException | UnavailableException e) {
      // auto_cancel ends the job.
    }
  }

  private URI link(String sid) {
    return web.resolve("/app/search/search?sid=" + Call.encode(sid));
  }

  /**
   * Streams what a search finds, without a job: for many events and no paging.
   *
   * @param search what to look for
   * @param earliest in Splunk's terms
   * @param latest likewise
   * @return the events; the answer is held to the endpoint's {@code maxBytes}
   */
  public List<Map<String, String>> export(SplunkSearch search, String earliest, String latest) {
    Answer answer =
        http.send(
            Call.form("services/search/v2/jobs/export", form(search, earliest, latest))
                .asRepeatable()
                .advice(400, "check the search"));
    List<Map<String, String>> events = new ArrayList<>();
    for (JsonNode line : http.jsonLines(answer)) {
      if (line.path("result").isObject() && !line.path("preview").asBoolean()) {
        events.add(Fields.texts(line.path("result")));
      }
    }
    return events;
  }
}
