package io.runbookmemory.examples.daemon.chat;

import io.runbookmemory.examples.daemon.config.ChatPart;
import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.daemon.http.Door;
import io.runbookmemory.examples.daemon.http.Guard;
import io.runbookmemory.examples.daemon.http.Reply;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /webhooks/slack/command}: a slash command. It is acknowledged at once, since Slack
 * waits for three seconds, and answered at its {@code response_url}.
 *
 * @see <a href="https://docs.slack.dev/interactivity/implementing-slash-commands">Slash
 *     commands</a>
 */
record SlackCommandDoor(Chat chat) implements Door {

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/webhooks/slack/command";
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
    return SlackRequest.checked(chat, asked, this::command);
  }

  private Reply command(ChatPart.Slack slack, Form form) {
    if (!SlackRequest.isHeard(slack, form.text("team_id"))) {
      return SlackRequest.alone("Your workspace is not the one that is heard here.");
    }
    URI address = SlackRequest.answersAt(slack, form.text("response_url"));
    String user = form.text("user_id");
    Speaker speaker =
        Speaker.of(
            "Slack",
            user,
            form.text("user_name"),
            "slack:" + form.text("team_id") + ":" + form.text("channel_id") + ":" + user,
            slack.permitted().mayChange(user));
    boolean begun =
        chat.soon(
            () ->
                SlackRequest.answer(
                    address, chat.commands().answer(words(form.text("text")), speaker)));
    return begun ? SlackRequest.empty() : SlackRequest.alone("Too many ask at once; ask again.");
  }

  /** Slack writes its three characters of markup so, in what people type too. */
  private static String words(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
