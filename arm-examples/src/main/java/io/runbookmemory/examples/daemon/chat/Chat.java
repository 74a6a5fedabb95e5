package io.runbookmemory.examples.daemon.chat;

import io.runbookmemory.examples.daemon.http.Door;
import io.runbookmemory.examples.daemon.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The doors of Slack and Teams, and the threads that do what comes through them: a chat waits three
 * or five seconds for an answer, a slow chat holds up nobody but itself. Thread-safe.
 */
public final class Chat implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Chat.class);
  private static final int THREADS = 4;
  private static final int MOST_WAITING = 64;
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final ThreadPoolExecutor pool = pool("arm-chat");

  private final Backing backing;
  private final Replays replays;
  private final Commands commands;

  public Chat(Backing backing) {
    this.backing = backing;
    this.replays = new Replays(backing.ledger());
    this.commands = new Commands(backing);
  }

  private static ThreadPoolExecutor pool(String name) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name(name, 0).daemon().factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Returns the doors; those of a chat that is not configured answer 404. */
  public List<Door> doors() {
    return List.of(new SlackCommandDoor(this), new SlackClickDoor(this), new TeamsDoor(this, pool));
  }

  Backing backing() {
    return backing;
  }

  Commands commands() {
    return commands;
  }

  /** Returns whether a signed request was not heard before. */
  boolean isNew(String signature) {
    return replays.isNew(signature, backing.clock().instant());
  }

  /** Does something soon; returns false if too much waits. */
  boolean soon(Runnable work) {
    Runnable held = backing.held().apply(work);
    try {
      pool.execute(
          () -> {
            try {
              held.run();
            } catch (RuntimeException e) {
              LOG.error("the chat failed", e);
            }
          });
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  static Reply off() {
    return Reply.problem(404, "Not found", "this chat is not configured; see docs/chat.md");
  }

  /** All of these look alike: who guesses learns nothing. */
  static Reply forged() {
    return Reply.problem(
        401, "Unauthorized", "the request must be signed, and be sent now and once");
  }

  /** Ends what has begun. */
  @Override
  public void close() {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
