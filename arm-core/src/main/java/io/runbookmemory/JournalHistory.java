package io.runbookmemory;

import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.alerts.AlertRecord;
import io.runbookmemory.journal.alerts.Fate;
import io.runbookmemory.journal.deploy.Change;
import io.runbookmemory.learn.analysis.AnalysisInput;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import io.runbookmemory.learn.analysis.signal.Trouble;
import io.runbookmemory.memory.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the journal knows, as history to be analyzed: every alert that fired, the incidents that
 * people told of, and what went out.
 */
public final class JournalHistory implements AnalysisInput.Growing {

  /** What an incident is called that no alert told of. */
  private static final String INCIDENT = "incident";

  private final Journal journal;
  private final Function<Instant, List<ResourceSeries>> resources;

  /**
   * Creates a history without resources.
   *
   * @param journal what is known
   */
  public JournalHistory(Journal journal) {
    this(journal, any -> List.of());
  }

  /**
   * Creates a history.
   *
   * @param journal what is known
   * @param resources those that can run out, with their last weeks, at some time
   */
  public JournalHistory(Journal journal, Function<Instant, List<ResourceSeries>> resources) {
    this.journal = journal;
    this.resources = resources;
  }

  @Override
  public void alerts(Instant from, Instant until, Consumer<AlertEvent> sink) {
    journal.alerts().read(from, until, record -> fired(record, sink));
    told(IncidentQuery.builder().from(from).to(until), sink);
  }

  /** Incidents that people told of are few, and told all each time. */
  @Override
  public long alertsSince(long after, Consumer<AlertEvent> sink) {
    told(IncidentQuery.builder(), sink);
    return journal.alerts().read(after, record -> fired(record, sink));
  }

  private static void fired(AlertRecord record, Consumer<AlertEvent> sink) {
    if (record.fate() != Fate.ENDED) {
      sink.accept(event(record.at(), record.alert().name(), record.place()));
    }
  }

  private void told(IncidentQuery.Builder which, Consumer<AlertEvent> sink) {
    IncidentQuery query = which.most(Integer.MAX_VALUE).build();
    for (JournalIncident incident : journal.incidents().search(query)) {
      if (incident.alert().isEmpty()) {
        sink.accept(event(incident.times().openedAt(), INCIDENT, incident.place()));
      }
    }
  }

  private static AlertEvent event(Instant at, String name, JournalEvent.Place place) {
    return new AlertEvent(at, signal(name, place));
  }

  /** Returns what fires, as all that is found and foretold names it. */
  static Signal signal(String name, JournalEvent.Place place) {
    return new Signal(name, new Place(place.service(), place.env(), place.cluster()));
  }

  @Override
  public List<Trouble> troubles(Instant from, Instant until) {
    IncidentQuery began =
        IncidentQuery.builder().from(from).to(until).most(Integer.MAX_VALUE).build();
    List<Trouble> troubles = new ArrayList<>();
    for (JournalIncident incident : journal.incidents().search(began)) {
      for (JournalEvent.AlertName alert : incident.alerts()) {
        troubles.add(
            new Trouble(
                incident.id(),
                signal(alert.name(), incident.place()),
                incident.times().openedAt(),
                !incident.state().isOpen()));
      }
    }
    return troubles;
  }

  @Override
  public List<DeploymentEvent> deployments(Instant from, Instant until) {
    return journal.deployments().changes(null, null, from, until).stream()
        .flatMap(JournalHistory::event)
        .toList();
  }

  /** A memory that was imported may not say what went out: no alert comes after that. */
  private static Stream<DeploymentEvent> event(Change change) {
    Scope scope = change.memory().scope();
    String service = scope.service();
    return service == null
        ? Stream.empty()
        : Stream.of(
            new DeploymentEvent(change.at(), service, scope.env(), change.deployment().version()));
  }

  @Override
  public List<ResourceSeries> resources(Instant asOf) {
    return resources.apply(asOf);
  }
}
