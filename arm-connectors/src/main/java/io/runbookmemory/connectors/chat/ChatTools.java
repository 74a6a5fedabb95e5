package io.runbookmemory.connectors.chat;

import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.record.RecordTool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A chat as tools. */
final class ChatTools {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** Slack cuts a text after 40,000 characters and asks for 4,000. */
  private static final int LONGEST = 4_000;

  private ChatTools() {}

  record Message(
      @Described("where, as the chat names it: C024BE91L; TEAM/CHANNEL by their ids in Teams")
          String channel,
      @Described("plain text, 4,000 characters at most") String text,
      @Described("the id of the message to answer; none for a new thread")
          @Nullable String thread) {

    Message {
      demand(text);
    }
  }

  record Change(
      @Described("where it stands") String channel,
      @Described("as post_message gave it") String id,
      @Described("the thread that it stands in, if any") @Nullable String thread,
      @Described("plain text in its place, 4,000 characters at most") String text) {

    Change {
      demand(text);
    }
  }

  private static void demand(String text) {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new IllegalArgumentException("text must have 1 to 4000 characters");
    }
  }

  static List<Tool> of(ChatSystem system) {
    return List.of(
        RecordTool.builder(
                "post_message",
                "Says something in a channel, or in a thread of it.",
                Message.class,
                Posted.class)
            .effect(ToolEffect.REVERSIBLE)
            .cost(CostTier.LOW)
            .timeout(TIMEOUT)
            .build(
                (message, call) ->
                    Optional.of(
                        system
                            .within(call.timeout())
                            .post(
                                message.channel(),
                                message.thread(),
                                message.text(),
                                call.callId()))),
        RecordTool.builder(
                "update_message",
                "Changes a message that was posted, such as the state of an incident.",
                Change.class,
                Posted.class)
            .effect(ToolEffect.REVERSIBLE)
            .idempotent()
            .cost(CostTier.LOW)
            .timeout(TIMEOUT)
            .build(
                (change, call) ->
                    Optional.of(
                        system
                            .within(call.timeout())
                            .update(
                                new Posted(change.channel(), change.thread(), change.id()),
                                change.text()))));
  }
}
