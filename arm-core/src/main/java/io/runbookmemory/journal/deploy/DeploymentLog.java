package io.runbookmemory.journal.deploy;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.graph.Neighbour;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.text.OperationsTokenizer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What went out: looked up by service and what that depends on, watched as its authors asked, and
 * suspected when trouble begins. Deployments are memories, {@link #memory recorded} before or
 * after, by a webhook or a pipeline. Thread-safe.
 */
public final class DeploymentLog {

  /** How long a deployment is watched of which nobody said until when: one day. */
  public static final Duration DEFAULT_WATCH = Duration.ofDays(1);

  /** Told within this time without a key and a time, it is the same deployment: ten minutes. */
  public static final Duration TOLD_AGAIN = Duration.ofMinutes(10);

  /** Words that metrics and notes share whatever they are about. */
  private static final Set<String> COMMON =
      Set.copyOf(
          OperationsTokenizer.tokens(
              "total seconds bytes count sum bucket rate ratio per the a of in on for if and or to"
                  + " is above below over under watch metric value increase decrease alert alarm"
                  + " page critical warning high low too many much new after deploy deployment"
                  + " version release service"));

  /** Labels that say where an alert is, whose it is or how bad, and not what it is about. */
  private static final Set<String> ABOUT_THE_PLACE =
      Set.of(
          ("alertname service env environment cluster namespace severity instance pod node host job"
                  + " container endpoint replica prometheus monitor region zone team tenant")
              .split(" ", -1));

  private static final Duration LONGEST_WATCH = Duration.ofDays(90);

  private static final int HOPS = 2;
  private static final int PAGE = 500;

  private final MemoryReader reader;
  private final Function<Instant, ServiceGraph> graph;

  /**
   * Creates a log.
   *
   * @param reader of a tenant's memories
   * @param graph what depends on what at some time; a constant {@link ServiceGraph#EMPTY} if nobody
   *     knows
   */
  public DeploymentLog(MemoryReader reader, Function<Instant, ServiceGraph> graph) {
    this.reader = reader;
    this.graph = graph;
  }

  /**
   * Returns a deployment as it is remembered. The same one remembered again, such as by a webhook
   * that comes twice, or before and after it went out, replaces what was known of it.
   *
   * @param scope service and environment; a service that nothing else knows of is as good
   * @param deployment what goes out
   * @param at when it goes or went out; to the millisecond, which every store keeps
   * @param key what the pipeline of this service and environment calls it, such as a run's number;
   *     null for the version and the time together
   * @return the memory, always of the same identity
   */
  public static Memory memory(
      Scope scope, Deployment deployment, Instant at, @Nullable String key) {
    String service = scope.service();
    if (service == null) {
      throw new IllegalArgumentException("a deployment must be of a service, got none");
    }
    Instant moment = at.truncatedTo(ChronoUnit.MILLIS);
    String place = service + "\n" + scope.env() + "\n";
    String name = key != null ? place + "key " + key : place + deployment.version() + "\n" + moment;
    return Memory.builder(
            MemoryId.named("deployment", name),
            scope,
            "Deployed " + service + " " + deployment.version(),
            deployment,
            moment)
        .happenedAt(moment)
        .provenance(new Provenance("deployment", key, null, TrustTier.OBSERVED))
        .build();
  }

  /**
   * Returns the deployment that one without a key and a time is told of once more: the last one of
   * the service in its environment, if that is of the same version and not older than {@link
   * #TOLD_AGAIN}. What is remembered of its time and key replaces it.
   *
   * @param scope service and environment
   * @param version which goes out
   * @param now when it is told
   * @return empty if it is a new one
   */
  public Optional<Change> toldAgain(Scope scope, String version, Instant now) {
    return changes(scope.service(), scope.env(), now.minus(TOLD_AGAIN), after(now)).stream()
        .filter(one -> Objects.equals(one.memory().scope().service(), scope.service()))
        .filter(one -> Objects.equals(one.memory().scope().env(), scope.env()))
        .findFirst()
        .filter(one -> one.deployment().version().equals(version));
  }

  /**
   * Returns what went out of a service and of what it depends on.
   *
   * @param service any of its names; null for every service
   * @param env null for every environment
   * @param from inclusive
   * @param to exclusive
   * @return the newest first
   */
  public List<Change> changes(
      @Nullable String service, @Nullable String env, Instant from, Instant to) {
    Map<String, Integer> hops = service == null ? Map.of() : around(service, to);
    List<Filter> asked = new ArrayList<>();
    asked.add(Filter.eq(Field.KIND, "deployment"));
    asked.add(new Filter.Range<>(Field.HAPPENED_AT, from, to));
    if (service != null) {
      asked.add(new Filter.In<>(Field.SERVICE, hops.keySet()));
    }
    if (env != null) {
      asked.add(Filter.eq(Field.ENV, env));
    }
    List<Change> found = new ArrayList<>();
    Filter filter = Filter.and(asked.toArray(Filter[]::new));
    MemoryId after = null;
    List<StoredMemory> page;
    do {
      page = reader.scan(filter, after, PAGE);
      for (StoredMemory stored : page) {
        Memory memory = stored.memory();
        if (stands(memory) && memory.content() instanceof Deployment deployment) {
          String own = String.valueOf(memory.scope().service());
          found.add(new Change(memory, deployment, hops.getOrDefault(own, 0)));
        }
      }
      after = page.isEmpty() ? null : page.getLast().id();
    } while (page.size() == PAGE);
    found.sort(
        Comparator.comparing(Change::at).reversed().thenComparing(change -> change.memory().id()));
    return found;
  }

  private static boolean stands(Memory memory) {
    return memory.status() == MemoryStatus.ACTIVE || memory.status() == MemoryStatus.SUSPECT;
  }

  private Map<String, Integer> around(String service, Instant at) {
    ServiceGraph now = graph.apply(at);
    Map<String, Integer> hops = new LinkedHashMap<>();
    for (Neighbour neighbour : now.dependenciesOf(service, HOPS)) {
      now.namesOf(neighbour.service()).forEach(name -> hops.put(name, neighbour.hops()));
    }
    now.namesOf(service).forEach(name -> hops.put(name, 0));
    hops.put(service, 0);
    return hops;
  }

  /**
   * Returns which deployments are suspected of an incident.
   *
   * @param incident the trouble
   * @param journal where earlier trouble stands, for the base rates
   * @return those of two days before it began, ranked; see {@link Suspicions}
   */
  public Suspects suspects(JournalIncident incident, IncidentJournal journal) {
    Instant onset = incident.times().openedAt();
    String service = incident.place().service();
    String env = incident.place().env();
    Instant since = onset.minus(Suspicions.HISTORY);
    List<Change> candidates =
        changes(service, env, onset.minus(Suspicions.WINDOW), onset.plusMillis(1));
    List<Instant> earlier =
        journal
            .search(IncidentQuery.builder().service(service).env(env).from(since).to(onset).build())
            .stream()
            .map(one -> one.times().openedAt())
            .toList();
    return new Suspicions(changes(service, env, since, onset), earlier, since, onset)
        .rank(candidates, incident);
  }

  /**
   * Returns what the authors of deployments asked to watch and is still watched, of every service.
   *
   * @param at now
   * @return the newest deployment first
   */
  public List<WatchNote> watching(Instant at) {
    return changes(null, null, at.minus(LONGEST_WATCH), after(at)).stream()
        .flatMap(change -> notes(change, at))
        .toList();
  }

  private static Stream<WatchNote> notes(Change change, Instant at) {
    Instant until = change.deployment().watchUntil();
    Instant end = until == null ? change.at().plus(DEFAULT_WATCH) : until;
    return at.isBefore(end)
        ? change.deployment().watchFor().stream().map(note -> new WatchNote(change, note, end))
        : Stream.empty();
  }

  /**
   * Returns what the authors of deployments asked to watch, where a metric has moved. A word of
   * substance is none that many metrics have, and none of the deployed service's own name.
   *
   * @param metric its name or words, such as {@code http_request_duration_seconds}
   * @param service whose; null for every service
   * @param at now
   * @return the notes of what is still watched and shares a word of substance with the metric; the
   *     newest deployment first
   */
  public List<WatchNote> watched(String metric, @Nullable String service, Instant at) {
    return watched(words(metric), changes(service, null, at.minus(LONGEST_WATCH), after(at)), at);
  }

  /**
   * Returns what the authors of deployments asked to watch, where an alert fires: by its name, and
   * by its labels but for those that say where it is, whose it is and how bad.
   *
   * @param alert what fires
   * @param scope where it is; without a service nothing is known to be watched
   * @param at now
   * @return the notes of what is still watched and shares a word of substance with the alert, of
   *     its service and of what that depends on, in its environment or in none; the newest
   *     deployment first
   */
  public List<WatchNote> watched(Alert alert, Scope scope, Instant at) {
    String service = scope.service();
    if (service == null) {
      return List.of();
    }
    String env = scope.env();
    Set<String> asked = words(alert.name().orElse(""));
    alert
        .labels()
        .forEach(
            (name, value) ->
                asked.addAll(ABOUT_THE_PLACE.contains(name) ? Set.of() : words(value)));
    List<Change> near =
        changes(service, null, at.minus(LONGEST_WATCH), after(at)).stream()
            .filter(one -> env == null || isIn(env, one.memory().scope().env()))
            .toList();
    return watched(asked, near, at);
  }

  private static boolean isIn(String env, @Nullable String deployed) {
    return deployed == null || deployed.equals(env);
  }

  private static Instant after(Instant at) {
    return at.plusMillis(1);
  }

  private static List<WatchNote> watched(Set<String> asked, List<Change> near, Instant at) {
    return near.stream()
        .flatMap(change -> notes(change, at))
        .filter(note -> sharesAWord(note, asked))
        .toList();
  }

  private static boolean sharesAWord(WatchNote note, Set<String> asked) {
    Set<String> shared = words(note.note());
    shared.retainAll(asked);
    shared.removeAll(words(String.valueOf(note.change().memory().scope().service())));
    return !shared.isEmpty();
  }

  /** The words that tell one metric from another; units and the words of every metric do not. */
  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>(OperationsTokenizer.tokens(text.replace('_', ' ')));
    words.removeAll(COMMON);
    return words;
  }
}
