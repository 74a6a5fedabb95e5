package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.daemon.inbox.Inbox;
import io.runbookmemory.examples.daemon.memory.Responder;
import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drafts what incidents taught, and where no draft waits measures their impact and looks for
 * budgets and metrics that move and were to be watched, on a thread of its own and while no alert
 * waits: nobody is told later because of it. Incidents of the last day that an earlier process left
 * come first. Thread-safe.
 */
final class Scribe implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Scribe.class);
  private static final long GLANCE_MILLIS = 100;

  /** So soon is seen what people ended, and what burns. */
  private static final long LOOK_NANOS = Duration.ofSeconds(15).toNanos();

  private final Responder responder;
  private final Inbox inbox;
  private final BurnWatch burns;
  private final MetricWatch metrics;
  private final Impacts impacts;
  private final InstantSource clock;
  private final Queue<Notification> noted = new ConcurrentLinkedQueue<>();
  private final LinkedBlockingQueue<MemoryId> over = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean open = true;
  private long looked = System.nanoTime() - LOOK_NANOS;

  Scribe(Parts parts) {
    this.responder = parts.responder();
    this.inbox = parts.inbox();
    Letter letter = new Letter(new PatternRedactor());
    this.burns = new BurnWatch(responder, parts.rules(), letter);
    this.metrics = new MetricWatch(responder, parts.rules(), letter);
    this.clock = parts.tools().clock();
    this.impacts = new Impacts(responder.incidents(), parts.rules().counts(), clock);
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
        if (over.isEmpty() && isIdle() && (next != null || isLookDue())) {
          look();
        }
      }
    } catch (InterruptedException e) {
      // Closed amid a draft: the next process begins it again.
      Thread.currentThread().interrupt();
    }
  }

  private void leftBehind() {
    try {
      IncidentQuery ended = Impacts.endedLately(clock.instant());
      for (JournalIncident incident : responder.incidents().search(ended)) {
        if (!responder.isDrafted(incident.id())) {
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

  /** Whether what is only looked at has to stop. */
  private boolean isNeeded() {
    return !isIdle() || !over.isEmpty();
  }

  private boolean isLookDue() {
    return System.nanoTime() - looked >= LOOK_NANOS;
  }

  private void look() {
    safely("budgets that burn", () -> noted.addAll(burns.look(clock.instant())));
    safely("metrics to watch", () -> noted.addAll(metrics.look(clock.instant(), this::isNeeded)));
    safely("impacts", () -> impacts.measure(this::isNeeded));
    looked = System.nanoTime();
  }

  private static void safely(String what, Runnable work) {
    try {
      work.run();
    } catch (ArmException e) {
      LOG.warn("{} cannot be looked at, which is tried again: {}", what, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{} cannot be looked at", what, e);
    }
  }

  /** Returns what was found to be told since the last call; some of it was told before. */
  List<Notification> noted() {
    List<Notification> found = new ArrayList<>();
    for (Notification one = noted.poll(); one != null; one = noted.poll()) {
      found.add(one);
    }
    return found;
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
