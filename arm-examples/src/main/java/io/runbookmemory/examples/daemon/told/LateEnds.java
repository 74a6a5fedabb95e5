package io.runbookmemory.examples.daemon.told;

import io.runbookmemory.examples.daemon.inbox.Accepted;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ends that nobody was told of: of one alert where others of its incident fire, and of what flaps,
 * which is told once it is quiet. For one thread.
 */
public final class LateEnds {

  private final Rounds rounds;
  private final Duration quiet;

  /** The last end by incident. */
  private final Map<String, Accepted> waiting = new LinkedHashMap<>();

  public LateEnds(Rounds rounds, Duration quiet) {
    this.rounds = rounds;
    this.quiet = quiet;
  }

  /** An end that is to be told now. */
  public record Due(Accepted end, JournalIncident incident, Round round) {}

  /** Notes an end that nobody is told of yet. */
  public void waits(String incident, Accepted end) {
    if (rounds.get(incident).isPresent()) {
      waiting.put(incident, end);
    }
  }

  /** Forgets the end of an incident, and returns it. */
  public Optional<Accepted> told(String incident) {
    return Optional.ofNullable(waiting.remove(incident));
  }

  /** Returns what is over, and has been quiet for long enough. */
  public List<Due> due(IncidentJournal journal, Instant now) {
    waiting.keySet().removeIf(incident -> rounds.get(incident).isEmpty());
    List<Due> due = new ArrayList<>();
    waiting.forEach(
        (id, end) -> {
          if (!now.isBefore(end.at().plus(quiet))) {
            journal
                .get(MemoryId.parse(id))
                .filter(one -> !one.state().isOpen() && one.firing().isEmpty())
                .ifPresent(
                    one ->
                        rounds
                            .get(id)
                            .map(round -> new Due(at(end, now), one, round))
                            .ifPresent(due::add));
          }
        });
    return due;
  }

  private static Accepted at(Accepted end, Instant now) {
    return new Accepted(end.position(), now, end.report());
  }
}
