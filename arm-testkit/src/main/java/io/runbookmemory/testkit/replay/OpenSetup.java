package io.runbookmemory.testkit.replay;

import io.runbookmemory.embedding.EmbeddingModel;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.commons.support.ReflectionSupport;

/** A setup with the model that all tests of a run share. Thread-safe. */
final class OpenSetup implements AutoCloseable {

  private final ReplaySetup setup;
  private @Nullable EmbeddingModel model;

  private OpenSetup(ReplaySetup setup) {
    this.setup = setup;
  }

  /** Creates a setup; the interface itself stands for its defaults. */
  static OpenSetup of(Class<? extends ReplaySetup> type) {
    if (type == ReplaySetup.class) {
      return new OpenSetup(new ReplaySetup() {});
    }
    try {
      return new OpenSetup(ReflectionSupport.newInstance(type));
    } catch (Exception e) {
      // Also checked ones, which JUnit throws undeclared.
      throw new JUnitException(
          type.getName() + " must be a class with a constructor without arguments that works", e);
    }
  }

  ReplaySetup setup() {
    return setup;
  }

  synchronized EmbeddingModel model() {
    if (model == null) {
      model = setup.model();
    }
    return model;
  }

  @Override
  public synchronized void close() {
    if (model != null) {
      model.close();
    }
  }
}
