package io.runbookmemory.connectors.logs;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static io.runbookmemory.connectors.http.FixtureServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.ClientContract;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.connectors.http.ToolCalls;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.tool.ToolResult;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTsearch has them. */
class SplunkClientTest extends ClientContract {

  private static final URI WEB = URI.create("https://splunk.example/en-US/");
  private static final SplunkSearch SEARCH = new SplunkSearch("web", "status>=500 | head 3");
  private static final Reply CREATED = reply(201, "{\"sid\":\"1700.42\"}");
  private static final Reply RUNNING =
      json("{\"entry\":[{\"content\":{\"isDone\":false,\"dispatchState\":\"RUNNING\"}}]}");
  private static final Reply DONE =
      json(
          """
          {"entry":[{"content":{"isDone":true,"isFailed":false,"scanCount":900,"eventCount":3,
            "resultCount":3,"runDuration":1.5}}]}
          """);
  private static final Reply FIRST =
      json("{\"results\":[{\"_raw\":\"a\",\"host\":\"h1\"},{\"_raw\":\"b\",\"host\":\"h2\"}]}");
  private static final Reply SECOND = json("{\"results\":[{\"_raw\":\"c\",\"host\":[\"x\"]}]}");

  @Override
  protected void call(Endpoint endpoint) {
    SplunkResult result = new SplunkClient(endpoint, WEB).search(SEARCH, "-1h", "now", 100);
    assertThat(result.events()).extracting(one -> one.get("_raw")).containsExactly("a", "b", "c");
    assertThat(result.stats()).isEqualTo(new SplunkResult.Stats(900, 3, 3, 1.5));
    assertThat(result.link()).hasToString("https://splunk.example/app/search/search?sid=1700.42");
  }

  @Override
  protected List<Reply> good() {
    return List.of(CREATED, RUNNING, DONE, FIRST, SECOND);
  }

  @Override
  protected boolean repeatable() {
    return false;
  }

  private SplunkClient client() {
    return new SplunkClient(server.endpoint().build(), WEB);
  }

  @Test
  void pagesAreAskedForFromWhereTheLastOneEnded() {
    server.gives(good().toArray(Reply[]::new));

    client().search(SEARCH, "-1h", "now", 100);

    assertThat(server.asked().get(0).body())
        .contains("search=search%20index%3Dweb%20status%3E%3D500")
        .contains("earliest_time=-1h");
    assertThat(server.asked().get(3).target()).endsWith("&offset=0&count=3");
    assertThat(server.asked().get(4).target())
        .isEqualTo(
            "/base/services/search/v2/jobs/1700.42/results?output_mode=json&offset=2&count=1");
  }

  @Test
  void aJobThatDoesNotEndInTimeIsCancelled() {
    server.gives(CREATED, RUNNING);

    assertThatThrownBy(
            () -> client().within(Duration.ofSeconds(1)).search(SEARCH, "-1h", "now", 100))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("the search still runs");
    assertThat(server.asked().getLast().target()).endsWith("/1700.42/control");
    assertThat(server.asked().getLast().body()).contains("action=cancel");
  }

  @Test
  void aFailedSearchSaysWhy() {
    server.gives(
        CREATED,
        json(
            """
            {"entry":[{"content":{"isFailed":true,"isDone":true,
              "messages":[{"type":"FATAL","text":"Unknown index"}]}}]}
            """));

    assertThatThrownBy(() -> client().search(SEARCH, "-1h", "now", 100))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a search that failed: Unknown index");
  }

  @Test
  void anExportIsReadLineByLineWithoutPreviews() {
    server.gives(
        json(
            """
            {"preview":true,"offset":0,"result":{"_raw":"early"}}
            {"preview":false,"offset":0,"result":{"_raw":"a"}}
            {"preview":false,"offset":1,"lastrow":true,"result":{"_raw":"b"}}
            """));

    assertThat(client().export(SEARCH, "-1h", "now"))
        .containsExactly(Map.of("_raw", "a"), Map.of("_raw", "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* | delete",
        "* | outputlookup users.csv",
        "*|sendemail to=x",
        "* | head 1 | collect index=x",
        "* | stats count [search index=hr | return host]",
        "`a_macro`",
        "foo) OR (index = hr",
        "INDEX IN (hr)",
        "x OR \"index\" = hr",
        "index::hr",
        "\"an open quote | delete",
        "* |",
        "\"a\\\\\" | delete \"b\""
      })
  void aSearchThatDoesMoreThanLookIsRefused(String query) {
    assertThatIllegalArgumentException().isThrownBy(() -> new SplunkSearch("web", query));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status>=500 | stats count by host | sort - count",
        "\"a | delete in quotes [x] `y`\" | head 5",
        "user=\"a b\" host=\"h\" | where x == \"index\"",
        "error | rex field=_raw \"took (?<ms>\\\\d+)\" | where ms > 5"
      })
  void aSearchThatLooksIsTaken(String query) {
    assertThat(new SplunkSearch("web", query).text()).isEqualTo("search index=web " + query);
  }

  @Test
  void theToolGivesEventsStatsAndALink() {
    server.gives(good().toArray(Reply[]::new));
    String arguments =
        "{\"index\":\"web\",\"query\":\"x\",\"earliest\":\"-1h\",\"latest\":\"now\"}";

    JsonNode output = ToolCalls.output(client().tools(), "search_splunk", arguments);

    assertThat(output.at("/events/2/host").asText()).isEqualTo("[\"x\"]");
    assertThat(output.at("/stats/scanned").asLong()).isEqualTo(900);
    assertThat(output.path("link").asText()).contains("sid=1700.42");
    assertThat(
            ToolCalls.call(
                client().tools(), "search_splunk", arguments.replace("\"x\"", "\"x | delete\"")))
        .isInstanceOf(ToolResult.Refused.class);
  }

  @Test
  void noEventIsNoData() {
    server.gives(CREATED, json("{\"entry\":[{\"content\":{\"isDone\":true,\"resultCount\":0}}]}"));

    assertThat(
            ToolCalls.call(
                client().tools(),
                "search_splunk",
                "{\"index\":\"web\",\"query\":\"x\",\"earliest\":\"-1h\",\"latest\":\"now\"}"))
        .isInstanceOf(ToolResult.NoData.class);
  }
}
