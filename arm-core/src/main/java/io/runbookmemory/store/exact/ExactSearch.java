package io.runbookmemory.store.exact;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.ranking.HybridFusion;
import io.runbookmemory.store.ranking.IndexedText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One search over entries that have passed the filter. */
final class ExactSearch {

  // BM25 as Lucene has it by default: Robertson and Zaragoza, "The Probabilistic Relevance
  // Framework" (2009), with k1 = 1.2, b = 0.75 and ln(1 + (N - n + 0.5) / (n + 0.5)).
  private static final double K1 = 1.2;
  private static final double B = 0.75;

  private record Scored(Entry entry, double score) {}

  private static final Comparator<Scored> BEST_FIRST =
      Comparator.comparingDouble(Scored::score)
          .reversed()
          .thenComparing(scored -> scored.entry().stored.id());

  private final SearchRequest request;
  private final Map<MemoryId, Entry> found = new LinkedHashMap<>();
  private final Map<MemoryId, Double> textScores = new HashMap<>();

  ExactSearch(SearchRequest request, List<Entry> found, Collection<Entry> all) {
    this.request = request;
    found.forEach(entry -> this.found.put(entry.stored.id(), entry));
    if (request.mode() != SearchRequest.Mode.VECTOR) {
      scoreWords(all);
    }
  }

  List<SearchHit> hits() {
    return switch (request.mode()) {
      case VECTOR -> take(vectorLeg());
      case TEXT -> take(textLeg());
      case HYBRID -> take(fused());
    };
  }

  private List<Scored> vectorLeg() {
    Embedding embedding = request.embedding().orElseThrow();
    List<Scored> scored = new ArrayList<>();
    for (Entry entry : found.values()) {
      Entry.Best best = entry.best(embedding);
      if (best != null) {
        scored.add(new Scored(entry, best.similarity()));
      }
    }
    scored.sort(BEST_FIRST);
    return scored;
  }

  private List<Scored> textLeg() {
    List<Scored> scored = new ArrayList<>();
    for (Entry entry : found.values()) {
      Double score = textScores.get(entry.stored.id());
      if (score != null) {
        scored.add(new Scored(entry, score));
      }
    }
    scored.sort(BEST_FIRST);
    return scored;
  }

  private List<Scored> fused() {
    int candidates = HybridFusion.candidates(request.topK());
    Map<MemoryId, Double> scores =
        HybridFusion.scores(ids(vectorLeg(), candidates), ids(textLeg(), candidates));
    List<Scored> scored = new ArrayList<>();
    for (Entry entry : found.values()) {
      Double score = scores.get(entry.stored.id());
      if (score != null) {
        scored.add(new Scored(entry, score));
      }
    }
    scored.sort(BEST_FIRST);
    return scored;
  }

  private static List<MemoryId> ids(List<Scored> leg, int candidates) {
    return leg.stream().limit(candidates).map(scored -> scored.entry().stored.id()).toList();
  }

  private List<SearchHit> take(List<Scored> scored) {
    return scored.stream()
        .filter(one -> one.score() >= request.minScore())
        .limit(request.topK())
        .map(this::hit)
        .toList();
  }

  private SearchHit hit(Scored scored) {
    Entry entry = scored.entry();
    Entry.@Nullable Best best = request.embedding().map(entry::best).orElse(null);
    return new SearchHit(
        entry.stored.memory(),
        entry.usage,
        scored.score(),
        best == null ? null : Double.valueOf(best.similarity()),
        best == null ? null : Double.valueOf(best.leadSimilarity()),
        textScores.get(entry.stored.id()),
        best == null ? null : best.passage().range());
  }

  private void scoreWords(Collection<Entry> all) {
    double averageLength = all.stream().mapToInt(entry -> entry.length).average().orElse(1);
    for (String token : IndexedText.query(request.text())) {
      long holders = all.stream().filter(entry -> entry.frequencies.containsKey(token)).count();
      double rarity = Math.log(1 + (all.size() - holders + 0.5) / (holders + 0.5));
      for (Entry entry : found.values()) {
        int frequency = entry.frequencies.getOrDefault(token, 0);
        if (frequency > 0) {
          double norm = K1 * (1 - B + B * entry.length / averageLength);
          textScores.merge(entry.stored.id(), rarity * frequency / (frequency + norm), Double::sum);
        }
      }
    }
    textScores.replaceAll((id, bm25) -> HybridFusion.textScore(bm25));
  }
}
