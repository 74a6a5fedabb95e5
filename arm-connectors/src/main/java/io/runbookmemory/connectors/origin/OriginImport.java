package io.runbookmemory.connectors.origin;

import io.runbookmemory.connectors.ingest.Ingested;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what changed in origins since they were read last. How far one was read is kept once all of
 * it is stored and not before: a run that ends in the middle loses nothing, and what it stored is
 * unchanged the next time. Several may import the same origin at once. Thread-safe if its cursors
 * are.
 */
public final class OriginImport {

  /**
   * How long before the last change the next run begins: the searches of wikis and trackers find a
   * change some minutes late, and not in the order of changes.
   */
  public static final Duration OVERLAP = Duration.ofMinutes(10);

  private final Cursors cursors;

  /** Takes what is imported. */
  public interface Sink {

    /**
     * Takes a document, to be stored by {@link #store} at the latest.
     *
     * @param document read or refused
     */
    void take(Ingested document);

    /** Stores what is not yet stored; if it fails the run counts for nothing. */
    void store();
  }

  /**
   * Creates imports.
   *
   * @param cursors how far origins were read
   */
  public OriginImport(Cursors cursors) {
    this.cursors = cursors;
  }

  /**
   * Returns from when on changes of an origin are read.
   *
   * @param origin any
   * @return empty if all of it is
   */
  public Optional<Instant> since(Origin origin) {
    return cursors.last(origin.cursor()).map(last -> last.minus(OVERLAP));
  }

  /**
   * Imports what changed in an origin.
   *
   * @param origin what is read
   * @param since from when on, as {@link #since} has it; null for all of it
   * @param now the present time: a change that claims to be later does not hide the next ones
   * @param sink takes the documents
   * @throws io.runbookmemory.error.ArmException if the origin or the sink fails; the next run
   *     begins where this one did
   */
  public void run(Origin origin, @Nullable Instant since, Instant now, Sink sink) {
    Latest latest = new Latest(now);
    origin.read(
        since,
        found -> {
          latest.add(found.changed());
          sink.take(found.document());
        });
    sink.store();
    latest
        .time()
        .filter(time -> cursors.last(origin.cursor()).filter(time::equals).isEmpty())
        .ifPresent(time -> cursors.move(origin.cursor(), time, now));
  }

  /** The last change, no later than now. */
  private static final class Latest {

    private final Instant now;
    private @Nullable Instant time;

    Latest(Instant now) {
      this.now = now;
    }

    void add(@Nullable Instant changed) {
      if (changed != null) {
        Instant past = changed.isAfter(now) ? now : changed;
        time = time == null || past.isAfter(time) ? past : time;
      }
    }

    Optional<Instant> time() {
      return Optional.ofNullable(time);
    }
  }
}
