package io.runbookmemory.bench.hold;

import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.bench.kill.Jvm;
import io.runbookmemory.bench.measure.ResidentMemory;
import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.bench.peers.MadeData;
import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.HnswlibSide;
import io.runbookmemory.bench.search.JVectorSide;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.recall.Situation;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One library in a process of its own: it writes memories, holds them, or starts cold on them. */
final class HoldRun {

  private static final String QUESTION = "the connection pool of checkout is exhausted";
  private static final int QUESTIONS = 100;
  private static final int WARM_UP = 2;

  /** The exit code of a JVM that has ended because of {@code ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_MEMORY = 3;

  private HoldRun() {}

  /** What a process is to do. */
  enum Job {
    /** Prints the seconds that writing took. */
    WRITE,
    /** Prints heap and resident memory in MiB, and the median and p99 of a search. */
    HOLD,
    /** Prints the milliseconds from its main method to its first answer. */
    START
  }

  /**
   * Runs a process to its end.
   *
   * @return what it printed, and at the end the milliseconds from the command to the answer
   * @throws HeapTooSmallException if the library needs more heap than it is given
   */
  static double[] process(Job job, Library library, Memories of, String heap)
      throws IOException, InterruptedException {
    List<String> command =
        Jvm.command(
            HoldRun.class,
            heap,
            job.name(),
            library.name(),
            of.folder(library).toString(),
            of.vectors() == null ? "" : of.vectors().toString(),
            Integer.toString(of.count()));
    command.add(1, "-XX:+ExitOnOutOfMemoryError");
    Path errors = Files.createTempFile(of.root(), "errors", ".txt");
    long begin = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    try (BufferedReader reader = process.inputReader()) {
      String line = reader.readLine();
      double took = (System.nanoTime() - begin) / 1e6;
      int exit = process.waitFor();
      String what = job + " of " + of.count() + " by " + library;
      if (exit == OUT_OF_MEMORY) {
        throw new HeapTooSmallException(what + " needs more heap than " + heap);
      } else if (line == null || exit != 0) {
        throw new IOException(what + " ended with exit code " + exit + cause(errors));
      }
      List<Double> numbers = new ArrayList<>();
      Arrays.stream(line.split(" ", -1)).map(Double::valueOf).forEach(numbers::add);
      numbers.add(took);
      return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    } finally {
      Files.delete(errors);
    }
  }

  private static String cause(Path errors) throws IOException {
    return Files.readAllLines(errors).stream()
        .filter(line -> line.startsWith("Exception in thread") || line.startsWith("Caused by"))
        .reduce("", (causes, line) -> causes + ": " + line);
  }

  /** Is the process that is started. */
  public static void main(String[] arguments) throws IOException {
    long begin = System.nanoTime();
    Library library = Library.valueOf(arguments[1]);
    Path folder = Path.of(arguments[2]);
    Path vectors = arguments[3].isEmpty() ? null : Path.of(arguments[3]);
    int count = Integer.parseInt(arguments[4]);
    switch (Job.valueOf(arguments[0])) {
      case WRITE -> write(library, folder, MadeData.readOrMake(vectors, count));
      case HOLD -> hold(library, folder, vectors, count);
      case START -> start(library, folder, begin);
    }
  }

  private static void write(Library library, Path folder, Data data) throws IOException {
    Written written;
    try (OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled()) {
      written = new Written(data, folder, model.space());
    }
    long begin = System.nanoTime();
    if (library.isStored()) {
      written.by(library);
    } else {
      graph(library, data).close();
    }
    print((System.nanoTime() - begin) / 1e9);
  }

  private static Held graph(Library library, Data data) throws IOException {
    return Held.of(library == Library.JVECTOR ? new JVectorSide(data) : new HnswlibSide(data));
  }

  private static void hold(Library library, Path folder, @Nullable Path vectors, int count)
      throws IOException {
    List<Entry> questions = questions(vectors, count);
    try (Held held =
        library.isStored()
            ? Held.open(library, folder)
            : graph(library, MadeData.readOrMake(vectors, count))) {
      Timings times = new Timings();
      for (int round = 0; round <= WARM_UP; round++) {
        for (Entry question : questions) {
          long begin = System.nanoTime();
          int hits = held.ask(question);
          if (hits == 0) {
            throw new IllegalStateException(library + " found nothing");
          }
          if (round == WARM_UP) {
            times.add(System.nanoTime() - begin);
          }
        }
      }
      double heap = heap();
      print(heap, ResidentMemory.now(), times.median(), times.percentile(99));
    }
  }

  private static List<Entry> questions(@Nullable Path vectors, int count) throws IOException {
    List<Entry> all =
        vectors == null ? MadeData.of(Math.min(count, 1)).questions() : Data.questions(vectors);
    return List.copyOf(all.subList(0, Math.min(QUESTIONS, all.size())));
  }

  /** Returns the MiB of the heap that are in use, after collections that also give memory back. */
  private static double heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
  }

  private static void start(Library library, Path folder, long begin) throws IOException {
    switch (library) {
      case ARM -> recall(folder);
      case LANGCHAIN4J, LANGCHAIN4J_LUCENE -> {
        System.setProperty("ai.djl.offline", "true");
        var model = new BgeSmallEnV15QuantizedEmbeddingModel();
        try (Held held = Held.open(library, folder)) {
          answer(held, model.embed(QUESTION).content().vector());
        }
      }
      case SPRING_AI -> {
        try (OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled();
            Held held = Held.open(library, folder)) {
          answer(held, model.embedQuery(QUESTION).toArray());
        }
      }
      case RAW_LUCENE -> {
        try (Held held = Held.open(library, folder)) {
          answer(held, MadeData.of(1).questions().getFirst().vector());
        }
      }
      case JVECTOR, HNSWLIB -> throw new IllegalArgumentException(library + " wrote nothing");
    }
    print((System.nanoTime() - begin) / 1e6);
  }

  private static void answer(Held held, float[] vector) throws IOException {
    if (held.ask(new Entry(QUESTION, Embedding.of(vector))) == 0) {
      throw new IllegalStateException("must answer");
    }
  }

  private static void recall(Path folder) {
    try (var model = OnnxEmbeddingModel.bundled();
        var store = LuceneMemoryStore.open(folder);
        var memory = RunbookMemory.builder(store).model(model).build()) {
      var situation =
          Situation.builder(QUESTION, Instant.now()).deadline(Duration.ofMinutes(1)).build();
      var recall = memory.recall(situation);
      if (!recall.degraded().isEmpty()) {
        throw new IllegalStateException("must answer in full, left out " + recall.degraded());
      }
    }
  }

  private static void print(double... numbers) {
    StringBuilder line = new StringBuilder();
    for (double number : numbers) {
      line.append(line.isEmpty() ? "" : " ").append(String.format(Locale.ROOT, "%.6f", number));
    }
    System.out.println(line);
    System.out.flush();
  }
}
