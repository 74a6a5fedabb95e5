package io.runbookmemory.store.ranking;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Incident;
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
   * Returns the tokens of a memory: of its title, three times over, its text, tags, service, the
   * names of the alerts that its runbook answers, and the alert of its incident.
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
    add(memory.text(), tokens);
    memory.tags().forEach(tag -> add(tag, tokens));
    if (memory.scope().service() != null) {
      add(memory.scope().service(), tokens);
    }
    switch (memory.content()) {
      case Runbook runbook -> runbook.alerts().forEach(alert -> add(alert, tokens));
      case Incident incident -> {
        incident.fingerprint().ifPresent(fingerprint -> add(fingerprint, tokens));
        // The incident's own words begin with the alert's name.
        if (memory.ownText().isPresent()) {
          incident.alertName().ifPresent(alert -> add(alert, tokens));
        }
      }
      default -> {}
    }
    return tokens;
  }

  private static void add(String text, List<String> tokens) {
    tokens.addAll(OperationsTokenizer.tokens(text));
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
