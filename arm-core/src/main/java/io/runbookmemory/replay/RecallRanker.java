package io.runbookmemory.replay;

import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.Strength;
import java.util.List;
import java.util.function.Function;

/**
 * The whole recall as a {@link Ranker}: the order is that of everything it judged, and it abstains
 * where it falls to triage. Thread-safe if the recall is.
 */
public final class RecallRanker implements Ranker {

  private final Function<Situation, Recall> recall;
  private final Asking asking;

  /**
   * Creates a ranker.
   *
   * @param recall such as {@code RunbookMemory::recall} or {@code RecallPipeline::recall}
   * @param asking how to ask
   */
  public RecallRanker(Function<Situation, Recall> recall, Asking asking) {
    this.recall = recall;
    this.asking = asking;
  }

  @Override
  public Answer answer(EvaluationQuery query) {
    Recall recalled = recall.apply(asking.situation(query));
    boolean abstained = recalled.strength() == Strength.TRIAGE;
    return answer(recalled, recalled.judged(), recalled.recollections(), abstained);
  }

  static Answer answer(
      Recall recalled, List<Recollection> ranked, List<Recollection> shown, boolean abstained) {
    return new Answer(
        ranked.stream().limit(Asking.TOP_K).map(one -> Answer.key(one.memory())).toList(),
        abstained,
        ContextTokens.ofRecollections(shown),
        recalled.took());
  }
}
