package io.runbookmemory.connectors.wiki;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static io.runbookmemory.connectors.http.FixtureServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.ClientContract;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.connectors.http.ToolCalls;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.tool.ToolResult;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers as https://developer.atlassian.com/cloud/confluence/rest/v2/api-group-page/ has them, and
 * for Data Center as
 * https://developer.atlassian.com/server/confluence/confluence-rest-api-examples/.
 */
class ConfluenceClientTest extends ClientContract {

  private static String page(int id) {
    return """
    {"id":"%d","status":"current","title":"Page %d","spaceId":"77",
     "version":{"number":3,"createdAt":"2026-11-20T10:00:00.000Z"},
     "body":{"storage":{"value":"<h1>Roll back</h1><p>now</p>","representation":"storage"}},
     "_links":{"webui":"/spaces/OPS/pages/%d/Page"}}
    """
        .formatted(id, id, id);
  }

  @Override
  protected void call(Endpoint endpoint) {
    URI url = server.address().resolve("spaces/OPS/pages/123/Page+123");
    assertThat(ConfluenceClient.cloud(endpoint).open(url))
        .contains(
            new WikiPage(
                "123",
                "Page 123",
                "# Roll back\n\nnow\n",
                server.address().resolve("spaces/OPS/pages/123/Page"),
                3,
                Instant.parse("2026-11-20T10:00:00Z")));
  }

  @Override
  protected List<Reply> good() {
    return List.of(json(page(123)));
  }

  private Endpoint endpoint() {
    return server.endpoint().knownAs("wiki.example").build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://wiki.example/wiki/spaces/OPS/pages/123",
        "https://WIKI.example/wiki/spaces/OPS/pages/edit-v2/123?draft=1",
        "https://wiki.example/pages/viewpage.action?spaceKey=OPS&pageId=123#x"
      })
  void anAddressFromABrowserIsUnderstoodAndTheEndpointIsAsked(String url) {
    server.gives(json(page(123)));

    assertThat(ConfluenceClient.cloud(endpoint()).open(URI.create(url))).isPresent();
    assertThat(server.asked().getFirst().target())
        .isEqualTo("/base/api/v2/pages/123?body-format=storage");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/pages/123",
        "https://wiki.example.evil.example/pages/123",
        "https://wiki.example@evil.example/pages/123",
        "file:///pages/123",
        "https://wiki.example/spaces/OPS/overview",
        "https://wiki.example/pages/123abc"
      })
  void noOtherAddressIsOpened(String url) {
    assertThatThrownBy(() -> ConfluenceClient.cloud(endpoint()).open(URI.create(url)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("url: must be");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aSpaceIsCrawledBatchByBatchOnCloud() {
    server.gives(
        json("{\"results\":[{\"id\":\"77\",\"key\":\"OPS\"}]}"),
        json(
            "{\"results\":["
                + page(1)
                + ","
                + page(2)
                + "],\"_links\":{\"next\":\"/base/api/v2/spaces/77/pages?cursor=abc\"}}"),
        json("{\"results\":[" + page(3) + "],\"_links\":{}}"));
    List<String> titles = new ArrayList<>();

    int count = ConfluenceClient.cloud(endpoint()).crawl("OPS", page -> titles.add(page.title()));

    assertThat(count).isEqualTo(3);
    assertThat(titles).containsExactly("Page 1", "Page 2", "Page 3");
    assertThat(server.asked().getLast().target())
        .isEqualTo("/base/api/v2/spaces/77/pages?cursor=abc");
  }

  @Test
  void aBatchThatNamesItselfAsTheNextEnds() {
    server.gives(
        json(
            "{\"results\":[" + page(1) + "],\"_links\":{\"next\":\"/rest/api/content?start=1\"}}"));

    assertThat(ConfluenceClient.dataCenter(endpoint()).crawl("OPS", page -> {})).isEqualTo(2);
    assertThat(server.asked().getLast().target()).isEqualTo("/base/rest/api/content?start=1");
  }

  @Test
  void aTitleInAnAddressIsLookedUpOnDataCenter() {
    server.gives(
        json(
            """
            {"results":[{"id":"9","title":"Roll back","version":{"number":1,
              "when":"2026-11-20T10:00:00.000Z"},"body":{"storage":{"value":"<p>x</p>"}},
              "_links":{"webui":"/display/OPS/Roll+back"}}],"size":1}
            """));

    assertThat(
            ConfluenceClient.dataCenter(endpoint())
                .open(URI.create("https://wiki.example/display/OPS/Roll+back")))
        .hasValueSatisfying(page -> assertThat(page.id()).isEqualTo("9"));
    assertThat(server.asked().getFirst().target()).contains("spaceKey=OPS&title=Roll%20back");
  }

  @Test
  void noSuchPageIsNoDataAndAForeignAddressAFailure() {
    server.gives(reply(404, "{\"errors\":[{\"status\":404,\"title\":\"Not Found\"}]}"));
    ConfluenceClient client = ConfluenceClient.cloud(endpoint());

    assertThat(
            ToolCalls.call(
                client.tools(), "open_confluence", "{\"url\":\"https://wiki.example/pages/5\"}"))
        .isInstanceOf(ToolResult.NoData.class);
    assertThat(
            ToolCalls.call(
                client.tools(), "open_confluence", "{\"url\":\"http://169.254.169.254/pages/5\"}"))
        .isInstanceOfSatisfying(
            ToolResult.Failed.class, failed -> assertThat(failed.retryable()).isFalse());
  }
}
