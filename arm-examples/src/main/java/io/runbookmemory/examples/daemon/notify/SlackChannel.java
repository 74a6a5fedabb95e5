package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.connectors.chat.Posted;
import io.runbookmemory.connectors.chat.SlackClient;
import io.runbookmemory.connectors.chat.SlackMessage;
import io.runbookmemory.error.ArmException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel of Slack. The first message of an incident begins a thread; all that follows goes into
 * it, and its end shows in the first message too.
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
    if (one.resolved()) {
      end(first, one.title());
    }
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

  /** The thread has the end already: nobody is told again if this fails. */
  private void end(SlackThreads.Begun first, String title) {
    try {
      client.update(
          new Posted(first.channel(), null, first.message()),
          new SlackMessage(title + "\n\n" + first.text(), List.of()));
    } catch (ArmException e) {
      LOG.warn("the first message of {} still looks open: {}", first.incident(), e.getMessage());
    }
  }
}
