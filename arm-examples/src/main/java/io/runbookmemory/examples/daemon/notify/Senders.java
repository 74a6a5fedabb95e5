package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.examples.daemon.config.ChannelPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The senders of all channels, for as long as this process may send. What is queued for a channel
 * that there is no more is told to the log, so that nothing is left. Thread-safe.
 */
public final class Senders implements AutoCloseable {

  private final Map<String, Sender> senders = new LinkedHashMap<>();
  private final Sender log;

  /** Begins to send, with what an earlier process left. */
  public Senders(Map<String, Channel> channels, Outbox outbox, Surroundings around) {
    channels.forEach(
        (name, channel) ->
            senders.put(name, new Sender(name, channel, outbox, around, System::nanoTime)));
    this.log = Objects.requireNonNull(senders.get(ChannelPart.LOG.name()), "the log is a channel");
    outbox.unsent().forEach(this::send);
  }

  /** Hands over what stands in the outbox. */
  public void send(Notification one) {
    senders.getOrDefault(one.channel(), log).add(one);
  }

  /** Returns how many wait. */
  public int waiting() {
    return senders.values().stream().mapToInt(Sender::waiting).sum();
  }

  /** Returns which channels tell nobody any more, each with why; empty while all is well. */
  public List<String> faults() {
    return senders.entrySet().stream()
        .flatMap(one -> one.getValue().fault().map(why -> one.getKey() + ": " + why).stream())
        .toList();
  }

  @Override
  public void close() {
    senders.values().forEach(Sender::close);
  }
}
