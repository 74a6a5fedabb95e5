package io.runbookmemory.connectors.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.Answer;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.Fields;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.error.InvalidInputException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft Teams by Graph, in the name of a person (delegated {@code ChannelMessage.Send}; Graph
 * lets no application post by itself). A channel is named {@code TEAM/CHANNEL} by their ids.
 * Thread-safe.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/channel-post-messages">Send a message</a>
 */
public final class TeamsClient implements ChatSystem {

  private static final Pattern CHANNEL = Pattern.compile("([0-9a-fA-F-]{36})/([^/?#\\s]{1,200})");

  private final VendorHttp http;

  /**
   * Creates a client.
   *
   * @param endpoint {@code https://graph.microsoft.com/v1.0/}, with an access token as bearer
   */
  public TeamsClient(Endpoint endpoint) {
    this(new VendorHttp(endpoint));
  }

  private TeamsClient(VendorHttp http) {
    this.http = http;
  }

  @Override
  public TeamsClient within(Duration timeout) {
    return new TeamsClient(http.within(timeout));
  }

  /** Graph has nothing that drops a message it was sent before: the key is not used. */
  @Override
  public Posted post(String channel, @Nullable String thread, String text, String key) {
    String path =
        thread == null ? messages(channel) : messages(channel) + "/" + id(thread) + "/replies";
    Answer answer = http.send(Call.json("POST", path, message(text)));
    JsonNode said = http.json(answer);
    return new Posted(
        channel,
        thread,
        Fields.text(said.path("id")).orElseThrow(() -> http.strange(answer, "no id")));
  }

  @Override
  public Posted update(Posted message, String text) {
    String thread = message.thread();
    String path =
        thread == null
            ? messages(message.channel()) + "/" + id(message.id())
            : messages(message.channel()) + "/" + id(thread) + "/replies/" + id(message.id());
    http.send(Call.json("PATCH", path, message(text)).asRepeatable());
    return message;
  }

  private static ObjectNode message(String text) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.putObject("body").put("contentType", "text").put("content", text);
    return message;
  }

  private static String messages(String channel) {
    Matcher ids = CHANNEL.matcher(channel);
    if (!ids.matches()) {
      throw new InvalidInputException("channel", "must be TEAM/CHANNEL by their ids");
    }
    return "teams/" + ids.group(1) + "/channels/" + Call.encode(ids.group(2)) + "/messages";
  }

  private static String id(String id) {
    return Call.encode(id);
  }
}
