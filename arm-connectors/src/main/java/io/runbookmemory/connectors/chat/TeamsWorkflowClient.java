package io.runbookmemory.connectors.chat;

import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.record.RecordTool;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One channel of Microsoft Teams by a workflow of Power Automate ("When a Teams webhook request is
 * received"), which took the place of the connectors of Office 365: no person's token, one channel,
 * cards alone; nothing is answered in a thread or changed, for which there is {@link TeamsClient}.
 * Thread-safe.
 *
 * @see <a
 *     href="https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using">Create
 *     and send messages</a>
 */
public final class TeamsWorkflowClient {

  private static final Pattern SIGNATURE = Pattern.compile("(?:^|&)sig=([^&]*)");

  private final VendorHttp http;
  private final String path;

  /**
   * Creates a client.
   *
   * @param endpoint the server of the workflow's address, with what follows {@code sig=} as {@link
   *     Credentials#elsewhere}; for a workflow that only the tenant's people may start, with an
   *     access token as bearer
   * @param path the rest of the address, {@code workflows/…/invoke?api-version=…&sp=…&sv=…},
   *     without the signature
   */
  public TeamsWorkflowClient(Endpoint endpoint, String path) {
    this(new VendorHttp(endpoint), path);
  }

  private TeamsWorkflowClient(VendorHttp http, String path) {
    this.http = http;
    this.path = path;
  }

  /**
   * Creates a client of an address as Teams shows it.
   *
   * @param address with its signature, which no message will hold
   * @return a client with an endpoint's defaults
   * @throws IllegalArgumentException if it holds no signature, or is the address of a retired
   *     connector
   */
  public static TeamsWorkflowClient at(URI address) {
    return at(address, Map::of);
  }

  /**
   * Creates a client of an address as Teams shows it, whose requests say what they are part of.
   *
   * @param address with its signature, which no message will hold
   * @param context as {@link Endpoint.Builder#context} has it
   * @return a client with an endpoint's defaults else
   * @throws IllegalArgumentException if it holds no signature, or is the address of a retired
   *     connector
   */
  public static TeamsWorkflowClient at(URI address, Supplier<Map<String, String>> context) {
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    if (host.endsWith("webhook.office.com") || host.equals("outlook.office.com")) {
      throw new IllegalArgumentException(
          "the connectors of Office 365 are retired: make a workflow \"When a Teams webhook request"
              + " is received\" in the channel, and give its address, got one of "
              + host);
    }
    String query = address.getRawQuery() == null ? "" : address.getRawQuery();
    Matcher found = SIGNATURE.matcher(query);
    if (!found.find() || found.group(1).isEmpty()) {
      throw new IllegalArgumentException(
          "the address of a workflow must hold its signature, &sig=…, got none at " + host);
    }
    String signature = URLDecoder.decode(found.group(1), StandardCharsets.UTF_8);
    String rest = found.replaceFirst("").replaceFirst("^&", "");
    Endpoint endpoint =
        Endpoint.builder(URI.create(address.getScheme() + "://" + address.getRawAuthority()))
            .credentials(
                Credentials.elsewhere("the signature of the workflow's address", () -> signature))
            .context(context)
            .build();
    return new TeamsWorkflowClient(
        endpoint, address.getRawPath().substring(1) + (rest.isEmpty() ? "" : "?" + rest));
  }

  /**
   * Returns the same client, all of whose calls end within a time from now.
   *
   * @param timeout above zero
   * @return shares this one's connections
   */
  public TeamsWorkflowClient within(Duration timeout) {
    return new TeamsWorkflowClient(http.within(timeout), path);
  }

  /**
   * Hands a card over. It is not sent twice, unless the server turned it away.
   *
   * @param card what to show
   * @param key names the call, to be found again in the workflow's runs
   * @return the status, 202; that the card appears, the server does not tell
   * @throws io.runbookmemory.error.InvalidInputException if it is more than Teams shows
   */
  public int post(Card card, String key) {
    Call call =
        Call.json("POST", path, AdaptiveCard.message(card))
            .header("x-ms-client-tracking-id", key)
            .advice(400, "check that the workflow is turned on")
            .advice(404, "the workflow is gone: make another, and give its address");
    Credentials credentials = http.endpoint().credentials();
    return http.send(credentials.header().isEmpty() ? call.with("sig", credentials.value()) : call)
        .status();
  }

  record Taken(int status) {}

  /**
   * Returns the channel as a tool: {@code post_card}.
   *
   * @return for a guard
   */
  public List<Tool> tools() {
    return List.of(
        RecordTool.builder(
                "post_card",
                "Says something in the team's channel, with a title, facts and a link.",
                Card.class,
                Taken.class)
            // As a message of a chat: who sees it can answer it, and its team can delete it.
            .effect(ToolEffect.REVERSIBLE)
            .cost(CostTier.LOW)
            .timeout(Duration.ofSeconds(20))
            .build(
                (card, call) ->
                    Optional.of(new Taken(within(call.timeout()).post(card, call.callId())))));
  }
}
