package io.runbookmemory.connectors.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.Answer;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.error.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Slack workspace, as a bot with the scope {@code chat:write}. Thread-safe.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/chat.postMessage">chat.postMessage</a>
 */
public final class SlackClient implements ChatSystem {

  private final VendorHttp http;

  /**
   * Creates a client.
   *
   * @param endpoint {@code https://slack.com/api/}, with the bot's token as bearer
   */
  public SlackClient(Endpoint endpoint) {
    this(new VendorHttp(endpoint));
  }

  private SlackClient(VendorHttp http) {
    this.http = http;
  }

  @Override
  public SlackClient within(Duration timeout) {
    return new SlackClient(http.within(timeout));
  }

  @Override
  public Posted post(String channel, @Nullable String thread, String text, String key) {
    return post(channel, thread, new SlackMessage(text, List.of()), key);
  }

  /**
   * Says something, with buttons. It is not sent twice, unless the server turned it away.
   *
   * @param channel by its id
   * @param thread the message to answer; null for a new thread
   * @param message what to say
   * @param key names the call
   * @return where it stands now
   */
  public Posted post(String channel, @Nullable String thread, SlackMessage message, String key) {
    UUID id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    ObjectNode body = message.into(in(channel)).put("client_msg_id", id.toString());
    if (thread != null) {
      body.put("thread_ts", thread);
    }
    return posted(http.send(Call.json("POST", "chat.postMessage", body)), thread);
  }

  @Override
  public Posted update(Posted message, String text) {
    return changed(message, new SlackMessage(text, List.of()).into(in(message.channel())));
  }

  /**
   * Changes what was said, and its buttons.
   *
   * @param message that was posted
   * @param instead in its place; without buttons those that were there go
   * @return where it stands
   */
  public Posted update(Posted message, SlackMessage instead) {
    return changed(message, instead.instead(in(message.channel())));
  }

  private Posted changed(Posted message, ObjectNode body) {
    body.put("ts", message.id());
    return posted(
        http.send(Call.json("POST", "chat.update", body).asRepeatable()), message.thread());
  }

  private static ObjectNode in(String channel) {
    return JsonNodeFactory.instance.objectNode().put("channel", channel);
  }

  /** A refusal comes with status 200. */
  private Posted posted(Answer answer, @Nullable String thread) {
    JsonNode said = http.json(answer);
    if (!said.path("ok").isBoolean()) {
      throw http.strange(answer, "no ok");
    }
    if (!said.path("ok").booleanValue()) {
      String error = http.quoted(said.path("error").asText());
      String place = answer.address().toString();
      throw new ConfigurationException(place, place + " refuses: " + error + "; " + toDo(error));
    }
    return new Posted(said.path("channel").asText(), thread, said.path("ts").asText());
  }

  private String toDo(String error) {
    return switch (error) {
      case "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive" ->
          "check " + http.endpoint().credentials();
      case "missing_scope" -> "give the bot the scope chat:write";
      case "not_in_channel" -> "invite the bot to the channel";
      case "channel_not_found" -> "give the channel by its id, and invite the bot to it";
      default -> "Slack's page of the method says what it means";
    };
  }
}
