package io.runbookmemory.recall;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.ranking.IndexedText;
import io.runbookmemory.text.Identifier;
import io.runbookmemory.text.Identifiers;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may answer a situation: the union of what its vector, its words, its service and
 * its identifiers find.
 */
final class Candidates {

  /** How many candidates each search brings. */
  private static final int POOL = 50;

  /** An identifier that more than one memory mentions does not tell them apart. */
  private static final int RARE = 1;

  private static final int MAX_IDENTIFIERS = 16;

  private final MemoryReader reader;
  private final Situation situation;
  private final String text;
  private final Set<String> tokens;
  private final @Nullable Embedding embedding;
  private final @Nullable EmbeddingSpace space;

  /** What the text names; what is but possible is an identifier only if a memory says so. */
  private final Identifiers.Named named;

  /** The names of places of which all memories are among the hits. */
  private Set<String> exhausted = Set.of();

  private final Map<MemoryId, SearchHit> hits = new LinkedHashMap<>();
  private final Map<MemoryId, Set<Identifier>> exact = new LinkedHashMap<>();

  Candidates(MemoryReader reader, Situation situation, String text, @Nullable Vector vector) {
    this.reader = reader;
    this.situation = situation;
    this.text = text;
    this.tokens = IndexedText.query(text);
    this.named = Identifiers.in(text);
    this.embedding = vector == null ? null : vector.embedding();
    this.space = vector == null ? null : vector.space();
  }

  /** A question's vector and its space. */
  record Vector(Embedding embedding, EmbeddingSpace space) {}

  /** Returns where the situation is taken to belong. */
  Route route(Router router) {
    return router.route(situation, text, named.certain(), names -> placesNamed(names, allowed()));
  }

  /** Gathers them, and returns where the situation was taken to belong. */
  Route gather(Router router) {
    Filter allowed = allowed();
    add(search(text, allowed));
    Route route =
        router.route(situation, text, named.certain(), names -> placesNamed(names, allowed));
    String told = situation.scope().service();
    if (told != null && !addOf(told, allowed)) {
      route = route.with("nothing known of service " + told + ", searched everywhere");
    }
    Set<Identifier> identifiers = new LinkedHashSet<>(route.identifiers());
    identifiers.addAll(named.possible());
    addHolders(allowed, identifiers.stream().limit(MAX_IDENTIFIERS).map(Holding::new).toList());
    return route;
  }

  /** Adds the memories of the places that have one of some names, and returns their places. */
  private List<Scope> placesNamed(Set<String> names, Filter allowed) {
    Filter named =
        Filter.or(new Filter.In<>(Field.SERVICE, names), new Filter.In<>(Field.CLUSTER, names));
    List<SearchHit> found = search(text, Filter.and(allowed, named));
    add(found);
    if (found.size() < POOL) {
      exhausted = names;
    }
    return found.stream().map(hit -> hit.memory().scope()).toList();
  }

  /** Adds the memories of a service, and returns whether there are any. */
  private boolean addOf(String service, Filter allowed) {
    if (!exhausted.contains(service)) {
      add(search(text, Filter.and(allowed, Filter.eq(Field.SERVICE, service))));
    }
    return hits.values().stream().anyMatch(hit -> service.equals(hit.memory().scope().service()));
  }

  Collection<SearchHit> hits() {
    return hits.values();
  }

  /** Returns the question's tokens. */
  Set<String> tokens() {
    return tokens;
  }

  /** Returns the name of the model whose vectors were compared, null if none were. */
  @Nullable String model() {
    return space == null ? null : space.modelId();
  }

  /** Returns the rare identifiers that a candidate shares with the situation. */
  List<Identifier> exact(MemoryId id) {
    return List.copyOf(exact.getOrDefault(id, Set.of()));
  }

  /** Returns what may be recalled at all: what is in force, of no session or the own one. */
  Filter allowed() {
    Filter alive =
        new Filter.In<>(
            Field.STATUS, Set.of(MemoryStatus.ACTIVE.name(), MemoryStatus.SUSPECT.name()));
    String session = situation.scope().session();
    Filter ownSession =
        session == null
            ? new Filter.IsNull(Field.SESSION)
            : Filter.or(new Filter.IsNull(Field.SESSION), Filter.eq(Field.SESSION, session));
    return Filter.and(alive, ownSession, situation.filter());
  }

  /** Returns what else may be recalled and passes a filter, without adding it. */
  List<SearchHit> found(Filter filter) {
    return search(text, Filter.and(allowed(), filter));
  }

  /** Returns the triage runbook, without evidence: it was not the situation that found it. */
  List<SearchHit> triage() {
    Filter tagged = Filter.and(new Filter.HasTag(RecallPipeline.TRIAGE_TAG), allowed());
    SearchRequest request =
        SearchRequest.text("generic triage runbook", situation.at()).filter(tagged).topK(1).build();
    return reader.search(request).stream()
        .map(hit -> new SearchHit(hit.memory(), hit.usage(), hit.score(), null, null, null, null))
        .toList();
  }

  private List<SearchHit> search(String asked, Filter filter) {
    SearchRequest.Builder request;
    boolean words = !tokens.isEmpty() || !IndexedText.query(asked).isEmpty();
    if (embedding != null && space != null) {
      request =
          words
              ? SearchRequest.hybrid(embedding, space, asked, situation.at())
              : SearchRequest.vector(embedding, space, situation.at());
    } else if (words) {
      request = SearchRequest.text(asked, situation.at());
    } else {
      return List.of();
    }
    return reader.search(request.filter(filter).topK(POOL).build());
  }

  private void add(List<SearchHit> found) {
    found.forEach(hit -> hits.putIfAbsent(hit.memory().id(), hit));
  }

  /**
   * Adds what holds some identifiers, all in one search. Where more than one search brings hold
   * one, the common identifiers crowd out the rare: those that stay open are asked for again.
   */
  private void addHolders(Filter allowed, List<Holding> holdings) {
    Set<Filter> lookups = new LinkedHashSet<>();
    StringBuilder asked = new StringBuilder();
    for (Holding one : holdings) {
      lookups.addAll(one.lookups());
      // An alert's fingerprint does not stand in its text.
      asked.append(one.identifier().value()).append('\n');
    }
    if (lookups.isEmpty()) {
      return;
    }
    Filter holders = Filter.and(allowed, new Filter.Or(List.copyOf(lookups)));
    List<SearchHit> found = search(asked + text, holders);
    boolean complete = found.size() < POOL;
    List<Holding> open = holdings.stream().filter(one -> !addExact(one, found, complete)).toList();
    int half = holdings.size() / 2;
    if (open.isEmpty() || half == 0) {
      return;
    }
    if (open.size() < holdings.size()) {
      addHolders(allowed, open);
    } else {
      addHolders(allowed, open.subList(0, half));
      addHolders(allowed, open.subList(half, open.size()));
    }
  }

  /**
   * Adds what holds an identifier, unless it is common.
   *
   * @param complete whether every holder was found
   * @return whether more hits could not change anything
   */
  private boolean addExact(Holding holding, List<SearchHit> found, boolean complete) {
    Identifier identifier = holding.identifier();
    boolean told =
        situation.alert().flatMap(Alert::name).filter(identifier.value()::equals).isPresent();
    // The alert that a memory is about counts however many memories are about it; whatever they
    // merely mention counts only if it is rare.
    List<SearchHit> exactly =
        found.stream().filter(hit -> holding.answers(hit.memory(), told)).toList();
    boolean settled = complete || !exactly.isEmpty();
    if (exactly.isEmpty()) {
      List<SearchHit> mentioning =
          found.stream().filter(hit -> holding.mentions(hit.memory())).limit(RARE + 1L).toList();
      boolean common = mentioning.size() > RARE;
      boolean certain =
          !named.possible().contains(identifier)
              || mentioning.stream().allMatch(hit -> holding.names(hit.memory()));
      exactly = complete && !common && certain ? mentioning : List.of();
      settled |= common && !holding.canBeAnswered();
    }
    add(exactly);
    exactly.forEach(
        hit ->
            exact.computeIfAbsent(hit.memory().id(), id -> new LinkedHashSet<>()).add(identifier));
    return settled;
  }
}
