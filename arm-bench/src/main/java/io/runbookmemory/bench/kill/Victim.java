package io.runbookmemory.bench.kill;

import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryWriter;
import java.nio.file.Path;

/** The process that is killed: its writers tell of each step once it is acknowledged. */
public final class Victim {

  private Victim() {}

  /**
   * Writes until it is killed.
   *
   * @param arguments the store's directory, the round, how many writers
   */
  public static void main(String[] arguments) {
    LuceneMemoryStore store = LuceneMemoryStore.open(Path.of(arguments[0]));
    MemoryWriter writer = store.writer(Tenant.DEFAULT);
    int round = Integer.parseInt(arguments[1]);
    int writers = Integer.parseInt(arguments[2]);
    for (int i = 0; i < writers; i++) {
      Load load = new Load(round, i);
      Thread.ofPlatform().start(() -> write(load, writer));
    }
  }

  private static void write(Load load, MemoryWriter writer) {
    try {
      for (int step = 0; ; step++) {
        load.carryOut(step, writer);
        // One call for the whole line, so that those of two writers do not mix.
        System.out.print(load.writer() + " " + step + "\n");
        System.out.flush();
      }
    } catch (RuntimeException e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }
}
