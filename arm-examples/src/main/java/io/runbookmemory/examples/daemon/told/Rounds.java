package io.runbookmemory.examples.daemon.told;

import io.runbookmemory.examples.daemon.config.Mode;
import io.runbookmemory.examples.daemon.inbox.Report;
import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.examples.daemon.notify.Outbox;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Of which incidents people were told and not of the end, and which channels those are. All of it
 * follows from the ledger: that anybody is told from the {@link Round}s, who from the outbox. For
 * one thread.
 */
public final class Rounds {

  private static final int PAGE = 500;

  private final Mode mode;
  private final Duration quiet;
  private final Map<String, Round> open = new LinkedHashMap<>();

  /** When each channel was told last, by incident; those of an earlier round at the beginning. */
  private final Map<String, Map<String, Instant>> told = new HashMap<>();

  /** The alerts that were told in a round, by incident. */
  private final Map<String, Set<String>> alerts = new HashMap<>();

  /** When it was said that an incident is over, for as long as it may flap. */
  private final Map<String, Instant> over = new HashMap<>();

  /** The ends that were told, by the keys of their reports, until they were learned. */
  private final Set<String> ends = new HashSet<>();

  /**
   * Knows nothing yet.
   *
   * @param quiet how soon after its end an incident flaps that fires again
   */
  public Rounds(Mode mode, Duration quiet) {
    this.mode = mode;
    this.quiet = quiet;
  }

  /** Learns what a ledger says. */
  public void read(Ledger ledger) {
    long after = 0;
    List<PostedEntry> page;
    do {
      page = ledger.read(EntryFilter.of(Round.STREAM), after, PAGE);
      for (PostedEntry posted : page) {
        after = posted.position();
        LedgerEntry entry = posted.entry();
        if (entry.kind().equals(Round.OVER)) {
          end(Round.Over.read(entry.body()).incident(), entry.at());
        } else {
          Round round = Round.read(entry.body());
          begin(round, entry.kind().equals(Round.KEPT) ? round.since() : Instant.MIN);
        }
      }
    } while (page.size() == PAGE);
    new Outbox(ledger)
        .each(
            one -> {
              if (one.resolved()) {
                ends.add(one.key());
              } else {
                learn(one);
              }
            });
  }

  /**
   * Begins a round.
   *
   * @param at when its channels were told: before it, or since it began
   */
  private void begin(Round round, Instant at) {
    open.put(round.incident(), round);
    alerts.put(round.incident(), new HashSet<>());
    Map<String, Instant> channels = new LinkedHashMap<>();
    round.channels().forEach(name -> channels.put(name, at));
    told.put(round.incident(), channels);
  }

  private void end(String incident, Instant at) {
    open.remove(incident);
    told.remove(incident);
    alerts.remove(incident);
    over.values().removeIf(end -> !at.isBefore(end.plus(quiet)));
    over.put(incident, at);
  }

  /** Learns that a channel was told, or is to be. */
  public void learn(Notification one) {
    String incident = one.incident();
    Round round = incident == null ? null : open.get(incident);
    if (round != null && !one.resolved() && !one.acceptedAt().isBefore(round.since())) {
      told.getOrDefault(round.incident(), new HashMap<>()).put(one.channel(), one.acceptedAt());
      alerts.getOrDefault(round.incident(), new HashSet<>()).add(Report.fingerprint(one.key()));
    }
  }

  /** Returns whether the end of a report was told, and not only after its time of quiet. */
  public boolean isEndTold(String key) {
    return ends.contains(key);
  }

  /** Learns which ends were told later than they came. */
  public void late(Collection<String> keys) {
    ends.removeAll(keys);
  }

  /** Forgets what only a beginning asks for. */
  public void learned() {
    ends.clear();
  }

  /**
   * People are told of an incident: again, as they were, or with something that they do not know.
   *
   * @param anew whether they think that it is over
   * @return what is to be written down of that; empty where a round goes on
   */
  public Optional<Round> tell(JournalIncident incident, Verdict urgency, Instant at, boolean anew) {
    String id = incident.id().toString();
    Round last = open.get(id);
    if (last != null && !anew && last.urgency() == urgency && last.mode() == mode) {
      return Optional.empty();
    }
    Instant end = over.get(id);
    boolean flaps =
        last == null ? end != null && at.isBefore(end.plus(quiet)) : last.flaps() && !anew;
    Round next =
        new Round(
            1, id, urgency, mode, at, acknowledgedFrom(incident, last, at, anew), flaps, told(id));
    begin(next, Instant.MIN);
    return Optional.of(next);
  }

  private static @Nullable Instant acknowledgedFrom(
      JournalIncident incident, @Nullable Round last, Instant at, boolean anew) {
    if (last == null || anew) {
      return anew || incident.reopenings() > 0 ? at : null;
    }
    return last.acknowledgedFrom();
  }

  /** People are told that an incident is over; returns what is to be written down of that. */
  public Optional<LedgerEntry> over(String incident, Instant at) {
    Optional<LedgerEntry> entry = get(incident).map(round -> round.over(at));
    end(incident, at);
    return entry;
  }

  public Optional<Round> get(String incident) {
    return Optional.ofNullable(open.get(incident));
  }

  /** Returns what holds. */
  public List<Round> all() {
    return List.copyOf(open.values());
  }

  /**
   * Returns what says anew who was told of what fires since before a time, where its incident is
   * not over: what said it first is pruned by then, and nobody would be told of the end.
   */
  public List<LedgerEntry> kept(IncidentJournal journal, Instant before, Instant now) {
    return open.values().stream()
        .filter(round -> round.since().isBefore(before))
        .filter(round -> isOpen(journal, round))
        .map(round -> round.kept(told(round.incident()), now))
        .toList();
  }

  private static boolean isOpen(IncidentJournal journal, Round round) {
    return journal
        .get(MemoryId.parse(round.incident()))
        .filter(one -> one.state().isOpen())
        .isPresent();
  }

  /** Returns the channels that were told of an incident and not of its end. */
  public List<String> told(String incident) {
    return List.copyOf(told.getOrDefault(incident, Map.of()).keySet());
  }

  /** Returns the fingerprints of what was told in a round, if as urgently at least. */
  public Set<String> alerts(Round round, Verdict urgency) {
    return round.urgency().compareTo(urgency) <= 0
        ? Set.copyOf(alerts.getOrDefault(round.incident(), Set.of()))
        : Set.of();
  }

  /** Returns whether a channel was told in a round. */
  public boolean isTold(Round round, String channel) {
    Instant last = told.getOrDefault(round.incident(), Map.of()).get(channel);
    return last != null && !last.isBefore(round.since());
  }
}
