package io.runbookmemory.bench;

import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.bench.search.TextPieces;
import io.runbookmemory.bench.search.VectorFile;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the file of real vectors that the programs about searching read. */
@Command(
    name = "vectors",
    description = {
      "Embeds pieces of a corpus in BEIR layout with the bundled model: its distinct lines, and",
      "where they are too few, windows of two and three lines. Its queries go to FILE.questions.",
      "Goes on where it was interrupted."
    })
final class VectorsProgram implements Callable<Integer> {

  private static final int FLUSH_EVERY = 100;

  @Option(names = "--corpus", required = true, paramLabel = "DIR", description = "The corpus.")
  private Path corpus = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "What to write.")
  private Path out = Path.of("");

  @Option(names = "--count", description = "How many pieces, ${DEFAULT-VALUE} by default.")
  private int count = 1000;

  private final Progress progress = new Progress();

  @Override
  public Integer call() throws IOException {
    List<String> pieces = TextPieces.of(corpus, count);
    try (OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled()) {
      int dimension = model.space().dimension();
      embed(
          TextPieces.questions(corpus),
          Path.of(out + ".questions"),
          dimension,
          questions -> questions.stream().map(model::embedQuery).toList());
      embed(pieces, out, dimension, model::embedPassages);
    }
    System.out.printf("%,d pieces in %s%n", pieces.size(), out);
    return pieces.size() < count ? 1 : 0;
  }

  private void embed(
      List<String> texts, Path file, int dimension, Function<List<String>, List<Embedding>> model)
      throws IOException {
    List<Entry> there = VectorFile.read(file, Integer.MAX_VALUE);
    try (DataOutputStream to = VectorFile.append(file, dimension, there)) {
      for (int from = there.size(); from < texts.size(); from += FLUSH_EVERY) {
        List<String> batch = texts.subList(from, Math.min(from + FLUSH_EVERY, texts.size()));
        List<Embedding> embeddings = model.apply(batch);
        for (int i = 0; i < batch.size(); i++) {
          VectorFile.write(to, new Entry(batch.get(i), embeddings.get(i)));
        }
        to.flush();
        progress.at(file.toString(), from + batch.size(), texts.size());
      }
    }
  }
}
