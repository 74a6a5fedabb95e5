package io.runbookmemory.replay.backtest;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.text.OperationsTokenizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * What a search by words would have answered: BM25 and nothing else, over the tokens that every
 * store indexes, with what was known before. It is what a recall is measured against. k1 1.2 and b
 * 0.75, and the inverse document frequency of Lucene, {@code ln(1 + (N - n + 0.5) / (n + 0.5))}; N
 * and n grow with time as the incidents do. Not thread-safe.
 */
public final class WordsAlone {

  private static final double K1 = 1.2;
  private static final double B = 0.75;
  private static final int TOP_K = 10;

  private record Document(Memory memory, Map<String, Integer> counts, int length) {}

  private record Found(Memory memory, double score) {}

  private final List<Document> documents = new ArrayList<>();
  private final List<Document> open = new ArrayList<>();
  private final List<Document> known = new ArrayList<>();
  private final Map<String, Integer> containing = new HashMap<>();
  private long length;

  /**
   * Creates a search.
   *
   * @param memories what is remembered of the incidents, with the times at which they happened
   */
  public WordsAlone(Collection<Memory> memories) {
    for (Memory memory : memories) {
      Map<String, Integer> counts = new HashMap<>();
      List<String> tokens = OperationsTokenizer.tokens(memory.title() + "\n" + memory.text());
      tokens.forEach(token -> counts.merge(token, 1, Integer::sum));
      documents.add(new Document(memory, counts, tokens.size()));
    }
  }

  /**
   * Asks for the incidents of a backtest what was asked of the recall.
   *
   * @param replayed in order of time
   * @return an answer for each, in the same order
   */
  public List<Recognition> answer(List<Replayed> replayed) {
    reset();
    List<Recognition> answers = new ArrayList<>();
    for (Replayed one : replayed) {
      learn(one.incident());
      List<Found> found = search(one.incident().detected().text());
      List<MemoryId> ids = found.stream().map(each -> each.memory().id()).toList();
      double certainty = found.isEmpty() ? 0 : found.getFirst().score();
      answers.add(new Recognition(one.right(), ids, certainty));
    }
    return answers;
  }

  private void reset() {
    open.clear();
    open.addAll(documents);
    containing.clear();
    length = 0;
    known.clear();
  }

  private void learn(PastIncident now) {
    List<Document> more =
        open.stream()
            .filter(one -> Backtest.knownBefore(now.detected().at()).test(one.memory()))
            .toList();
    open.removeAll(more);
    for (Document document : more) {
      known.add(document);
      length += document.length();
      document.counts().keySet().forEach(token -> containing.merge(token, 1, Integer::sum));
    }
  }

  private List<Found> search(String text) {
    Collection<String> asked = new HashSet<>(OperationsTokenizer.tokens(text));
    return known.stream()
        .map(one -> new Found(one.memory(), score(one, asked)))
        .filter(one -> one.score() > 0)
        .sorted(
            Comparator.comparingDouble(Found::score)
                .reversed()
                .thenComparing(one -> one.memory().id()))
        .limit(TOP_K)
        .toList();
  }

  private double score(Document document, Collection<String> asked) {
    double average = (double) length / known.size();
    double score = 0;
    for (String token : asked) {
      int count = document.counts().getOrDefault(token, 0);
      if (count > 0) {
        int n = containing.getOrDefault(token, 0);
        double rarity = Math.log(1 + (known.size() - n + 0.5) / (n + 0.5));
        double norm = K1 * (1 - B + B * document.length() / average);
        score += rarity * count * (K1 + 1) / (count + norm);
      }
    }
    return score;
  }
}
