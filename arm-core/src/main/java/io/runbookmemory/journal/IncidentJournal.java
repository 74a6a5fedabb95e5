package io.runbookmemory.journal;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.text.Excerpt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of one tenant, from the first alert to the last word. All that happens is appended
 * to a ledger and never changed; what an incident is now follows from it. Daemons that share the
 * ledger share the journal: an alert that two of them are told of opens one incident, a webhook
 * that comes twice is written once, and what comes late stands where it belongs.
 *
 * <p>All of the journal is held in memory while it is used: about 1 KB an entry that says something
 * new, .2 KB one that says again what was said; {@link #prune} bounds it. Thread-safe.
 */
public final class IncidentJournal {

  private static final int TITLE_LENGTH = 120;

  private final Ledger ledger;
  private final JournalCodec codec;
  private final JournalPolicy policy;
  private final RandomGenerator random;
  private final JournalView stored;
  private final JournalEntries view;

  /**
   * Creates a journal.
   *
   * @param ledger where it is kept, in the stream {@code incidents}
   * @param redactor takes secrets out of all texts
   * @param policy when alerts open and end incidents
   * @param random the randomness of the ids of what people report
   */
  public IncidentJournal(
      Ledger ledger, Redactor redactor, JournalPolicy policy, RandomGenerator random) {
    this.ledger = ledger;
    this.codec = new JournalCodec(redactor);
    this.policy = policy;
    this.random = random;
    this.stored = new JournalView(ledger);
    this.view = stored;
  }

  /** The same journal, with entries that are not yet in the ledger. */
  private IncidentJournal(IncidentJournal journal, PendingEntries pending) {
    this.ledger = journal.ledger;
    this.codec = journal.codec;
    this.policy = journal.policy;
    this.random = journal.random;
    this.stored = journal.stored;
    this.view = pending;
  }

  /**
   * Begins writes that are appended together.
   *
   * @return a batch that has written nothing yet, of this journal as it is now
   */
  public JournalBatch batch() {
    PendingEntries pending = new PendingEntries(stored);
    return new JournalBatch(ledger, pending, new IncidentJournal(this, pending));
  }

  /**
   * Opens an incident that somebody tells of.
   *
   * @param what what is seen; without an alert
   * @param since when the harm began, as far as is known
   * @param by who tells
   * @return the incident, new
   */
  public JournalIncident open(JournalEvent.Opened what, Instant since, String by) {
    return open(MemoryId.fresh(since, random), what, since, by);
  }

  /**
   * Opens an incident that has an identity already, such as one of another system: told again, it
   * stays as it was told first.
   *
   * @param id from {@link MemoryId#named}
   * @param what what is seen; without an alert
   * @param since when the harm began, as far as is known
   * @param by who tells
   * @return the incident as it is now
   */
  public JournalIncident open(MemoryId id, JournalEvent.Opened what, Instant since, String by) {
    if (what.alert() != null) {
      throw new IllegalArgumentException("an incident of an alert is opened with the alert itself");
    }
    appendOnce(List.of(codec.write(id, what, since, by, "opened")));
    return view.get(id).orElseThrow();
  }

  /**
   * Opens the incident of an alert, or finds it: the one that was told of this episode, the one
   * where the alert fires, or one that ended so shortly before that this is the same. What is told
   * late goes to the incident of its time, or opens one in the past. One that is not over and of
   * which nothing was heard for long is abandoned, and the alert opens another.
   *
   * @param alert as it is reported, however often
   * @param place where
   * @param at when it is reported
   * @param by who or what reports it
   * @return the incident, and whether it is new
   */
  public Opening open(Alert alert, Place place, Instant at, String by) {
    AlertEpisode episode = AlertEpisode.of(alert);
    List<JournalIncident> all = view.of(episode.alert().fingerprint());
    Optional<JournalIncident> told = all.stream().filter(episode::isIn).findFirst();
    if (told.isPresent()) {
      return new Opening(told.get(), Opening.How.KNOWN);
    }
    Neighbours near = Neighbours.of(all, alert.startsAt());
    Opening opening =
        continued(near, alert, by).orElseGet(() -> begin(alert, place, at, by, near.before()));
    return superseded(opening, near.after());
  }

  /** Finds the incident that an episode goes on with. */
  private Optional<Opening> continued(Neighbours near, Alert alert, String by) {
    Instant since = alert.startsAt();
    JournalIncident known = near.before();
    if (known != null) {
      Instant over = known.times().resolvedAt();
      if (over == null && !Neighbours.isSilent(known, since, policy.abandonedAfter())) {
        return Optional.of(again(known, alert, by, Opening.How.KNOWN));
      }
      if (over != null && !since.isAfter(over)) {
        return Optional.of(new Opening(known, Opening.How.KNOWN));
      }
      if (over != null && !since.isAfter(over.plus(policy.reopenWithin()))) {
        return Optional.of(again(known, alert, by, Opening.How.AGAIN));
      }
    }
    return Optional.ofNullable(near.after())
        .filter(next -> !since.plus(policy.reopenWithin()).isBefore(next.times().openedAt()))
        .map(next -> again(next, alert, by, Opening.How.KNOWN));
  }

  /** An alert that fires anew has ended before, though nobody said when. */
  private Opening superseded(Opening opening, @Nullable JournalIncident next) {
    return Optional.ofNullable(next)
        .filter(later -> !later.id().equals(opening.incident().id()))
        .filter(later -> opening.incident().state().isOpen())
        .map(later -> abandon(opening.incident().id(), later.times().openedAt()))
        .map(opening::of)
        .orElse(opening);
  }

  private JournalIncident abandon(MemoryId id, Instant at) {
    JournalEvent abandoned = new JournalEvent.Abandoned("its alert fired anew");
    appendOnce(List.of(codec.write(id, abandoned, at, "arm", "abandoned " + at)));
    return view.get(id).orElseThrow();
  }

  private Opening begin(
      Alert alert, Place place, Instant at, String by, @Nullable JournalIncident before) {
    if (before != null && before.state().isOpen()) {
      abandon(before.id(), alert.startsAt());
    }
    AlertEpisode episode = AlertEpisode.of(alert);
    AlertName name = episode.alert();
    MemoryId id = episode.id();
    JournalEvent.Opened opened =
        new JournalEvent.Opened(
            title(alert),
            words(alert),
            place,
            alert.label("severity").flatMap(Severity::of).orElse(null),
            name);
    List<LedgerEntry> both = new ArrayList<>();
    both.add(codec.write(id, opened, alert.startsAt(), by, "opened"));
    both.add(codec.write(id, new JournalEvent.Detected("alert"), at, by, "detected"));
    boolean first = appendOnce(both);
    return new Opening(endedEarlier(id, episode), first ? Opening.How.NEW : Opening.How.KNOWN);
  }

  private Opening again(JournalIncident known, Alert alert, String by, Opening.How how) {
    Instant since = alert.startsAt();
    AlertEpisode episode = AlertEpisode.of(alert);
    if (episode.isIn(known)) {
      return new Opening(known, how);
    }
    AlertName name = episode.alert();
    MemoryId id = known.id();
    List<LedgerEntry> entries = new ArrayList<>();
    if (how == Opening.How.AGAIN) {
      JournalEvent reopened = new JournalEvent.Reopened(name.name() + " fires again");
      entries.add(codec.write(id, reopened, since, by, "reopened " + since));
    }
    JournalEvent alerted = new JournalEvent.Alerted(name, words(alert));
    entries.add(codec.write(id, alerted, since, by, "alerted " + name.fingerprint() + " " + since));
    appendOnce(entries);
    return new Opening(endedEarlier(id, episode), how);
  }

  /** Writes the end of an episode that was told before its beginning. */
  private JournalIncident endedEarlier(MemoryId id, AlertEpisode episode) {
    return view.end(episode.id())
        .map(end -> end(id, episode.alert(), end.at(), end.by()))
        .or(() -> view.get(id))
        .orElseThrow();
  }

  /**
   * Writes down that an alert fires no more, in every incident that was told of this episode. With
   * the last one its incident is over, if the policy has it so and nobody said it before. The end
   * of what began nowhere yet is kept until that is told.
   *
   * @param alert the alert
   * @param at when it ended
   * @param by who or what reports it
   * @return its incident, the last where there are several; empty if there is none where it fires,
   *     and none is changed
   */
  public Optional<JournalIncident> ended(Alert alert, Instant at, String by) {
    AlertEpisode episode = AlertEpisode.of(alert);
    List<JournalIncident> all = view.of(episode.alert().fingerprint());
    boolean known = all.stream().anyMatch(episode::isIn);
    List<JournalIncident> fires =
        all.stream().filter(one -> one.firing().contains(episode.alert())).toList();
    if (known) {
      return fires.stream()
          .filter(episode::isIn)
          .map(one -> end(one.id(), episode.alert(), at, by))
          .reduce((one, later) -> later);
    }
    Optional<JournalIncident> there =
        fires.reversed().stream().filter(one -> !at.isBefore(one.times().openedAt())).findFirst();
    if (there.isEmpty() && view.end(episode.id()).isEmpty()) {
      Instant end = at.isBefore(alert.startsAt()) ? alert.startsAt() : at;
      JournalEvent event = new JournalEvent.AlertEnded(episode.alert());
      appendOnce(
          List.of(JournalCodec.early(codec.write(episode.id(), event, end, by, "early end"))));
    }
    return there.map(one -> end(one.id(), episode.alert(), at, by));
  }

  private JournalIncident end(MemoryId id, AlertName name, Instant at, String by) {
    append(List.of(codec.write(id, new JournalEvent.AlertEnded(name), at, by)));
    JournalIncident now = view.get(id).orElseThrow();
    return policy.endWithAlerts() && now.state() != IncidentState.RESOLVED && now.firing().isEmpty()
        ? write(id, new JournalEvent.Resolved(null), at, by).orElseThrow()
        : now;
  }

  /**
   * Adds an alert of another name to an incident, such as one that a storm brought. An alert that
   * fires in another incident that is not over stays in that one.
   *
   * @param id the incident
   * @param alert the alert
   * @param by who or what says that it belongs there
   * @return the alert's incident as it is now; empty if there is none of the id
   */
  public Optional<JournalIncident> attach(MemoryId id, Alert alert, String by) {
    return view.get(id)
        .map(known -> again(own(alert).orElse(known), alert, by, Opening.How.KNOWN).incident());
  }

  /** Returns the incident that an alert fires in and goes on with. */
  private Optional<JournalIncident> own(Alert alert) {
    AlertEpisode episode = AlertEpisode.of(alert);
    return view.of(episode.alert().fingerprint()).reversed().stream()
        .filter(one -> one.state().isOpen() && one.firing().contains(episode.alert()))
        .filter(
            one ->
                episode.isIn(one)
                    || !Neighbours.isSilent(one, alert.startsAt(), policy.abandonedAfter()))
        .findFirst();
  }

  /**
   * Writes down what happened. The same said twice, of the same moment and by the same, is written
   * once.
   *
   * @param id the incident
   * @param event what happened; an opening has its own methods
   * @param at when it happened
   * @param by who or what says so
   * @return the incident as it is now; empty if there is none, and nothing is written
   */
  public Optional<JournalIncident> write(MemoryId id, JournalEvent event, Instant at, String by) {
    if (event instanceof JournalEvent.Opened) {
      throw new IllegalArgumentException("an incident begins once; use open");
    }
    if (view.get(id).isEmpty()) {
      return Optional.empty();
    }
    append(List.of(codec.write(id, event, at, by)));
    return view.get(id);
  }

  /**
   * Writes down what has a name of its own, such as a call: told again, it stays as it was told
   * first. Returns whether there is such an incident.
   */
  boolean writeOnce(MemoryId id, JournalEvent event, Instant at, String by, String key) {
    if (view.get(id).isEmpty()) {
      return false;
    }
    appendOnce(List.of(codec.write(id, event, at, by, key)));
    return true;
  }

  /**
   * Returns an incident.
   *
   * @param id its identity
   * @return as it is now; empty if there is none
   */
  public Optional<JournalIncident> get(MemoryId id) {
    return view.get(id);
  }

  /**
   * Returns the incidents that are not over.
   *
   * @return the newest first
   */
  public List<JournalIncident> open() {
    return search(IncidentQuery.builder().open(true).build());
  }

  /**
   * Returns the incidents that answer a query.
   *
   * @param query which
   * @return those with the most of its words first, then the newest
   */
  public List<JournalIncident> search(IncidentQuery query) {
    return query.of(view.all());
  }

  /**
   * Drops what happened before a time, but nothing since the oldest incident began that is not
   * over.
   *
   * @param before what is older may go
   * @return how many entries went
   */
  public long prune(Instant before) {
    Instant oldest =
        open().stream()
            .map(incident -> incident.times().openedAt())
            .min(Comparator.naturalOrder())
            .filter(opened -> opened.isBefore(before))
            .orElse(before);
    return view.prune(oldest);
  }

  private void append(List<LedgerEntry> entries) {
    view.append(entries);
  }

  /** Appends what another daemon may write at the same moment, perhaps in other words. */
  private boolean appendOnce(List<LedgerEntry> entries) {
    try {
      view.append(entries);
      return true;
    } catch (IllegalArgumentException e) {
      // One of the same name stands there: the other's words are as good as these.
      return false;
    }
  }

  private static String title(Alert alert) {
    String summary = alert.annotations().getOrDefault("summary", "").strip();
    return summary.isEmpty()
        ? AlertEpisode.of(alert).alert().name()
        : Excerpt.title(summary, TITLE_LENGTH);
  }

  private static String words(Alert alert) {
    return String.join("\n", alert.annotations().values());
  }
}
