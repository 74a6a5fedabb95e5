package io.runbookmemory.bench.embed;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.bench.kill.Jvm;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.recall.Situation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A fresh process up to where it can answer. ARM opens its model and a store and recalls once;
 * LangChain4j loads its model and does nothing more.
 */
public final class ColdStart {

  /** How long one took, in nanoseconds: from its main method on, and from its command on. */
  public record Times(long main, long process) {}

  private ColdStart() {}

  /** Starts ARM with the store of a directory. */
  public static Times arm(Path store) throws IOException, InterruptedException {
    return start("arm", store.toString());
  }

  /** Starts ARM's model alone. */
  public static Times model() throws IOException, InterruptedException {
    return start("model");
  }

  /** Starts LangChain4j. */
  public static Times langChain4j() throws IOException, InterruptedException {
    return start("langchain4j");
  }

  private static Times start(String... arguments) throws IOException, InterruptedException {
    List<String> command = Jvm.command(ColdStart.class, "512m", arguments);
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader reader = process.inputReader()) {
      String line = reader.readLine();
      long took = System.nanoTime() - begin;
      int exit = process.waitFor();
      if (line == null || exit != 0) {
        throw new IOException(String.join(" ", arguments) + " ended with " + exit);
      }
      return new Times(Long.parseLong(line), took);
    }
  }

  /** Is the process that is started. */
  public static void main(String[] arguments) {
    long begin = System.nanoTime();
    switch (arguments[0]) {
      case "arm" -> answer(Path.of(arguments[1]), begin);
      case "model" -> {
        OnnxEmbeddingModel loaded = OnnxEmbeddingModel.bundled();
        done(begin);
        loaded.close();
      }
      case "langchain4j" -> {
        EmbeddingSide loaded = new LangChain4jEmbeddingSide();
        done(begin);
        loaded.close();
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void answer(Path directory, long begin) {
    try (var model = OnnxEmbeddingModel.bundled();
        var store = LuceneMemoryStore.open(directory);
        var memory = RunbookMemory.builder(store).model(model).build()) {
      var situation =
          Situation.builder("the connection pool of checkout is exhausted", Instant.now())
              .deadline(Duration.ofMinutes(1))
              .build();
      var recall = memory.recall(situation);
      if (!recall.degraded().isEmpty()) {
        throw new IllegalStateException("must answer in full, left out " + recall.degraded());
      }
      done(begin);
    }
  }

  private static void done(long begin) {
    System.out.printf(Locale.ROOT, "%d%n", System.nanoTime() - begin);
    System.out.flush();
  }
}
