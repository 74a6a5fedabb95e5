package io.runbookmemory.bench.search;

import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.store.SearchRequest;
import java.io.IOException;

/** One of those that are compared: it holds memories and searches them. */
public interface Side extends AutoCloseable {

  /** How many hits are asked for. */
  int TOP_K = 10;

  /** Returns what it is called in tables. */
  String name();

  /** Returns the numbers of the memories that are found, best first. */
  int[] search(Entry question, SearchRequest.Mode mode, Selectivity selectivity) throws IOException;

  /** Returns whether a search filters; else the caller drops what does not pass of the hits. */
  default boolean knowsFilters() {
    return true;
  }

  @Override
  void close() throws IOException;
}
