package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.connectors.chat.Posted;
import io.runbookmemory.connectors.chat.SlackClient;
import io.runbookmemory.connectors.chat.SlackMessage;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.journal.JournalIncident;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel of Slack. The first message of an incident begins a thread; all that follows goes into
 * it, and what became of the incident shows in the first message too.
 *
 * @param channel where, as Slack calls it
 * @param buttons whether clicks come back to this daemon
 * @param threads where each incident began
 * @param words what is said of a notification
 */
record SlackChannel(
    SlackClient client,
    String channel,
    boolean buttons,
    SlackThreads threads,
    Function<Notification, String> words)
    implements Channel {

  private static final Logger LOG = LoggerFactory.getLogger(SlackChannel.class);

  @Override
  public void tell(Notification one) {
    String incident = one.incident();
    String text = words.apply(one);
    if (incident == null) {
      client.post(channel, null, text, one.id());
      return;
    }
    Optional<SlackThreads.Begun> begun = threads.find(incident, one.channel());
    if (begun.isEmpty()) {
      begin(one, incident, text);
      return;
    }
    SlackThreads.Begun first = begun.get();
    client.post(first.channel(), first.message(), text, one.id());
  }

  private void begin(Notification one, String incident, String text) {
    List<SlackMessage.Button> under =
        buttons && !one.resolved() ? SlackButtons.first(incident) : List.of();
    Posted posted = client.post(channel, null, new SlackMessage(text, under), one.id());
    try {
      threads.begin(
          new SlackThreads.Begun(1, incident, one.channel(), posted.channel(), posted.id(), text),
          one.acceptedAt());
    } catch (ArmException e) {
      // It was told. Told again for the sake of its thread, it would stand there twice.
      LOG.warn("the thread of {} is forgotten", incident, e);
    }
  }

  /**
   * Says in a thread what was said elsewhere, and shows it in the first message. What is not taken
   * is passed over.
   *
   * @param news null where the thread has it already
   * @param key names the call
   */
  void follow(
      SlackThreads.Begun first, JournalIncident incident, @Nullable String news, String key) {
    try {
      if (news != null) {
        client.post(first.channel(), first.message(), news, key);
      }
      SlackMessage now = SlackButtons.now(first.text(), incident);
      client.update(
          new Posted(first.channel(), null, first.message()),
          buttons ? now : new SlackMessage(now.text(), List.of()));
    } catch (ArmException e) {
      LOG.warn("a thread of {} was not told: {}", first.incident(), e.getMessage());
    }
  }
}
