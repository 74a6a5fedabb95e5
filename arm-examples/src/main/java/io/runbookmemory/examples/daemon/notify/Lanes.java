package io.runbookmemory.examples.daemon.notify;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one channel: a lane for each incident, whose order is kept, and among lanes what
 * is due the longest comes first. So what is not taken holds up its own incident alone. For one
 * thread.
 */
final class Lanes {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Map<String, Queue<Notification>> lanes = new HashMap<>();

  /** The first of each lane. */
  private final PriorityQueue<Waiting> heads;

  private long number;
  private int size;

  /** Creates them, empty, at a time of the nano clock. */
  Lanes(long now) {
    // The nano clock may run over: only differences count.
    this.heads =
        new PriorityQueue<>(
            Comparator.<Waiting>comparingLong(one -> one.due() - now)
                .thenComparingLong(Waiting::number));
  }

  /**
   * The first of its lane.
   *
   * @param number in the order in which they became first
   * @param due when it is to be tried
   * @param pause for how long after that try
   */
  record Waiting(Notification notification, long number, long due, Duration pause) {}

  void add(Notification one, long now) {
    Queue<Notification> lane = lanes.get(lane(one));
    if (lane == null) {
      lanes.put(lane(one), new ArrayDeque<>());
      head(one, now);
    } else {
      lane.add(one);
    }
    size++;
  }

  private void head(Notification one, long now) {
    heads.add(new Waiting(one, number++, now, FIRST_PAUSE));
  }

  private static String lane(Notification one) {
    return one.incident() == null ? one.key() : one.incident();
  }

  /** Returns whether something is to be tried. */
  boolean isDue(long now) {
    Waiting next = heads.peek();
    return next != null && next.due() - now <= 0;
  }

  /** Takes what is to be tried now; null if nothing is. It is then done, or to be tried again. */
  @Nullable Waiting due(long now) {
    return isDue(now) ? heads.poll() : null;
  }

  /** Tries it again later. */
  void again(Waiting one, long now) {
    Duration doubled = one.pause().multipliedBy(2);
    Duration next = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    heads.add(new Waiting(one.notification(), number++, now + one.pause().toNanos(), next));
  }

  /** Lets the next of its incident come. */
  void done(Waiting one, long now) {
    size--;
    String lane = lane(one.notification());
    Queue<Notification> behind = lanes.get(lane);
    Notification next = behind == null ? null : behind.poll();
    if (next == null) {
      lanes.remove(lane);
    } else {
      head(next, now);
    }
  }

  /** Returns how many wait, with the one that is being tried. */
  int size() {
    return size;
  }
}
