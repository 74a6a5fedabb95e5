package io.runbookmemory.store.replica;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.store.MemoryStore;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the shared store. It is opened when it first can be; a reader waits for it no longer
 * than is bearable; and after it failed no reader asks it until it has answered the follower again,
 * for a database that hangs would take each of them as long. Thread-safe.
 */
final class SharedStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SharedStore.class);

  /** The most readers that wait on threads of ours; one more waits on its own. */
  private static final int MAX_WORKERS = 64;

  private static final long IDLE_SECONDS = 60;

  /**
   * The least time that readers leave it alone, so that a recall that began on the copy mostly ends
   * on it, and a store that is slow rather than down is not waited for again and again.
   */
  private static final Duration REST = Duration.ofSeconds(1);

  /**
   * Why it is not asked.
   *
   * @param at when it failed, by {@link System#nanoTime}
   */
  private record Outage(long at, String why) {}

  private final Supplier<? extends MemoryStore> opener;
  private final Duration patience;
  private final Bell bell;
  private final ThreadPoolExecutor workers;
  private volatile @Nullable MemoryStore store;
  private volatile @Nullable Outage outage;
  private volatile boolean closed;

  /**
   * Creates the way.
   *
   * @param patience how long a reader waits
   * @param bell rings when it has failed, and when it answers again
   */
  SharedStore(Supplier<? extends MemoryStore> opener, Duration patience, Bell bell) {
    this.opener = opener;
    this.patience = patience;
    this.bell = bell;
    this.workers =
        new ThreadPoolExecutor(
            0,
            MAX_WORKERS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().name("arm-shared-", 0).daemon().factory(),
            new ThreadPoolExecutor.CallerRunsPolicy());
  }

  /** Returns how long a reader waits. */
  Duration patience() {
    return patience;
  }

  /** Returns why it is not asked, or null if it is. */
  @Nullable String fault() {
    Outage now = outage;
    return now == null ? null : now.why();
  }

  /** Returns what it answers a reader, or null if it does not, or does not in time. */
  <T> @Nullable T askBriefly(Function<MemoryStore, T> question) {
    if (outage != null) {
      return null;
    }
    try {
      return askWithin(patience, question);
    } catch (ArmException e) {
      missed(e);
      return null;
    }
  }

  /**
   * The same when it is opened, with another patience. If it says that it can never be opened like
   * this, so does this.
   */
  <T> @Nullable T askAtFirst(Duration most, Function<MemoryStore, T> question) {
    try {
      return askWithin(most, question);
    } catch (UnavailableException e) {
      missed(e);
      return null;
    }
  }

  private <T> @Nullable T askWithin(Duration most, Function<MemoryStore, T> question) {
    Future<T> future = workers.submit(() -> question.apply(opened()));
    boolean interrupted = false;
    long deadline = System.nanoTime() + most.toNanos();
    try {
      while (true) {
        try {
          return future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          // It is not for long; whoever is interrupted gets an answer all the same.
          interrupted = true;
        }
      }
    } catch (TimeoutException e) {
      future.cancel(true);
      fail("it has not answered within " + most.toMillis() + " ms", null);
      return null;
    } catch (ExecutionException e) {
      throw own(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns what the question threw; nothing that is checked can have been. */
  private static RuntimeException own(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException own -> own;
      case Error error -> throw error;
      case null, default -> new IllegalStateException("a question to the store failed", e);
    };
  }

  /** Returns what it answers the follower, who waits as long as it takes; null if it does not. */
  <T> @Nullable T ask(Function<MemoryStore, T> question) {
    long asked = System.nanoTime();
    T answer;
    try {
      answer = question.apply(opened());
    } catch (ArmException e) {
      missed(e);
      return null;
    }
    Outage before = outage;
    if (before != null
        && before.at() - asked < 0
        && System.nanoTime() - before.at() > REST.toNanos()) {
      answersAgain();
    }
    return answer;
  }

  /** Returns what a write gives. It is always tried, and waits as long as the store itself does. */
  <T> T write(Function<MemoryStore, T> write) {
    T result;
    try {
      result = write.apply(opened());
    } catch (UnavailableException e) {
      missed(e);
      throw e;
    }
    if (outage != null) {
      answersAgain();
    }
    return result;
  }

  private void answersAgain() {
    LOG.info("the shared store answers again");
    outage = null;
    bell.ring();
  }

  /** Notes a fault of the store; throws what is the question's own. */
  private void missed(ArmException fault) {
    if (fault instanceof EmbeddingSpaceException || fault instanceof InvalidInputException) {
      throw fault;
    }
    fail(fault.getMessage(), fault);
  }

  private void fail(@Nullable String why, @Nullable Throwable cause) {
    requireOpen();
    boolean first = outage == null;
    outage = new Outage(System.nanoTime(), String.valueOf(why));
    if (first) {
      LOG.warn("the shared store is left alone, the local copy is read: {}", why, cause);
      bell.ring();
    }
  }

  /** Opens the store if it is not yet. */
  private MemoryStore opened() {
    requireOpen();
    MemoryStore open = store;
    if (open == null) {
      synchronized (this) {
        open = store;
        if (open == null) {
          open = opener.get();
          store = open;
        }
      }
    }
    if (closed) {
      // Whoever closed this may have come before the store was there.
      open.close();
      requireOpen();
    }
    return open;
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the replicated store is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    workers.shutdownNow();
    MemoryStore open = store;
    if (open != null) {
      open.close();
    }
  }
}
