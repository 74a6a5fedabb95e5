package io.runbookmemory.examples.daemon.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.runbookmemory.connectors.chat.SlackMessage;
import io.runbookmemory.connectors.chat.SlackResponse;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.daemon.config.ChatPart;
import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.daemon.http.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the two doors of Slack have in common. */
final class SlackRequest {

  private static final Logger LOG = LoggerFactory.getLogger(SlackRequest.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private SlackRequest() {}

  /** Has a request answered that is Slack's, of now, and heard for the first time. */
  static Reply checked(Chat chat, Asked asked, BiFunction<ChatPart.Slack, Form, Reply> answer) {
    ChatPart.Slack slack = chat.backing().part().get().slack();
    if (slack == null) {
      return Chat.off();
    }
    Optional<String> signature =
        Signature.slack(asked, slack.signingSecret().value(), chat.backing().clock().instant());
    if (signature.isEmpty() || !chat.isNew(signature.get())) {
      return Chat.forged();
    }
    Form form = Form.of(asked.body());
    return form.text("ssl_check").equals("1") ? empty() : answer.apply(slack, form);
  }

  /** Returns where to answer; nobody shall make the daemon call elsewhere. */
  static URI answersAt(ChatPart.Slack slack, String address) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("response_url", "must be an address");
    }
    if (uri.getRawPath() == null || !slack.answersAt(uri)) {
      throw new InvalidInputException("response_url", "must be one of Slack's");
    }
    return uri;
  }

  /** Returns whether somebody is of the workspace that is heard. */
  static boolean isHeard(ChatPart.Slack slack, String workspace) {
    return slack.workspace() == null || slack.workspace().equals(workspace);
  }

  /** Answers; where Slack does not take it the log says so, without the address, a secret. */
  static void answer(URI address, Said said) {
    try {
      new SlackResponse(address, PATIENCE)
          .answer(new SlackMessage(said.text(), List.of()), said.everybody());
    } catch (ArmException e) {
      LOG.warn("Slack did not take an answer: {}", e.getClass().getSimpleName());
    }
  }

  static Reply empty() {
    return Reply.text("text/plain", "");
  }

  /** What is said at once to who asks. */
  static Reply alone(String text) {
    return Reply.json(
        200,
        JsonNodeFactory.instance.objectNode().put("response_type", "ephemeral").put("text", text));
  }
}
