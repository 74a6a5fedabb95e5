package io.runbookmemory.recall;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.text.OperationsTokenizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All candidates of one recall, and what one of them is beside the others: its share of the best
 * score of the words, and of the best title.
 */
final class Pool {

  /**
   * What tells in a title when or how often, not what: incidents of one day are not alike. Three
   * digits are more often a status, such as 503.
   */
  private static final Pattern DATE_OR_COUNT = Pattern.compile("(?![0-9]{3}$)[0-9.]+");

  private final Map<MemoryId, Double> titleScores = new HashMap<>();
  private final double bestText;
  private final double bestTitle;

  /**
   * Compares candidates.
   *
   * @param question the question's tokens
   */
  Pool(Collection<SearchHit> hits, Set<String> question) {
    Map<MemoryId, Set<String>> titles = new HashMap<>();
    Map<String, Integer> titlesWith = new HashMap<>();
    double best = 0;
    for (SearchHit hit : hits) {
      Set<String> title = new HashSet<>();
      for (String token : OperationsTokenizer.tokens(hit.memory().title())) {
        if (question.contains(token) && !DATE_OR_COUNT.matcher(token).matches()) {
          title.add(token);
        }
      }
      titles.put(hit.memory().id(), title);
      title.forEach(token -> titlesWith.merge(token, 1, Integer::sum));
      best = Math.max(best, odds(hit.textScore()));
    }
    this.bestText = best;
    titles.forEach(
        (id, shared) ->
            titleScores.put(
                id,
                shared.stream()
                    .mapToDouble(token -> rarity(titlesWith.getOrDefault(token, 0), titles.size()))
                    .sum()));
    this.bestTitle = titleScores.values().stream().mapToDouble(score -> score).max().orElse(0);
  }

  /** The inverse document frequency of BM25, here among the titles of the candidates alone. */
  private static double rarity(int titlesWith, int titles) {
    return Math.log(1 + (titles - titlesWith + 0.5) / (titlesWith + 0.5));
  }

  /** Returns the share of the best BM25 score; text scores are BM25 rescaled by x / (x + 10). */
  double textShare(SearchHit hit) {
    return bestText == 0 ? 0 : odds(hit.textScore()) / bestText;
  }

  /** Returns how much of the question a title holds, rare words counting more, by the best. */
  double titleShare(SearchHit hit) {
    return bestTitle == 0 ? 0 : titleScores.getOrDefault(hit.memory().id(), 0.0) / bestTitle;
  }

  private static double odds(@Nullable Double score) {
    return score == null ? 0 : score / (1 - Math.min(score, 0.9999));
  }
}
