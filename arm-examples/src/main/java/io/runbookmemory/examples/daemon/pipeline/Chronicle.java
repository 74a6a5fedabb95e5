package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.examples.daemon.memory.Responder;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalBatch;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.ledger.LedgerEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes alerts into the journal of incidents, a page of them at a time: what {@link #entries}
 * gives goes into the commit that says that they were handled. For one thread.
 */
final class Chronicle {

  static final String BY = "daemon";
  private static final int MOST_KNOWN = 10_000;

  private final Responder responder;
  private JournalBatch batch;

  /** Where an alert was written last, so that a storm does not search the journal each time. */
  private final Map<String, MemoryId> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, MemoryId> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  Chronicle(Responder responder) {
    this.responder = responder;
    this.batch = responder.incidents().batch();
  }

  /** Begins a page. */
  void begin() {
    batch = responder.incidents().batch();
  }

  /** Returns what was written since the page began. */
  List<LedgerEntry> entries() {
    return batch.entries();
  }

  /** Opens the incident of an alert, or finds it. */
  MemoryId open(Situation situation, @Nullable ActionPlan plan) {
    MemoryId id = responder.open(situation, plan, batch).incident().id();
    known.put(situation.alert().orElseThrow().fingerprint().value(), id);
    return id;
  }

  /**
   * Adds an alert to the incident of another; to one of its own where that has none, or where it
   * fires in one that is not over: its end is to be told where its beginning was.
   */
  MemoryId join(Situation situation, String leader) {
    Alert alert = situation.alert().orElseThrow();
    Optional<MemoryId> there =
        where(leader).flatMap(id -> journal().attach(id, alert, BY)).map(JournalIncident::id);
    there.ifPresent(id -> known.put(alert.fingerprint().value(), id));
    return there.orElseGet(() -> open(situation, null));
  }

  /** Takes up again what somebody ended though it fires; whether it was over. */
  boolean reopen(MemoryId id, Alert alert, Instant at) {
    boolean over = journal().get(id).filter(one -> one.state().isOpen()).isEmpty();
    if (over) {
      String why = alert.name().orElse("an alert") + " fires on";
      journal().write(id, new JournalEvent.Reopened(why), at, BY);
    }
    return over;
  }

  /** Returns when somebody ended what an alert belongs to that fires on; empty if nobody did. */
  Optional<Instant> closed(Alert alert) {
    String fingerprint = alert.fingerprint().value();
    return Optional.ofNullable(known.get(fingerprint))
        .flatMap(id -> journal().get(id))
        .or(
            () ->
                journal().search(IncidentQuery.builder().alert(fingerprint).build()).stream()
                    .findFirst())
        .flatMap(JournalIncident::closedAt);
  }

  private Optional<MemoryId> where(String fingerprint) {
    return Optional.ofNullable(known.get(fingerprint))
        .filter(id -> journal().get(id).filter(one -> one.state().isOpen()).isPresent())
        .or(
            () ->
                journal()
                    .search(IncidentQuery.builder().alert(fingerprint).open(true).build())
                    .stream()
                    .findFirst()
                    .map(JournalIncident::id));
  }

  /** Writes the end of an alert; returns its incident, though it was written before. */
  Optional<JournalIncident> end(Alert alert, Instant at) {
    Optional<JournalIncident> ended = journal().ended(alert, at, BY).map(this::overThough);
    return ended.isPresent()
        ? ended
        : journal()
            .search(IncidentQuery.builder().alert(alert.fingerprint().value()).build())
            .stream()
            .filter(one -> at.equals(one.times().resolvedAt()))
            .findFirst();
  }

  /** An end that is told late lies before the incident was taken up because it fires on. */
  private JournalIncident overThough(JournalIncident one) {
    return one.state().isOpen() && one.firing().isEmpty()
        ? journal()
            .write(one.id(), new JournalEvent.Resolved(null), one.entries().getLast().at(), BY)
            .orElseThrow()
        : one;
  }

  /** Returns the journal with what this page wrote. */
  IncidentJournal journal() {
    return batch.journal();
  }
}
