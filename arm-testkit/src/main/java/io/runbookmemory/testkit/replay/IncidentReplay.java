package io.runbookmemory.testkit.replay;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.remember.PassageEmbedder;
import io.runbookmemory.replay.engine.ReplayEngine;
import io.runbookmemory.replay.engine.ReplayReport;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.testkit.replay.file.FoundIncident;
import io.runbookmemory.testkit.replay.file.IncidentFinder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Incidents that happen again, one or several together, with what was known then. They are replayed
 * when something is asked of them for the first time. Thread-safe.
 *
 * <p>{@link ReplayAssertions#assertThat(IncidentReplay)} says what should have come of them.
 */
public final class IncidentReplay {

  private static final int NAMED = 3;

  private final List<ReplayIncident> incidents;
  private final ReplaySetup setup;
  private final Supplier<EmbeddingModel> model;
  private @Nullable ReplayReport report;
  private @Nullable ReplayTrace trace;

  IncidentReplay(
      Collection<ReplayIncident> incidents, ReplaySetup setup, Supplier<EmbeddingModel> model) {
    if (incidents.isEmpty()) {
      throw new IllegalArgumentException("a replay must have at least 1 incident, got 0");
    }
    this.incidents = incidents.stream().sorted(Comparator.comparing(ReplayIncident::id)).toList();
    this.setup = setup;
    this.model = model;
  }

  /**
   * Returns a replay of files.
   *
   * @param paths incident files, and folders of them, to any depth
   * @return of all of them together
   * @throws io.runbookmemory.error.InvalidInputException if anything is wrong with a file; names
   *     it, the lines and the paths
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   */
  public static IncidentReplay of(Path... paths) {
    return of(IncidentFinder.read(List.of(paths)).stream().map(FoundIncident::incident).toList());
  }

  /**
   * Returns a replay of incidents.
   *
   * @param incidents at least one, with their series
   * @return of all of them together
   */
  public static IncidentReplay of(Collection<ReplayIncident> incidents) {
    ReplaySetup defaults = new ReplaySetup() {};
    return new IncidentReplay(incidents, defaults, defaults::model);
  }

  /**
   * Returns these incidents under another setup.
   *
   * @param other what answers, and when it pages
   * @return a replay of its own
   */
  public IncidentReplay with(ReplaySetup other) {
    return new IncidentReplay(incidents, other, other::model);
  }

  /**
   * Returns what is replayed.
   *
   * @return by id, at least one
   */
  public List<ReplayIncident> incidents() {
    return incidents;
  }

  /**
   * Returns what the replay came to.
   *
   * @return the same report for the same incidents and setup
   */
  public synchronized ReplayReport report() {
    if (report == null) {
      try (EmbeddingModel opened = model.get()) {
        report =
            new ReplayEngine(
                    setup.settings(),
                    new PassageEmbedder(opened),
                    new Answering(setup, opened, (situation, plan) -> {}))
                .run(incidents, done -> {});
      }
    }
    return report;
  }

  /**
   * Returns when somebody is woken.
   *
   * @return in order, reminders among them, in whole milliseconds
   */
  public List<Instant> pages() {
    return trace().pages();
  }

  /**
   * Returns how urgent it is at an instant.
   *
   * @param at any instant
   * @return the most urgent verdict of all incidents that the instant lies in, LOG where it lies in
   *     none
   */
  public Verdict verdictAt(Instant at) {
    return trace().verdictAt(at);
  }

  /**
   * Returns what there is to do at an instant.
   *
   * @param at any instant
   * @return the plan, with the recall that it rests on, as of the last alert by then; empty if none
   *     had fired
   */
  public Optional<ActionPlan> planAt(Instant at) {
    return trace().planAt(at);
  }

  synchronized ReplayTrace trace() {
    if (trace == null) {
      try (EmbeddingModel opened = model.get()) {
        trace = ReplayTrace.of(incidents, setup, opened);
      }
    }
    return trace;
  }

  ReplaySetup setup() {
    return setup;
  }

  @Override
  public String toString() {
    String named =
        incidents.stream()
            .limit(NAMED)
            .map(one -> one.id() + " " + one.title())
            .collect(Collectors.joining(", ", "replay of ", ""));
    return incidents.size() > NAMED
        ? named + " and " + (incidents.size() - NAMED) + " more"
        : named;
  }
}
