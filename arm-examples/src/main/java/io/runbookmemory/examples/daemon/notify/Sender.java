package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.daemon.observe.Stage;
import io.runbookmemory.examples.daemon.observe.Tracing;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the notifications of one channel over, one after another, on a thread of its own. What is
 * not taken is tried again, after a second, two, four and so on up to a minute; after a day it is
 * given up, and the log is told in its place. Thread-safe.
 */
final class Sender implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
  private static final long GLANCE_MILLIS = 100;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration GIVE_UP = Duration.ofDays(1);

  private final String name;
  private final Channel channel;
  private final Outbox outbox;
  private final Surroundings around;
  private final LinkedBlockingQueue<Notification> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean open = true;

  Sender(String name, Channel channel, Outbox outbox, Surroundings around) {
    this.name = name;
    this.channel = channel;
    this.outbox = outbox;
    this.around = around;
    this.thread = Thread.ofPlatform().name("arm-send-" + name).daemon().start(this::run);
  }

  void add(Notification one) {
    queue.add(one);
  }

  int waiting() {
    return queue.size();
  }

  private void run() {
    try {
      while (open) {
        Notification next = queue.poll(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          send(next);
        }
      }
    } catch (InterruptedException e) {
      // Closed amid a pause: what is left stands in the outbox.
      Thread.currentThread().interrupt();
    }
  }

  private void send(Notification one) throws InterruptedException {
    Duration pause = Duration.ofSeconds(1);
    while (open && !isTold(one)) {
      boolean last =
          Duration.between(one.acceptedAt(), around.clock().instant()).compareTo(GIVE_UP) > 0;
      around.meters().failed(name, last);
      if (last) {
        giveUp(one);
        return;
      }
      Thread.sleep(pause);
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
  }

  /** Returns whether nothing is left to do: told, and written down that it was. */
  private boolean isTold(Notification one) {
    try (Stage stage = around.tracing().call("notify", one.trace())) {
      stage
          .with("arm.channel", name)
          .with("arm.incident", one.incident())
          .with("arm.urgency", one.urgency().name());
      return isTold(one, stage);
    }
  }

  private boolean isTold(Notification one, Stage stage) {
    try {
      stage.run(() -> channel.tell(one));
    } catch (ArmException e) {
      stage.failed(e.getClass().getSimpleName());
      LOG.warn("{} did not take {}: {}", name, one.id(), e.getMessage());
      write("notification-failed", one, Map.of("reason", String.valueOf(e.getMessage())));
      return false;
    } catch (RuntimeException e) {
      stage.failed(e.getClass().getSimpleName());
      LOG.error("{} failed over {}", name, one.id(), e);
      return false;
    }
    around.meters().notified(name, Duration.between(one.acceptedAt(), around.clock().instant()));
    end(one, true);
    return true;
  }

  private void giveUp(Notification one) {
    write("notification-given-up", one, Map.of("title", one.title(), "text", one.text()));
    end(one, false);
  }

  private void write(String event, Notification one, Map<String, String> more) {
    Map<String, String> fields = new HashMap<>(more);
    fields.put("channel", name);
    fields.put("key", one.key());
    fields.put("incident", Objects.requireNonNullElse(one.incident(), ""));
    fields.put("trace", Tracing.id(one.trace()));
    around.log().write(event, fields);
  }

  /** Where this fails, whoever goes on sends it again, by the same key. */
  private void end(Notification one, boolean sent) {
    try {
      if (!outbox.end(one, sent, around.lease().get())) {
        open = false;
      }
    } catch (ArmException e) {
      LOG.warn("it could not be written down that {} was told", one.id(), e);
    }
  }

  /** Ends the call that is under way, but no pause, and leaves the rest in the outbox. */
  @Override
  public void close() {
    open = false;
    try {
      if (!thread.join(Duration.ofSeconds(1))) {
        thread.interrupt();
        thread.join(Duration.ofSeconds(20));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
