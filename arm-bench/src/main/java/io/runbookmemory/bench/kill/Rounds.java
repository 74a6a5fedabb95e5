package io.runbookmemory.bench.kill;

import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.StoredMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Starts a process that writes, kills it as {@code kill -9} does, and looks at what it leaves. */
public final class Rounds {

  private static final int PAGE = 1000;
  private static final int LONGEST_MILLIS = 2000;

  /** Half of the processes live to see so many acknowledgements: by then they write fast. */
  private static final int WARM = 200;

  private final Path directory;
  private final int writers;
  private final Random random;
  private final Audit audit = new Audit();
  private double slowestOpening;

  /**
   * Prepares to kill.
   *
   * @param directory an empty directory, for the store and what the process says
   * @param writers how many threads write
   * @param seed decides when it is killed
   */
  public Rounds(Path directory, int writers, long seed) {
    this.directory = directory;
    this.writers = writers;
    this.random = new Random(seed);
  }

  /**
   * Fills the store first.
   *
   * @param memories how many it is to hold
   */
  public void fill(int memories) {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(store())) {
      store
          .writer(Tenant.DEFAULT)
          .upsert(List.of(Load.memory(Load.SHARED, "everybody counts on it")));
      for (int from = 0; from < memories; from += PAGE) {
        List<StoredMemory> page = new ArrayList<>();
        for (int i = from; i < Math.min(memories, from + PAGE); i++) {
          page.add(Load.memory(MemoryId.named("kill", "old " + i), "old"));
        }
        store.writer(Tenant.DEFAULT).upsert(page);
      }
    }
  }

  /**
   * Kills so many times.
   *
   * @param rounds how many times
   * @param progress is told of each round
   * @return what it came to
   */
  public KillReport run(int rounds, Consumer<String> progress) throws Exception {
    for (int round = 0; round < rounds; round++) {
      int[] steps = killAmidWriting(round);
      long begin = System.nanoTime();
      try (LuceneMemoryStore store = LuceneMemoryStore.open(store())) {
        double opening = (System.nanoTime() - begin) / 1e9;
        slowestOpening = Math.max(slowestOpening, opening);
        audit.check(round, steps, store.reader(Tenant.DEFAULT));
        progress.accept(
            "round %d: opened in %.2f s, %,d steps acknowledged so far, %d lost, %d half"
                .formatted(
                    round,
                    opening,
                    audit.acknowledged(),
                    audit.lost().size(),
                    audit.half().size()));
      }
    }
    try (LuceneMemoryStore store = LuceneMemoryStore.open(store())) {
      audit.checkAll(store.reader(Tenant.DEFAULT));
    }
    return new KillReport(rounds, audit.acknowledged(), audit.lost(), audit.half(), slowestOpening);
  }

  private Path store() {
    return directory.resolve("store");
  }

  /** Returns how many steps of each writer were acknowledged. */
  private int[] killAmidWriting(int round) throws Exception {
    Path said = directory.resolve("said-" + round);
    Path errors = directory.resolve("errors");
    Process victim =
        new ProcessBuilder(command(round))
            .redirectOutput(said.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      int warm = random.nextBoolean() ? 1 : WARM;
      while (acknowledged(said) < warm) {
        requireAlive(victim, errors);
        Thread.sleep(2);
      }
      Thread.sleep(random.nextInt(LONGEST_MILLIS));
      requireAlive(victim, errors);
    } finally {
      victim.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }
    return steps(said);
  }

  private static long acknowledged(Path said) throws IOException {
    try (Stream<String> lines = Files.lines(said)) {
      return lines.count();
    }
  }

  private static void requireAlive(Process victim, Path errors) throws IOException {
    if (!victim.isAlive()) {
      throw new IllegalStateException("the process ended by itself: " + Files.readString(errors));
    }
  }

  private int[] steps(Path said) throws IOException {
    int[] steps = new int[writers];
    String text = Files.readString(said);
    // What follows the last end of a line was cut off by the kill.
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      int space = line.indexOf(' ');
      steps[Integer.parseInt(line.substring(0, space))] =
          Integer.parseInt(line.substring(space + 1)) + 1;
    }
    return steps;
  }

  private List<String> command(int round) {
    return Jvm.command(
        Victim.class,
        "512m",
        store().toString(),
        Integer.toString(round),
        Integer.toString(writers));
  }
}
