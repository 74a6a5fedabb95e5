package io.runbookmemory.lucene;

import io.runbookmemory.lucene.engine.BlockFields;
import io.runbookmemory.lucene.engine.BlockFilter;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.lucene.snapshot.AskedVector;
import io.runbookmemory.lucene.snapshot.FilterQuery;
import io.runbookmemory.lucene.snapshot.SegmentMemories;
import io.runbookmemory.lucene.snapshot.Snapshot;
import io.runbookmemory.lucene.snapshot.TenantSnapshot;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.ranking.HybridFusion;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** One search: its legs, their union in one order, and the hits. */
final class LuceneSearch {

  private static final BlockFields FIELDS =
      new BlockFields(IndexFields.PASSAGES, IndexFields.name(Field.EXPIRES_AT));

  /** Lets through a tenant's memories that pass a filter. */
  private record Passing(Tenant tenant, Filter filter) implements BlockFilter.Condition {
    @Override
    public Query query() {
      return FilterQuery.memories(tenant, filter).build();
    }
  }

  private final TenantSnapshot snapshot;
  private final SearchRequest request;
  private final BlockFilter allowed;
  private final @Nullable AskedVector asked;

  LuceneSearch(TenantSnapshot snapshot, SearchRequest request) {
    this.snapshot = snapshot;
    this.request = request;
    this.allowed = allowed(snapshot, request.filter(), request.asOf());
    this.asked = request.embedding().map(AskedVector::new).orElse(null);
  }

  /** Returns the filter for a tenant's memories that pass another and have not expired. */
  static BlockFilter allowed(TenantSnapshot snapshot, Filter filter, Instant asOf) {
    return new BlockFilter(
        snapshot.searcher(),
        FIELDS,
        snapshot.snapshot().caches().blocks(),
        new Passing(snapshot.tenant(), filter),
        Field.EXPIRES_AT.encode(asOf));
  }

  List<SearchHit> hits() throws IOException {
    return switch (request.mode()) {
      case VECTOR -> hits(vectors(request.topK()), Map.of());
      case TEXT -> {
        List<Candidate> found = words().best(request.topK());
        yield hits(found, scores(found));
      }
      case HYBRID -> hybrid();
    };
  }

  private List<SearchHit> hybrid() throws IOException {
    int candidates = HybridFusion.candidates(request.topK());
    List<Candidate> byVector = vectors(candidates);
    TextLeg words = words();
    List<Candidate> byWords = words.best(candidates);
    List<Candidate> fused = fused(byVector, byWords);
    Map<MemoryId, Double> textScores = scores(byWords);
    List<Candidate> unscored =
        fused.stream().filter(one -> !textScores.containsKey(one.id())).toList();
    textScores.putAll(words.scores(unscored));
    return hits(fused, textScores);
  }

  private List<Candidate> fused(List<Candidate> byVector, List<Candidate> byWords) {
    Map<MemoryId, Double> scores = HybridFusion.scores(ids(byVector), ids(byWords));
    Map<MemoryId, Candidate> union = new LinkedHashMap<>();
    for (List<Candidate> leg : List.of(byVector, byWords)) {
      for (Candidate one : leg) {
        union.putIfAbsent(one.id(), one.withScore(scores.getOrDefault(one.id(), 0.0)));
      }
    }
    return union.values().stream().sorted(Candidate.BEST_FIRST).limit(request.topK()).toList();
  }

  private List<Candidate> vectors(int wanted) throws IOException {
    long few = request.exact() ? Long.MAX_VALUE : VectorLeg.FEW;
    return new VectorLeg(snapshot.snapshot(), allowed, Objects.requireNonNull(asked), few)
        .best(wanted);
  }

  private TextLeg words() throws IOException {
    return new TextLeg(snapshot.snapshot(), allowed, request.text());
  }

  private static List<MemoryId> ids(Collection<Candidate> candidates) {
    return candidates.stream().map(Candidate::id).toList();
  }

  private static Map<MemoryId, Double> scores(Collection<Candidate> candidates) {
    Map<MemoryId, Double> scores = new HashMap<>();
    candidates.forEach(candidate -> scores.put(candidate.id(), candidate.score()));
    return scores;
  }

  private List<SearchHit> hits(List<Candidate> best, Map<MemoryId, Double> textScores)
      throws IOException {
    List<Candidate> good =
        best.stream().filter(candidate -> candidate.score() >= request.minScore()).toList();
    Map<MemoryId, SearchHit> read = new HashMap<>();
    LeafReaderContext leaf = null;
    SegmentMemories segment = null;
    for (Candidate candidate : Candidate.ascending(good)) {
      if (leaf == null || segment == null || !Snapshot.holds(leaf, candidate.doc())) {
        leaf = snapshot.snapshot().leaf(candidate.doc());
        segment = new SegmentMemories(leaf);
      }
      read.put(candidate.id(), hit(candidate, segment, textScores.get(candidate.id())));
    }
    return good.stream().map(one -> Objects.requireNonNull(read.get(one.id()))).toList();
  }

  private SearchHit hit(Candidate candidate, SegmentMemories segment, @Nullable Double textScore)
      throws IOException {
    SegmentMemories.Best best = candidate.best();
    if (best == null && asked != null) {
      best = segment.best(candidate.doc() - segment.docBase(), asked);
    }
    return new SearchHit(
        snapshot.memoryAt(candidate.doc()),
        snapshot.usageBeside(candidate.id(), candidate.doc(), segment),
        candidate.score(),
        best == null ? null : Double.valueOf(best.similarity()),
        best == null ? null : Double.valueOf(best.leadSimilarity()),
        textScore,
        best == null ? null : segment.range(best.passage()));
  }
}
