package io.runbookmemory.store.ranking;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.text.OperationsTokenizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The tokens that every store indexes for a memory and looks up for a question, so that all stores
 * agree on which memories match. A memory matches a question if they share at least one token.
 */
public final class IndexedText {

  /**
   * How often the title's tokens are counted: as often as in the best plain BM25 known for runbooks
   * (title times three).
   */
  private static final int TITLE_WEIGHT = 3;

  /**
   * The most distinct tokens of a question; Lucene allows 1,024 clauses. A page of log has fewer.
   */
  private static final int MAX_QUERY_TOKENS = 1000;

  private IndexedText() {}

  /**
   * Returns the tokens of a memory: of its title, three times over, its text, tags, service and the
   * names of the alerts that its runbook answers.
   *
   * @param memory any memory
   * @return with duplicates, for BM25 to count
   */
  public static List<String> tokens(Memory memory) {
    List<String> tokens = new ArrayList<>();
    List<String> title = OperationsTokenizer.tokens(memory.title());
    for (int i = 0; i < TITLE_WEIGHT; i++) {
      tokens.addAll(title);
    }
    tokens.addAll(OperationsTokenizer.tokens(memory.text()));
    for (String tag : memory.tags()) {
      tokens.addAll(OperationsTokenizer.tokens(tag));
    }
    if (memory.scope().service() != null) {
      tokens.addAll(OperationsTokenizer.tokens(memory.scope().service()));
    }
    if (memory.content() instanceof Runbook runbook) {
      for (String alert : runbook.alerts()) {
        tokens.addAll(OperationsTokenizer.tokens(alert));
      }
    }
    return tokens;
  }

  /**
   * Returns the tokens of a question.
   *
   * @param text the words
   * @return without duplicates, in order; the first 1,000
   */
  public static Set<String> query(String text) {
    Set<String> tokens = new LinkedHashSet<>();
    for (String token : OperationsTokenizer.tokens(text)) {
      if (tokens.size() == MAX_QUERY_TOKENS) {
        break;
      }
      tokens.add(token);
    }
    return tokens;
  }
}
