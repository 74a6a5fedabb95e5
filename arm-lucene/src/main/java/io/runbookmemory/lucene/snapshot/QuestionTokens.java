package io.runbookmemory.lucene.snapshot;

import io.runbookmemory.lucene.index.IndexFields;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;

/**
 * Where the tokens of questions stand in the index as some commit left it. A recall searches for
 * the same tokens several times, and an operator's next question shares most of them: each is
 * looked up once. Thread-safe.
 */
public final class QuestionTokens {

  /** So many tokens are kept, of some 300 bytes a segment; further ones are looked up each time. */
  private static final int MOST = 4096;

  private final Map<String, TermStates> known = new ConcurrentHashMap<>();
  private final IndexSearcher searcher;

  QuestionTokens(IndexSearcher searcher) {
    this.searcher = searcher;
  }

  /** Returns the query for what holds a token. */
  public TermQuery query(String token) throws IOException {
    Term term = new Term(IndexFields.TOKENS, IndexFields.term(token));
    TermStates states = known.get(token);
    if (states == null) {
      states = TermStates.build(searcher, term, true);
      if (known.size() < MOST) {
        known.put(token, states);
      }
    }
    return new TermQuery(term, states);
  }
}
