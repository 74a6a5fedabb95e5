package io.runbookmemory.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.embedding.Embedding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FusedNetworkTest {

  private static final List<String> TEXTS =
      List.of(
          "x",
          "pod CrashLoopBackOff",
          "The data volume of the database is full; delete old write-ahead logs and grow it.",
          "kubectl -n checkout rollout undo deployment/checkout --to-revision=41\n".repeat(6),
          "日志磁盘已满 🙂 ERR_4012 10.0.3.7:5432 ".repeat(8),
          "Drain the node, then restart the worker and watch the lag of its queue. ".repeat(60));

  @TempDir Path folder;

  @Test
  void itsVectorsAreThoseOfTheWholeNetwork() throws IOException {
    Files.write(folder.resolve("model.onnx"), bundled("bge-small-en-v1.5-q.onnx"));
    Files.write(folder.resolve("tokenizer.json"), bundled("bge-small-en-v1.5-q-tokenizer.json"));
    try (OnnxEmbeddingModel whole = OnnxEmbeddingModel.open(folder);
        OnnxEmbeddingModel fused = OnnxEmbeddingModel.bundled()) {
      List<Embedding> expected = whole.embedPassages(TEXTS);
      List<Embedding> actual = fused.embedPassages(TEXTS);
      for (int i = 0; i < TEXTS.size(); i++) {
        double cosine = 2 * actual.get(i).similarity(expected.get(i)) - 1;
        assertThat(cosine).as(TEXTS.get(i)).isGreaterThan(0.999);
      }
    }
  }

  @Test
  void itHasATenthOfTheNodesAndAllTheWeights() throws IOException {
    byte[] whole = bundled("bge-small-en-v1.5-q.onnx");
    byte[] fused = FusedNetwork.of(whole);

    assertThat(OnnxGraph.read(whole).nodes()).hasSizeGreaterThan(1500);
    assertThat(OnnxGraph.read(fused).nodes()).hasSizeLessThan(150);
    assertThat(fused.length).isBetween(whole.length * 95 / 100, whole.length);
  }

  @Test
  void anotherNetworkIsRefused() {
    assertThatThrownBy(() -> FusedNetwork.of(TinyNetwork.of("input_ids", 3)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] bundled(String name) throws IOException {
    try (InputStream in = FusedNetworkTest.class.getClassLoader().getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
