package io.runbookmemory.connectors.wiki;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.Answer;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.Fields;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.tool.Tool;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Confluence, Cloud or Data Center. Every method throws {@link
 * io.runbookmemory.error.UnavailableException} if there is no answer in time and {@link
 * io.runbookmemory.error.ConfigurationException} if the server refuses. Thread-safe.
 */
public final class ConfluenceClient {

  private static final int PAGE = 50;

  /** As browsers show them: {@code /spaces/OPS/pages/123/Title}, {@code ?pageId=123}. */
  private static final Pattern BY_ID =
      Pattern.compile("(?:/pages/(?:edit-v2/)?|[?&]pageId=)([0-9]{1,20})(?:[/?&#]|$)");

  /** Data Center's addresses with a title: {@code /display/OPS/Title+of+page}. */
  private static final Pattern BY_TITLE = Pattern.compile("/display/([^/?#]+)/([^/?#]+)");

  private final VendorHttp http;
  private final ConfluenceApi api;

  private ConfluenceClient(VendorHttp http, ConfluenceApi api) {
    this.http = http;
    this.api = api;
  }

  /**
   * Returns a client of Confluence Cloud.
   *
   * @param endpoint {@code https://TEAM.atlassian.net/wiki/}, with an e-mail address and an API
   *     token as basic credentials; {@code api/v2/…} is added
   * @return a new one
   * @see <a href="https://developer.atlassian.com/cloud/confluence/rest/v2/">REST API v2</a>
   */
  public static ConfluenceClient cloud(Endpoint endpoint) {
    return new ConfluenceClient(new VendorHttp(endpoint), ConfluenceApi.CLOUD);
  }

  /**
   * Returns a client of Confluence Data Center.
   *
   * @param endpoint the server, with a personal access token as bearer; {@code rest/api/…} is added
   * @return a new one
   * @see <a href="https://developer.atlassian.com/server/confluence/confluence-server-rest-api/">
   *     REST API</a>
   */
  public static ConfluenceClient dataCenter(Endpoint endpoint) {
    return new ConfluenceClient(new VendorHttp(endpoint), ConfluenceApi.DATA_CENTER);
  }

  /**
   * Returns the same client, all of whose calls end within a time from now.
   *
   * @param timeout above zero
   * @return shares this one's connections
   */
  public ConfluenceClient within(Duration timeout) {
    return new ConfluenceClient(http.within(timeout), api);
  }

  /**
   * Returns this wiki as tools: {@code open_confluence}.
   *
   * @return for a guard
   */
  public List<Tool> tools() {
    return ConfluenceTools.of(this);
  }

  /**
   * Opens the page of an address that people copied from their browser.
   *
   * @param url on the endpoint's host, or one that it is known as
   * @return empty if there is no such page, or not for these credentials
   * @throws InvalidInputException if the address is of another host, or of no page
   */
  public Optional<WikiPage> open(URI url) {
    if (!http.endpoint().isKnownAs(url)) {
      throw new InvalidInputException(
          "url",
          "must be on the host "
              + http.endpoint().base().getHost()
              + ", or one that its endpoint is knownAs, got "
              + url.getHost());
    }
    String address = url.toString();
    Matcher byId = BY_ID.matcher(address);
    if (byId.find()) {
      return http.findJson(api.page(byId.group(1))).map(this::page);
    }
    Matcher byTitle = BY_TITLE.matcher(address);
    if (byTitle.find() && api == ConfluenceApi.DATA_CENTER) {
      Call call = api.titled(decoded(byTitle.group(1)), decoded(byTitle.group(2)));
      JsonNode results = http.json(call).path("results");
      return results.isEmpty() ? Optional.empty() : Optional.of(page(results.path(0)));
    }
    throw new InvalidInputException(
        "url", "must be the address of a page, such as …/pages/123/Title, got " + url.getPath());
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part, StandardCharsets.UTF_8);
  }

  /**
   * Reads every page of a space, a batch at a time.
   *
   * @param key the space's key, such as {@code OPS}
   * @param each is given the pages
   * @return how many there were; 0 too if there is no such space
   */
  public int crawl(String key, Consumer<WikiPage> each) {
    Optional<String> space = api.spaceId(http, key);
    if (space.isEmpty()) {
      return 0;
    }
    int count = 0;
    Set<String> seen = new HashSet<>();
    Optional<Call> next = Optional.of(api.pages(space.get(), PAGE));
    while (next.isPresent()) {
      Answer answer = http.send(next.get());
      JsonNode batch = http.json(answer);
      for (JsonNode one : batch.path("results")) {
        each.accept(page(one));
        count++;
      }
      // A wiki that names a batch twice would never end.
      next =
          Fields.text(batch.at("/_links/next"))
              .filter(seen::add)
              .map(path -> Call.get(api.relative(path)));
    }
    return count;
  }

  /**
   * Reads the pages of a space that changed, with their labels, the last changed first: whoever has
   * read all and goes on from the first one's time misses nothing that is changed meanwhile.
   *
   * @param key the space's key, such as {@code OPS}
   * @param since pages whose version is older are left out; null for all pages
   * @param each is given the pages
   * @throws InvalidInputException if the key can be none
   * @see <a href="https://developer.atlassian.com/cloud/confluence/cql-fields/">CQL</a>
   */
  public void changed(String key, @Nullable Instant since, Consumer<LabelledPage> each) {
    Optional<Call> next = Optional.of(SpaceQuery.of(key, since).advice(400, "check " + key));
    Set<String> seen = new HashSet<>();
    while (next.isPresent()) {
      JsonNode batch = http.json(next.get());
      for (JsonNode one : batch.path("results")) {
        WikiPage page = page(one);
        if (since == null || page.changed() == null || !page.changed().isBefore(since)) {
          each.accept(new LabelledPage(page, SpaceQuery.labels(one)));
        }
      }
      next =
          Fields.text(batch.at("/_links/next"))
              .filter(seen::add)
              .map(path -> Call.get(ConfluenceApi.DATA_CENTER.relative(path)));
    }
  }

  private WikiPage page(JsonNode one) {
    String storage = one.at("/body/storage/value").asText();
    return new WikiPage(
        one.path("id").asText(),
        one.path("title").asText(),
        StorageMarkdown.of(storage),
        url(one),
        one.at("/version/number").asInt(1),
        Fields.time(one.at("/version/createdAt"))
            .or(() -> Fields.time(one.at("/version/when")))
            .orElse(null));
  }

  private URI url(JsonNode one) {
    String home = http.endpoint().base().toString();
    String path = one.at("/_links/webui").asText("");
    try {
      return new URI(home + (path.startsWith("/") ? path.substring(1) : path));
    } catch (URISyntaxException e) {
      // Old releases leave titles as they are; the id leads there too.
      return URI.create(
          home + "pages/viewpage.action?pageId=" + Call.encode(one.path("id").asText()));
    }
  }
}
