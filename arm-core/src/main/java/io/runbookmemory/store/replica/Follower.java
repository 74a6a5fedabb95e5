package io.runbookmemory.store.replica;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that takes over what the shared store tells. In each round it asks which store it is,
 * reads on in the feed of each tenant until its end, and asks again which store it was.
 */
final class Follower implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  /** How many changes are read at once; with vectors a few megabytes. */
  static final int PAGE = 500;

  /** Hints that come together are one. */
  private static final Duration GATHERING = Duration.ofMillis(20);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** What the local store refuses it may refuse again, and each time all of it is read. */
  private static final Duration LONGEST_QUIET = Duration.ofMinutes(1);

  /** What tells one store from another, and what its vectors are of. */
  private record Source(@Nullable StoreIdentity identity, @Nullable EmbeddingSpace space) {

    static Source of(MemoryStore store) {
      return new Source(
          store instanceof IdentifiedStore identified ? identified.identity() : null,
          store.space().orElse(null));
    }
  }

  /** What became of a round. */
  private enum Round {
    /** Everything there was is here. */
    CAUGHT_UP,
    /** The shared store changed its past in between: there is more to do at once. */
    AGAIN,
    /** The shared store answers, but the copy cannot take it, or not yet. */
    REFUSED,
    /** The shared store does not answer. */
    DOWN
  }

  /** When to begin a round, and what time it is then. */
  record Rhythm(Bell bell, Duration interval, InstantSource clock) {}

  /** How far a tenant's feed was followed. */
  private sealed interface Followed {

    /** To its end; there may be more since a moment. */
    record ToTheEnd(Instant asked) implements Followed {}

    /** Not to its end, for the store stopped answering. */
    record Interrupted() implements Followed {}

    /** Not at all: it does not go on from where the copy stands. */
    record Forked() implements Followed {}
  }

  private final SharedStore shared;
  private final Copies copies;
  private final Set<Tenant> tenants;
  private final Duration interval;
  private final InstantSource clock;
  private final Bell bell;
  private volatile boolean ended;
  private volatile @Nullable String fault;
  private int failures;
  private int refusals;
  private long quietUntil;

  /**
   * Creates the follower.
   *
   * @param tenants whose memories are followed; may grow
   */
  Follower(SharedStore shared, Copies copies, Set<Tenant> tenants, Rhythm rhythm) {
    this.shared = shared;
    this.copies = copies;
    this.tenants = tenants;
    this.bell = rhythm.bell();
    this.interval = rhythm.interval();
    this.clock = rhythm.clock();
  }

  /** Ends after the round that is under way. */
  void end() {
    ended = true;
    bell.ring();
  }

  /** Returns what keeps the copy from going on though the shared store answers, or null. */
  @Nullable String fault() {
    return fault;
  }

  @Override
  public void run() {
    while (!ended) {
      bell.silence();
      Duration pause = pauseAfter(tried());
      try {
        if (!ended && bell.rings(pause) && !ended) {
          TimeUnit.NANOSECONDS.sleep(GATHERING.toNanos());
        }
      } catch (InterruptedException e) {
        // Only close interrupts.
        return;
      }
    }
  }

  private Round tried() {
    try {
      return round();
    } catch (RuntimeException e) {
      if (!ended) {
        say(e);
      }
      return Round.REFUSED;
    }
  }

  private void say(RuntimeException e) {
    String now = String.valueOf(e.getMessage());
    if (!now.equals(fault)) {
      LOG.warn("the local copy of the shared store does not go on, it is tried again", e);
    }
    fault = now;
    rest();
  }

  /** Lets some time go by before the copy is gone on with, the more the oftener in succession. */
  private void rest() {
    refusals++;
    quietUntil = System.nanoTime() + pause(refusals, LONGEST_QUIET);
  }

  private Duration pauseAfter(Round round) {
    failures = round == Round.DOWN ? failures + 1 : 0;
    return switch (round) {
      case AGAIN -> Duration.ZERO;
      case CAUGHT_UP -> shared.fault() == null ? interval : least(interval, FIRST_PAUSE);
      case REFUSED -> least(interval, FIRST_PAUSE);
      case DOWN -> Duration.ofNanos(pause(failures, LONGEST_PAUSE));
    };
  }

  private static long pause(int failures, Duration most) {
    long pause = Math.min(FIRST_PAUSE.toNanos() << Math.min(failures - 1, 20), most.toNanos());
    // A random half keeps daemons that failed together from coming back together.
    return pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2);
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Round round() {
    Source source = shared.ask(Source::of);
    if (source == null) {
      return Round.DOWN;
    }
    if (refusals > 0 && System.nanoTime() - quietUntil < 0) {
      // That it was asked is enough for readers to go back to it.
      return Round.REFUSED;
    }
    Copy copy = copies.following(source.identity(), source.space());
    Map<Tenant, Instant> moments = new HashMap<>();
    for (Tenant tenant : tenants) {
      switch (follow(tenant, copy, source)) {
        case Followed.ToTheEnd end -> moments.put(tenant, end.asked());
        case Followed.Interrupted down -> {
          return Round.DOWN;
        }
        case Followed.Forked forked -> {
          copies.anew(source.identity(), true, "its changes do not go on from those copied");
          rest();
          return Round.REFUSED;
        }
      }
    }
    Source after = shared.ask(Source::of);
    if (!source.equals(after)) {
      return after == null ? Round.DOWN : Round.AGAIN;
    }
    moments.forEach(copy::caughtUp);
    copies.settle(moments.keySet());
    fault = null;
    refusals = 0;
    return Round.CAUGHT_UP;
  }

  private Followed follow(Tenant tenant, Copy copy, Source source) {
    try {
      return follow(tenant, copy);
    } catch (UnavailableException e) {
      // The local store's: the disk is full, say. It goes on when that is mended.
      throw e;
    } catch (ArmException e) {
      copies.anew(source.identity(), true, "the local copy cannot take it: " + e.getMessage());
      throw e;
    }
  }

  /** Takes over what is new to the end of the feed. */
  private Followed follow(Tenant tenant, Copy copy) {
    while (true) {
      Progress progress = copy.state().progress(tenant);
      Instant asked = clock.instant();
      List<Change> page =
          shared.ask(store -> store.reader(tenant).changes(progress.before(), PAGE));
      if (page == null) {
        return new Followed.Interrupted();
      }
      boolean whole = page.size() < PAGE;
      if (!progress.isContinuedBy(page, whole)) {
        return new Followed.Forked();
      }
      List<Change> news =
          page.stream().filter(change -> change.position() > progress.position()).toList();
      if (!news.isEmpty()) {
        copy.take(tenant, news);
      }
      if (whole) {
        return new Followed.ToTheEnd(asked);
      }
    }
  }
}
