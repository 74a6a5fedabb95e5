package io.runbookmemory.bench;

import io.runbookmemory.bench.embed.EmbedTexts;
import io.runbookmemory.bench.measure.Line;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.ResidentMemory;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether the memory that embedding takes comes to rest. */
@Command(
    name = "soak",
    description = {
      "Embeds texts of mixed length and watches the process's resident memory: one text in a",
      "hundred is longer than the model's window, nine have the length of a passage, ninety that",
      "of a question. Give the heap a fixed size, so that what grows is native. Linux alone."
    })
final class SoakProgram implements Callable<Integer> {

  private static final int SAMPLES = 500;
  private static final double MOST = 1.0;

  @Option(names = "--embeddings", description = "How many, ${DEFAULT-VALUE} by default.")
  private int embeddings = 5_000;

  @Option(
      names = "--warm-up",
      description = "The share that is not counted, ${DEFAULT-VALUE} by default.")
  private double warmUp = 0.2;

  private final Random random = new Random(1);

  @Override
  public Integer call() throws IOException {
    Progress progress = new Progress();
    Line line = new Line();
    int every = Math.max(1, embeddings / SAMPLES);
    int begin = (int) (embeddings * warmUp);
    double first = Double.NaN;
    double last = 0;
    double most = 0;
    long nanos = System.nanoTime();
    try (OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled()) {
      for (int i = 1; i <= embeddings; i++) {
        model.embedPassages(List.of(EmbedTexts.made(random, words())));
        progress.at("soak", i, embeddings);
        if (i >= begin && i % every == 0) {
          last = ResidentMemory.now();
          first = Double.isNaN(first) ? last : first;
          most = Math.max(most, last);
          line.add(i / 10_000.0, last);
        }
      }
    }
    double seconds = (System.nanoTime() - nanos) / 1e9;
    System.out.println(Machine.here());
    Tables.print(
        "soak",
        new Table(
                "embeddings", "a second", "MiB after warm-up", "at the end", "most", "MiB a 10,000")
            .row(embeddings, embeddings / seconds, first, last, most, line.slope()));
    return line.slope() <= MOST ? 0 : 1;
  }

  private int words() {
    int kind = random.nextInt(100);
    if (kind == 0) {
      return 600 + random.nextInt(400);
    }
    return kind < 10 ? 60 + random.nextInt(80) : 1 + random.nextInt(12);
  }
}
