package io.runbookmemory.onnx;

import java.util.concurrent.CountDownLatch;

/**
 * The main class of a JVM of its own, which exits amid embeddings, as a host does that ends what is
 * under way in a hook of its own.
 */
final class ExitProbe {

  private static final int EMBEDDING = 3;
  private static final int TEXTS_AFTER_EXIT = 8;

  private ExitProbe() {}

  public static void main(String[] args) throws InterruptedException {
    OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled();
    CountDownLatch begun = new CountDownLatch(EMBEDDING);
    for (int i = 0; i < EMBEDDING; i++) {
      Thread.ofPlatform().daemon().start(() -> embed(model, begun));
    }
    begun.await();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(model)));
    System.exit(Integer.parseInt(args[0]));
  }

  private static void embed(OnnxEmbeddingModel model, CountDownLatch begun) {
    while (true) {
      model.embedQuery("the volume of the database is full ".repeat(20));
      begun.countDown();
    }
  }

  /** By the time that the last text is embedded all other hooks have run. */
  private static void finish(OnnxEmbeddingModel model) {
    for (int i = 0; i < TEXTS_AFTER_EXIT; i++) {
      model.embedQuery("what was under way is finished " + i);
    }
    try (OnnxEmbeddingModel another = OnnxEmbeddingModel.bundled()) {
      System.out.println("finished=" + another.embedQuery("the end").dimension());
    }
  }
}
