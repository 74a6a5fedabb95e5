package io.runbookmemory.connectors.origin;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static io.runbookmemory.connectors.http.FixtureServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.connectors.http.FixtureServer;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.connectors.wiki.ConfluenceClient;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.remember.Remembered;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Answers as https://developer.atlassian.com/cloud/confluence/rest/v1/api-group-search/ and
 * https://developer.atlassian.com/server/confluence/confluence-rest-api-examples/ have them.
 */
class ConfluenceSpaceTest {

  private final FixtureServer server = FixtureServer.start();
  private final Imported imported = new Imported();

  @AfterEach
  void end() {
    server.close();
  }

  private static String page(int id, String changed, String body) {
    return """
    {"id":"%d","type":"page","title":"Page %d","version":{"number":3,"when":"%s"},
     "metadata":{"labels":{"results":[{"prefix":"global","name":"redis"},
       {"prefix":"my","name":"favourite"}]}},
     "body":{"storage":{"value":"%s","representation":"storage"}},
     "_links":{"webui":"/spaces/OPS/pages/%d/Page"}}
    """
        .formatted(id, id, changed, body, id);
  }

  private static String page(int id, String changed) {
    return page(id, changed, "<p>Restart number " + id + "</p>");
  }

  private static Reply batch(String next, String... pages) {
    String links = next.isEmpty() ? "{}" : "{\"next\":\"" + next + "\"}";
    String results = Arrays.stream(pages).collect(Collectors.joining(","));
    return json("{\"results\":[" + results + "],\"_links\":" + links + "}");
  }

  private ConfluenceSpace space() {
    return new ConfluenceSpace(
        ConfluenceClient.cloud(server.endpoint().build()),
        "OPS",
        Imported.defaults("confluence:wiki.example/OPS"));
  }

  private String asked(int number) {
    return URLDecoder.decode(server.asked().get(number).target(), StandardCharsets.UTF_8);
  }

  @Test
  void aPageIsARunbookWithItsCodeTablesLinksLabelsAndAddress() {
    server.gives(
        batch(
            "",
            page(
                7,
                "2026-11-20T10:00:00.000Z",
                "<h2>Mitigation</h2><ol><li>Fail over<ac:structured-macro ac:name='code'>"
                    + "<ac:plain-text-body><![CDATA[redis-cli failover]]></ac:plain-text-body>"
                    + "</ac:structured-macro></li></ol><table><tbody><tr><th>Host</th></tr>"
                    + "<tr><td>db-1</td></tr></tbody></table>"
                    + "<p><a href='https://g.example/d/1'>panel</a></p>")));

    assertThat(imported.run(space())).containsExactly(Remembered.Added.class);

    Memory memory = imported.only();
    assertThat(memory.title()).isEqualTo("Page 7");
    assertThat(memory.tags()).containsExactly("redis");
    assertThat(memory.provenance().key()).isEqualTo("7");
    String url = server.address().resolve("spaces/OPS/pages/7/Page").toString();
    assertThat(memory.provenance().url()).isEqualTo(url);
    assertThat(memory.times().lastVerifiedAt()).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
    Runbook runbook = (Runbook) memory.content();
    assertThat(runbook.urls()).containsExactly(url);
    assertThat(runbook.markdown())
        .startsWith("# Page 7\n")
        .contains("```", "redis-cli failover", "| db-1 |", "[panel](https://g.example/d/1)");
    assertThat(runbook.steps()).singleElement().asString().contains("Fail over");
  }

  @Test
  void aPostmortemIsAnIncidentAndAPageWithoutTextIsPassedOver() {
    server.gives(
        batch(
            "",
            page(1, "2026-11-20T10:00:00.000Z", ""),
            page(
                2,
                "2026-11-20T09:00:00.000Z",
                "<h2>Impact</h2><p>No mail.</p><h2>Root cause</h2><p>Full disk.</p>"
                    + "<h2>Lessons learned</h2><p>Alert earlier.</p>")));

    assertThat(imported.run(space())).containsExactly(Remembered.Added.class);
    assertThat(((Incident) imported.only().content()).rootCause()).contains("Full disk.");
  }

  @Test
  void theSecondRunAsksOnlyForWhatChangedAndFindsItUnchanged() {
    server.gives(
        batch(
            "/rest/api/content/search?cursor=abc",
            page(3, "2026-11-20T10:00:00.000Z"),
            page(2, "2026-11-20T09:55:00.000Z")),
        batch("", page(1, "2026-11-01T10:00:00.000Z")),
        // Asked by the day; the search gives more than is wanted.
        batch(
            "",
            page(3, "2026-11-20T10:00:00.000Z"),
            page(2, "2026-11-20T09:55:00.000Z"),
            page(1, "2026-11-20T09:00:00.000Z")),
        batch("", page(4, "2026-11-20T11:00:00.000Z"), page(3, "2026-11-20T10:30:00.000Z")));

    assertThat(imported.run(space())).hasSize(3).containsOnly(Remembered.Added.class);
    assertThat(imported.run(space())).hasSize(2).containsOnly(Remembered.Unchanged.class);
    assertThat(imported.run(space()))
        .containsExactly(Remembered.Added.class, Remembered.Updated.class);

    assertThat(asked(0)).contains("space = \"OPS\" and type = page order by lastmodified desc");
    assertThat(asked(1)).isEqualTo("/base/rest/api/content/search?cursor=abc");
    assertThat(asked(2)).contains("lastmodified >= \"2026/11/19\" order by");
    assertThat(imported.cursors.last(space().cursor()))
        .contains(Instant.parse("2026-11-20T11:00:00Z"));
  }

  @Test
  void aRunThatIsKilledInTheMiddleIsDoneAgainFromItsBeginAndLosesNothing() {
    server.gives(
        batch(
            "/rest/api/content/search?cursor=abc",
            page(3, "2026-11-20T10:00:00.000Z"),
            page(2, "2026-11-19T10:00:00.000Z")),
        batch("", page(1, "2026-11-01T10:00:00.000Z")),
        batch(
            "",
            page(3, "2026-11-20T10:00:00.000Z"),
            page(2, "2026-11-19T10:00:00.000Z"),
            page(1, "2026-11-01T10:00:00.000Z")));
    imported.dieAfter(2);

    assertThatThrownBy(() -> imported.run(space())).hasMessage("killed");
    assertThat(imported.all()).hasSize(2);
    assertThat(imported.cursors.last(space().cursor())).isEmpty();

    assertThat(imported.run(space()))
        .containsExactly(
            Remembered.Unchanged.class, Remembered.Unchanged.class, Remembered.Added.class);
    assertThat(imported.cursors.last(space().cursor()))
        .contains(Instant.parse("2026-11-20T10:00:00Z"));
  }

  @Test
  void aServerThatFailsInTheMiddleMovesNoCursorAndOneThatIsBusyIsWaitedFor() {
    server.gives(
        reply(429, "{}").with("Retry-After", "0"),
        batch("/rest/api/content/search?cursor=abc", page(3, "2026-11-20T10:00:00.000Z")),
        reply(500, "{\"message\":\"broken\"}"),
        reply(500, "{\"message\":\"broken\"}"),
        batch("", page(3, "2026-11-20T10:00:00.000Z"), page(2, "2026-11-20T09:00:00.000Z")));

    assertThatThrownBy(() -> imported.run(space()))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("broken");
    assertThat(imported.cursors.last(space().cursor())).isEmpty();
    assertThat(imported.run(space())).hasSize(2).containsOnly(Remembered.Added.class);
  }

  @Test
  void aChangeThatClaimsToLieInTheFutureHidesNothing() {
    server.gives(batch("", page(1, "2099-01-01T00:00:00.000Z")));

    imported.run(space());

    assertThat(imported.cursors.last(space().cursor())).contains(Imported.NOW);
  }

  @Test
  void aKeyCannotCarryAQuery() {
    ConfluenceSpace space =
        new ConfluenceSpace(
            ConfluenceClient.cloud(server.endpoint().build()),
            "OPS\" or space = \"HR",
            Imported.defaults("x"));
    assertThatThrownBy(() -> imported.run(space))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be a key such as OPS");
    assertThat(server.asked()).isEmpty();
  }
}
