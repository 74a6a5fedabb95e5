package io.runbookmemory.examples.daemon.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.chat.Card;
import io.runbookmemory.examples.daemon.config.ChatPart;
import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.daemon.http.Door;
import io.runbookmemory.examples.daemon.http.Guard;
import io.runbookmemory.examples.daemon.http.Reply;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /webhooks/teams}: an outgoing webhook. Teams waits for five seconds, and takes no
 * answer later.
 *
 * @see <a
 *     href="https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook">Outgoing
 *     webhooks</a>
 */
record TeamsDoor(Chat chat, ExecutorService pool) implements Door {

  private static final Logger LOG = LoggerFactory.getLogger(TeamsDoor.class);
  private static final long PATIENCE_MILLIS = 4_000;

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/webhooks/teams";
  }

  @Override
  public Guard guard() {
    return Guard.SIGNED;
  }

  @Override
  public Optional<Reply> closed() {
    return chat.backing().part().get().teams() == null ? Optional.of(Chat.off()) : Optional.empty();
  }

  @Override
  public Reply answer(Asked asked) {
    ChatPart.Teams teams = chat.backing().part().get().teams();
    if (teams == null) {
      return Chat.off();
    }
    Optional<String> signature = Signature.teams(asked, teams.secret().value());
    if (signature.isEmpty()) {
      return Chat.forged();
    }
    JsonNode body = asked.json();
    if (!isNow(body.path("timestamp").asText()) || !chat.isNew(signature.get())) {
      return Chat.forged();
    }
    JsonNode from = body.path("from");
    String user = from.path("aadObjectId").asText(from.path("id").asText());
    Speaker speaker =
        Speaker.of(
            "Teams",
            user,
            from.path("name").asText(),
            "teams:" + body.path("conversation").path("id").asText(),
            teams.permitted().mayChange(user));
    return card(said(words(body.path("text").asText()), speaker));
  }

  private boolean isNow(String time) {
    try {
      return Signature.isOf(Instant.parse(time), chat.backing().clock().instant());
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Takes the name of the webhook out, and what Teams writes for spaces and markup. */
  static String words(String text) {
    String plain =
        text.replaceAll("(?s)<at>.{0,200}?</at>", " ")
            .replaceAll("</?(p|div|span|br)\\s*/?>", " ")
            .replace("&nbsp;", " ")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&")
            .replace('\u00a0', ' ')
            .strip();
    return plain.replaceFirst("^/?arm\\b\\s*", "");
  }

  private String said(String words, Speaker speaker) {
    Future<Said> answer;
    try {
      answer = pool.submit(() -> chat.commands().answer(words, speaker));
    } catch (RejectedExecutionException e) {
      return "Too many ask at once; ask again.";
    }
    try {
      return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).text();
    } catch (TimeoutException e) {
      return "That takes longer than Teams waits. What was to be written down still is; ask again.";
    } catch (ExecutionException e) {
      LOG.error("the chat failed", e);
      return "That did not work: the daemon's log says why.";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "The daemon ends; ask again.";
    }
  }

  private static Reply card(String text) {
    Card card = new Card("ARM", text, Map.of(), null);
    return new Reply(200, "application/json", card.toMessage() + "\n", Map.of());
  }
}
