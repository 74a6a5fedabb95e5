package io.runbookmemory.onnx;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The main class of a JVM of its own, in which no socket can be made and each attempt is counted.
 * What it finds goes to standard output, one fact a line.
 */
final class OfflineProbe {

  private static final AtomicInteger SOCKETS = new AtomicInteger();

  private OfflineProbe() {}

  public static void main(String[] args) throws IOException {
    trapSockets();
    switch (args[0]) {
      case "embed" -> embed();
      case "call-home" -> callHome();
      default -> throw new IllegalArgumentException(args[0]);
    }
    System.out.println("sockets=" + SOCKETS);
  }

  @SuppressWarnings("deprecation")
  private static void trapSockets() throws IOException {
    Socket.setSocketImplFactory(
        () -> {
          SOCKETS.incrementAndGet();
          throw new UncheckedIOException(new IOException("no network here"));
        });
  }

  private static void embed() {
    // A loader that sees none of the jars, as a host's own threads may have.
    ClassLoader context = ClassLoader.getPlatformClassLoader();
    Thread.currentThread().setContextClassLoader(context);
    Map<Object, Object> before = Map.copyOf(System.getProperties());
    try (OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled()) {
      System.out.println("module=" + OnnxEmbeddingModel.class.getModule().getName());
      System.out.println("dimension=" + model.embedQuery("disk full").dimension());
      System.out.println("passages=" + model.embedPassages(List.of("a", "b")).size());
    } catch (ConfigurationException e) {
      System.out.println("refused=" + e.subject() + ": " + e.getMessage());
      System.out.println("degraded=" + withoutModel().degraded());
    }
    System.out.println("context=" + (Thread.currentThread().getContextClassLoader() == context));
    for (String setting : List.of("RUST_FLAVOR", "ENGINE_CACHE_DIR", "ai.djl.offline")) {
      System.out.println(setting + "=" + System.getProperty(setting));
    }
    System.out.println(
        "settingsKept=" + System.getProperties().entrySet().containsAll(before.entrySet()));
  }

  /** Recalls as a service does whose model could not be opened. */
  private static Recall withoutModel() {
    try (MemoryStore store = new ExactMemoryStore();
        RunbookMemory memory = RunbookMemory.builder(store).build()) {
      return memory.recall("disk full");
    }
  }

  /** Opens the tokenizer through the library's own front door, to see that the trap is one. */
  private static void callHome() throws IOException {
    try {
      HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(new byte[0]), Map.of());
    } catch (RuntimeException e) {
      System.out.println("stopped=" + e.getMessage());
    }
  }
}
