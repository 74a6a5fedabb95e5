package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.connectors.endpoint.RefusedRequestException;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.daemon.observe.Stage;
import io.runbookmemory.examples.daemon.observe.Tracing;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the notifications of one channel over, on a thread of its own. What is not taken is tried
 * again, after a second, two, four and so on up to a minute, and what belongs to other incidents
 * passes it. After a day it is given up, and at once where the server says that it takes no such
 * thing: then the log is told in its place. Thread-safe.
 */
final class Sender implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
  private static final long GLANCE_MILLIS = 100;

  /** Between two tries of a channel that took neither of the last two. */
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private static final Duration GIVE_UP = Duration.ofDays(1);

  /** Eight times as long as a channel gives a call: what lasts longer does not end by itself. */
  private static final Duration STUCK = Duration.ofMinutes(2);

  /** Of 4xx, what time or a person mends without the notification's being another one. */
  private static final Set<Integer> MENDED = Set.of(401, 403, 408, 429);

  private final String name;
  private final Channel channel;
  private final Outbox outbox;
  private final Surroundings around;
  private final LongSupplier nanos;
  private final LinkedBlockingQueue<Notification> queue = new LinkedBlockingQueue<>();
  private final Lanes lanes;
  private final Thread thread;
  private volatile boolean open = true;
  private volatile int behind;

  /** Since when one is being told, by the nano clock; null where none is. */
  private volatile @Nullable Long busySince;

  /**
   * Begins to wait for what is added.
   *
   * @param nanos the nano clock
   */
  Sender(String name, Channel channel, Outbox outbox, Surroundings around, LongSupplier nanos) {
    this.name = name;
    this.channel = channel;
    this.outbox = outbox;
    this.around = around;
    this.nanos = nanos;
    this.lanes = new Lanes(nanos.getAsLong());
    this.thread = Thread.ofPlatform().name("arm-send-" + name).daemon().start(this::run);
  }

  void add(Notification one) {
    queue.add(one);
  }

  int waiting() {
    return queue.size() + behind;
  }

  /** Returns why nobody is told here and, as it looks, nobody will be; empty while all is well. */
  Optional<String> fault() {
    if (open && !thread.isAlive()) {
      return Optional.of("its thread has ended");
    }
    Long since = busySince;
    Duration busy = since == null ? Duration.ZERO : Duration.ofNanos(nanos.getAsLong() - since);
    return busy.compareTo(STUCK) > 0
        ? Optional.of("in one call for " + busy.toSeconds() + " s")
        : Optional.empty();
  }

  private void run() {
    int failures = 0;
    try {
      while (open) {
        take();
        Lanes.Waiting next = lanes.due(nanos.getAsLong());
        if (next != null) {
          failures = isPast(next) ? 0 : failures + 1;
          behind = lanes.size();
        }
        if (next != null && failures > 1) {
          Thread.sleep(BETWEEN);
        }
      }
    } catch (InterruptedException e) {
      // Closed amid a pause: what is left stands in the outbox.
      Thread.currentThread().interrupt();
    }
  }

  /** No fault of one ends the thread: then nobody would be told of anything that comes behind. */
  private boolean isPast(Lanes.Waiting next) {
    busySince = nanos.getAsLong();
    try {
      return isDone(next);
    } catch (RuntimeException e) {
      LOG.error("{} is tried again over {}", name, next.notification().id(), e);
      lanes.again(next, nanos.getAsLong());
      return false;
    } finally {
      busySince = null;
    }
  }

  /** Takes what was added; waits for it for a moment where nothing is due. */
  private void take() throws InterruptedException {
    Notification one =
        lanes.isDue(nanos.getAsLong())
            ? queue.poll()
            : queue.poll(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
    while (one != null) {
      lanes.add(one, nanos.getAsLong());
      one = queue.poll();
    }
    behind = lanes.size();
  }

  /** Why it was not told; and whether it never will be. */
  private record Fault(String why, boolean isFinal) {}

  /**
   * Returns whether nothing is left to do: it was told, or given up. Without the lease nobody is
   * told.
   */
  private boolean isDone(Lanes.Waiting next) {
    if (!around.held().getAsBoolean()) {
      open = false; // It stands in the outbox, and whoever has the lease now tells it.
      return false;
    }
    Notification one = next.notification();
    Fault fault = tell(one);
    Duration age = Duration.between(one.acceptedAt(), around.clock().instant());
    if (fault == null && isElsewhere(one)) {
      around.meters().failed(one.channel(), true);
      end(one, "there is no channel " + one.channel() + " any more: the log alone was told");
    } else if (fault == null) {
      around.meters().notified(name, age);
      end(one, null);
    } else {
      boolean last = fault.isFinal() || age.compareTo(GIVE_UP) > 0;
      around.meters().failed(name, last);
      if (!last) {
        lanes.again(next, nanos.getAsLong());
        return false;
      }
      giveUp(one, fault.why());
    }
    lanes.done(next, nanos.getAsLong());
    return true;
  }

  /** Returns whether it was meant for a channel that there is no more. */
  private boolean isElsewhere(Notification one) {
    return !one.channel().equals(name);
  }

  private @Nullable Fault tell(Notification one) {
    try (Stage stage = around.tracing().call("notify", one.trace())) {
      stage
          .with("arm.channel", name)
          .with("arm.incident", one.incident())
          .with("arm.urgency", one.urgency().name());
      return tell(one, stage);
    }
  }

  private @Nullable Fault tell(Notification one, Stage stage) {
    try {
      stage.run(() -> channel.tell(one));
      return null;
    } catch (ArmException e) {
      stage.failed(e.getClass().getSimpleName());
      LOG.warn("{} did not take {}: {}", name, one.id(), e.getMessage());
      String why = String.valueOf(e.getMessage());
      write("notification-failed", one, Map.of("reason", why));
      return new Fault(why, isFinal(e));
    } catch (RuntimeException e) {
      stage.failed(e.getClass().getSimpleName());
      LOG.error("{} failed over {}", name, one.id(), e);
      return new Fault(e.toString(), false);
    }
  }

  private static boolean isFinal(ArmException fault) {
    return fault.getCause() instanceof RefusedRequestException refused
        && refused.status() / 100 == 4
        && !MENDED.contains(refused.status());
  }

  private void giveUp(Notification one, String why) {
    write(
        "notification-given-up",
        one,
        Map.of("reason", why, "title", one.title(), "text", one.text()));
    end(one, why);
  }

  private void write(String event, Notification one, Map<String, String> more) {
    Map<String, String> fields = new HashMap<>(more);
    fields.put("channel", name);
    fields.put("key", one.key());
    fields.put("incident", Objects.requireNonNullElse(one.incident(), ""));
    fields.put("trace", Tracing.id(one.trace()));
    around.log().write(event, fields);
  }

  /**
   * Where this fails, whoever goes on sends it again, by the same key.
   *
   * @param why nobody was told; null if the channel took it
   */
  private void end(Notification one, @Nullable String why) {
    Outbox.Ended ended = new Outbox.Ended(one, around.clock().instant(), why);
    try {
      if (!outbox.end(ended, around.lease().get())) {
        open = false;
      }
    } catch (RuntimeException e) {
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
