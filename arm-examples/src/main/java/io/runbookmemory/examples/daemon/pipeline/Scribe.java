package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.daemon.inbox.Inbox;
import io.runbookmemory.examples.daemon.memory.Responder;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drafts what incidents taught, and measures their impact when no draft waits, on a thread of its
 * own and while no alert waits: nobody is told later because of it. Incidents of the last day that
 * an earlier process left come first. Thread-safe.
 */
final class Scribe implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Scribe.class);
  private static final Duration LEFT_BEHIND = Duration.ofDays(1);
  private static final long GLANCE_MILLIS = 100;

  /** So soon is measured what people ended. */
  private static final long MEASURE_NANOS = Duration.ofSeconds(15).toNanos();

  private final Responder responder;
  private final Inbox inbox;
  private final Impacts impacts;
  private final InstantSource clock;
  private final LinkedBlockingQueue<MemoryId> over = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean open = true;
  private long measured = System.nanoTime() - MEASURE_NANOS;

  Scribe(Responder responder, Inbox inbox, Impacts impacts, InstantSource clock) {
    this.responder = responder;
    this.inbox = inbox;
    this.impacts = impacts;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("arm-draft").daemon().start(this::run);
  }

  void add(MemoryId incident) {
    over.add(incident);
  }

  private void run() {
    try {
      leftBehind();
      while (open) {
        MemoryId next = over.poll(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
        while (next != null && open && inbox.waiting() > 0) {
          TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
        }
        if (next != null && open) {
          draft(next);
        }
        if (over.isEmpty() && isIdle() && (next != null || isMeasureDue())) {
          measure();
        }
      }
    } catch (InterruptedException e) {
      // Closed amid a draft: the next process begins it again.
      Thread.currentThread().interrupt();
    }
  }

  private void leftBehind() {
    try {
      Instant since = clock.instant().minus(LEFT_BEHIND);
      IncidentQuery ended = IncidentQuery.builder().open(false).most(Integer.MAX_VALUE).build();
      for (JournalIncident incident : responder.incidents().search(ended)) {
        Instant at = incident.times().resolvedAt();
        if (at != null && at.isAfter(since) && !responder.isDrafted(incident.id())) {
          over.add(incident.id());
        }
      }
    } catch (ArmException e) {
      LOG.warn("incidents that ended before may lack their drafts: try arm drafts write", e);
    }
  }

  private boolean isIdle() {
    return open && inbox.waiting() == 0;
  }

  private boolean isMeasureDue() {
    return System.nanoTime() - measured >= MEASURE_NANOS;
  }

  private void measure() {
    try {
      impacts.measure(() -> !isIdle() || !over.isEmpty());
    } catch (ArmException e) {
      LOG.warn("impacts cannot be measured, which is tried again: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("impacts cannot be measured", e);
    }
    measured = System.nanoTime();
  }

  private void draft(MemoryId incident) {
    try {
      responder.draft(incident, clock.instant());
    } catch (ArmException e) {
      LOG.warn("nothing was drafted of {}: try arm drafts write {}", incident, incident, e);
    } catch (RuntimeException e) {
      LOG.error("nothing was drafted of {}", incident, e);
    }
  }

  /** Ends the draft that is under way. */
  @Override
  public void close() {
    open = false;
    try {
      if (!thread.join(Duration.ofSeconds(5))) {
        thread.interrupt();
        thread.join(Duration.ofSeconds(20));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
