package io.runbookmemory.examples.daemon.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.chat.SlackMessage;
import io.runbookmemory.connectors.chat.SlackResponse;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.daemon.config.ChatPart;
import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.daemon.http.Door;
import io.runbookmemory.examples.daemon.http.Guard;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.daemon.notify.SlackButtons;
import io.runbookmemory.examples.daemon.notify.SlackThreads;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /webhooks/slack/interactive}: clicks of the buttons under what the daemon told.
 *
 * @see <a
 *     href="https://docs.slack.dev/reference/interaction-payloads/block_actions-payload">block_actions</a>
 */
record SlackClickDoor(Chat chat) implements Door {

  private static final Logger LOG = LoggerFactory.getLogger(SlackClickDoor.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/webhooks/slack/interactive";
  }

  @Override
  public Guard guard() {
    return Guard.SIGNED;
  }

  @Override
  public Set<String> types() {
    return Set.of("application/x-www-form-urlencoded");
  }

  @Override
  public Optional<Reply> closed() {
    return chat.backing().part().get().slack() == null ? Optional.of(Chat.off()) : Optional.empty();
  }

  @Override
  public Reply answer(Asked asked) {
    return SlackRequest.checked(chat, asked, this::clicked);
  }

  private Reply clicked(ChatPart.Slack slack, Form form) {
    JsonNode payload = Payload.of(form.text("payload"));
    if (!payload.path("type").asText().equals("block_actions")) {
      // Shortcuts and dialogues are none of the daemon's, and Slack wants them acknowledged.
      return SlackRequest.empty();
    }
    JsonNode user = payload.path("user");
    String workspace = user.path("team_id").asText(payload.path("team").path("id").asText());
    if (!SlackRequest.isHeard(slack, workspace)) {
      return SlackRequest.empty();
    }
    JsonNode action = payload.path("actions").path(0);
    String id = user.path("id").asText();
    if (id.isEmpty() || action.isMissingNode()) {
      throw new InvalidInputException("payload", "must have a user and an action");
    }
    URI address = SlackRequest.answersAt(slack, payload.path("response_url").asText());
    String channel = payload.path("channel").path("id").asText();
    Speaker speaker =
        Speaker.of(
            "Slack",
            id,
            user.path("username").asText(user.path("name").asText()),
            "slack:" + workspace + ":" + channel + ":" + id,
            slack.permitted().mayChange(id));
    Click click =
        new Click(
            action.path("action_id").asText(),
            action.path("value").asText(),
            payload.path("container").path("message_ts").asText());
    return chat.soon(() -> work(click, speaker, address))
        ? SlackRequest.empty()
        : Reply.problem(503, "Unavailable", "too many click at once");
  }

  /** What was clicked, under which message. */
  private record Click(String action, String incident, String message) {}

  private void work(Click click, Speaker speaker, URI address) {
    Optional<Said> said = chat.commands().click(click.action(), click.incident(), speaker);
    if (said.isPresent()) {
      SlackRequest.answer(address, said.get());
      return;
    }
    try {
      chat.backing()
          .responder()
          .get()
          .incidents()
          .get(MemoryId.parse(click.incident()))
          .ifPresent(now -> new SlackResponse(address, PATIENCE).replace(shown(click, now)));
    } catch (ArmException e) {
      LOG.warn("a message of {} was not changed: {}", click.incident(), e.getClass().getName());
    }
  }

  private SlackMessage shown(Click click, JournalIncident now) {
    String text =
        new SlackThreads(() -> chat.backing().ledger())
            .of(click.incident()).stream()
                .filter(one -> one.message().equals(click.message()))
                .map(SlackThreads.Begun::text)
                .findFirst()
                .orElse(now.title());
    return SlackButtons.now(text, now);
  }
}
