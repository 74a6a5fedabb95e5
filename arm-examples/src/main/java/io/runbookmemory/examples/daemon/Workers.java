package io.runbookmemory.examples.daemon;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.daemon.config.DaemonConfig;
import io.runbookmemory.examples.daemon.inbox.Inbox;
import io.runbookmemory.examples.daemon.inbox.Intake;
import io.runbookmemory.examples.daemon.memory.Responder;
import io.runbookmemory.examples.daemon.memory.Stores;
import io.runbookmemory.examples.daemon.pipeline.Backlog;
import io.runbookmemory.examples.daemon.pipeline.Parts;
import io.runbookmemory.examples.daemon.pipeline.Pipeline;
import io.runbookmemory.examples.daemon.spool.Spool;
import io.runbookmemory.examples.daemon.spool.SpoolRunner;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.store.ledger.Ledger;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who works on alerts: a pipeline on the ledger that daemons share, and where this machine has one
 * of its own another on that, while the first is down. Thread-safe.
 */
final class Workers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  private final Pipeline pipeline;
  private final @Nullable SpoolRunner spool;

  private Workers(Pipeline pipeline, @Nullable SpoolRunner spool) {
    this.pipeline = pipeline;
    this.spool = spool;
  }

  /**
   * Where alerts are brought, for as long as the process runs.
   *
   * @param shared the inbox of the ledger that daemons share
   * @param own this machine's, for while that is down; null where there is none
   */
  record Inboxes(Inbox shared, @Nullable Own own) {

    /** This machine's inbox, and how it is handed over. */
    record Own(Inbox inbox, Spool spool) {}

    static Inboxes of(DaemonConfig config, Stores stores, InstantSource clock) {
      var ledger = stores.ledger(config.tenant());
      Inbox shared = new Inbox(ledger, new PatternRedactor(), clock);
      count(shared, ledger);
      return new Inboxes(
          shared,
          stores
              .apart()
              .map(apart -> apart.ledger(config.tenant()))
              .map(
                  ours -> {
                    Inbox own = new Inbox(ours, new PatternRedactor(), clock);
                    return new Own(own, new Spool(shared, ledger, own, ours, clock));
                  })
              .orElse(null));
    }

    /** What an earlier process left waits from the beginning, and not once it is read again. */
    private static void count(Inbox shared, Ledger ledger) {
      try {
        shared.recount(Backlog.alerts(ledger));
      } catch (UnavailableException e) {
        LOG.warn("what waits is counted when the store is back: {}", e.getMessage());
      }
    }

    /** Returns where alerts are brought. */
    Intake intake() {
      return own == null ? shared : own.spool();
    }

    /** Returns how many are on this machine alone. */
    int spooled() {
      return own == null ? 0 : own.inbox().waiting();
    }

    /** Returns how many wait. */
    int waiting() {
      return shared.waiting() + (own == null ? 0 : own.inbox().waiting());
    }
  }

  /** One place to work: its ledgers and memories, what comes in, and what that is put to. */
  record Place(Stores stores, Inbox inbox, Responder responder) {}

  /** A place of this machine's own, and how it is handed over. */
  record Apart(Place place, Spool spool) {}

  /** How to work. */
  record How(DaemonConfig config, Parts.Rules rules, Parts.Tools tools) {

    Parts on(Place place) {
      var tenant = config.tenant();
      return new Parts(
          place.stores().ledger(tenant),
          place.stores().leases(),
          place.inbox(),
          place.responder(),
          rules,
          Generation.channels(config, () -> place.stores().ledger(tenant), tools),
          tools);
    }
  }

  /**
   * Begins.
   *
   * @param owner who, for people to read
   */
  static Workers start(How how, Place shared, @Nullable Apart apart, String owner) {
    Pipeline pipeline = Pipeline.start(how.on(shared), owner);
    if (apart == null) {
      return new Workers(pipeline, null);
    }
    Parts own = how.on(apart.place());
    return new Workers(
        pipeline,
        SpoolRunner.start(apart.spool(), () -> Pipeline.start(own, owner), how.tools().log()));
  }

  Pipeline.State state() {
    return pipeline.state();
  }

  /**
   * Returns which channels of what works now tell nobody any more, each with why; empty while all
   * is well.
   */
  List<String> faults() {
    SpoolRunner apart = spool;
    return apart != null && apart.isWorking() ? apart.faults() : pipeline.faults();
  }

  /** Returns what works while the shared ledger is down; empty where nothing does. */
  Optional<SpoolRunner> spool() {
    return Optional.ofNullable(spool);
  }

  @Override
  public void close() {
    pipeline.close();
    if (spool != null) {
      spool.close();
    }
  }
}
