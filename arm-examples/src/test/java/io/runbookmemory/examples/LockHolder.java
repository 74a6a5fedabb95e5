package io.runbookmemory.examples;

import io.runbookmemory.lucene.LuceneMemoryStore;
import java.io.IOException;
import java.nio.file.Path;

/** The main class of a JVM of its own that has a store open until its standard input ends. */
public final class LockHolder {

  private LockHolder() {}

  /**
   * Opens the store.
   *
   * @param args its directory
   * @throws IOException never
   */
  public static void main(String[] args) throws IOException {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(Path.of(args[0]))) {
      System.out.println("open: " + store.space());
      System.in.transferTo(System.out);
    }
  }
}
