package io.runbookmemory.replay;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.ScoreParts;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.ranking.HybridFusion;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A recall taken apart: a {@link Ranker} for each {@link AblationStep}, over the same memories, so
 * that it shows what each part of it brings. Thread-safe if its parts are.
 *
 * <p>The first three are plain searches of the store. Routing alone is the order that reciprocal
 * rank fusion gives everything that the recall judged, after what shares an exact identifier.
 */
public final class Ablation {

  private final MemoryReader reader;
  private final EmbeddingModel model;
  private final Function<Situation, Recall> recall;
  private final Asking asking;

  /**
   * Creates an ablation.
   *
   * @param reader the memories that the recall finds
   * @param model the recall's model
   * @param recall such as {@code RunbookMemory::recall}
   * @param asking how to ask
   */
  public Ablation(
      MemoryReader reader,
      EmbeddingModel model,
      Function<Situation, Recall> recall,
      Asking asking) {
    this.reader = reader;
    this.model = model;
    this.recall = recall;
    this.asking = asking;
  }

  /**
   * Returns the ranker of a step.
   *
   * @param step how much of the recall to use
   * @return a ranker; only that of {@link AblationStep#CALIBRATED} ever abstains
   */
  public Ranker ranker(AblationStep step) {
    return switch (step) {
      case LEXICAL_ONLY, DENSE_ONLY, FUSED -> query -> search(step, query);
      case ROUTED -> this::routed;
      case CALIBRATED -> new RecallRanker(recall, asking);
    };
  }

  private Answer search(AblationStep step, EvaluationQuery query) {
    long begin = System.nanoTime();
    SearchRequest.Builder request =
        step == AblationStep.LEXICAL_ONLY
            ? SearchRequest.text(query.text(), asking.at())
            : byVector(step, query.text());
    List<SearchHit> hits =
        reader.search(request.filter(asking.filter(query)).topK(Asking.TOP_K).build());
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    List<String> ranking = hits.stream().map(hit -> Answer.key(hit.memory())).toList();
    return new Answer(ranking, false, ContextTokens.ofHits(hits), took);
  }

  private SearchRequest.Builder byVector(AblationStep step, String text) {
    Embedding embedding = model.embedQuery(text);
    return step == AblationStep.DENSE_ONLY
        ? SearchRequest.vector(embedding, model.space(), asking.at())
        : SearchRequest.hybrid(embedding, model.space(), text, asking.at());
  }

  private Answer routed(EvaluationQuery query) {
    Recall recalled = recall.apply(asking.situation(query));
    List<Recollection> judged = recalled.judged();
    Map<MemoryId, Double> fused =
        HybridFusion.scores(
            leg(judged, ScoreParts::similarity), leg(judged, ScoreParts::textScore));
    List<Recollection> ranked =
        judged.stream()
            .sorted(
                Comparator.comparing((Recollection one) -> one.exact().isEmpty())
                    .thenComparing(one -> -fused.getOrDefault(one.memory().id(), 0.0))
                    .thenComparing(one -> one.memory().id()))
            .toList();
    return RecallRanker.answer(recalled, ranked, ranked, false);
  }

  private static List<MemoryId> leg(
      List<Recollection> judged, Function<ScoreParts, @Nullable Double> score) {
    return judged.stream()
        .filter(one -> score.apply(one.parts()) != null)
        .sorted(
            Comparator.comparing(
                    (Recollection one) -> -Objects.requireNonNull(score.apply(one.parts())))
                .thenComparing(one -> one.memory().id()))
        .map(one -> one.memory().id())
        .toList();
  }
}
