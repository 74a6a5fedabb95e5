package io.runbookmemory.bench.hold;

import java.util.Locale;

/** What holds memories. */
enum Library {
  /** ARM on Lucene: memories with their usage, filters, words and vectors. */
  ARM("arm, on Lucene", true),
  /** Lucene by hand: one document a memory. */
  RAW_LUCENE("raw Lucene", true),
  /** LangChain4j's store in memory, which is a file of JSON in between. */
  LANGCHAIN4J("LangChain4j, in memory", true),
  /** LangChain4j's Lucene store. */
  LANGCHAIN4J_LUCENE("LangChain4j, on Lucene", true),
  /** Spring AI's store in memory, which is a file of JSON in between. */
  SPRING_AI("Spring AI, in memory", true),
  /** JVector's graph, vectors alone, built anew in each process. */
  JVECTOR("JVector", false),
  /** hnswlib-core's graph, vectors alone, built anew in each process. */
  HNSWLIB("hnswlib-core", false);

  private final String words;
  private final boolean stored;

  Library(String words, boolean stored) {
    this.words = words;
    this.stored = stored;
  }

  /** Returns whether another process can open what one wrote. */
  boolean isStored() {
    return stored;
  }

  /** Returns the name of its folder. */
  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return words;
  }
}
