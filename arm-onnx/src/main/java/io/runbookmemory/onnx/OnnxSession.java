package io.runbookmemory.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network in ONNX Runtime: the token ids of one text in, its pooled vector out. Thread-safe. What
 * the native side throws ends here.
 */
final class OnnxSession implements AutoCloseable {

  private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");

  /** Threads of one run: so few because the host that ARM lives in has other work to do. */
  static final int THREADS = Math.min(Runtime.getRuntime().availableProcessors(), 4);

  private final OrtEnvironment runtime;
  private final OrtSession session;
  private final String model;
  private final NetworkOutput output;

  private OnnxSession(
      OrtEnvironment runtime, OrtSession session, String model, NetworkOutput output) {
    this.runtime = runtime;
    this.session = session;
    this.model = model;
    if (!session.getInputNames().contains("input_ids")
        || !INPUTS.containsAll(session.getInputNames())) {
      throw new ConfigurationException(
          model,
          model
              + " must take input_ids and at most "
              + INPUTS
              + ", takes "
              + session.getInputNames());
    }
    this.output = output;
  }

  static OnnxSession open(OrtEnvironment runtime, ModelFiles files, @Nullable Pooling pooling) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(THREADS);
      // Idle threads sleep: spinning would save a millisecond a run and burn the host's processors.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // Work is dealt out in small pieces: who is awake does what a thread still waking would have.
      options.addConfigEntry("session.dynamic_block_base", "16");
      OrtSession session = files.openSession(runtime, options);
      try {
        NetworkOutput output = NetworkOutput.of(files, session.getOutputInfo(), pooling);
        return new OnnxSession(runtime, session, files.model(), output);
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new ConfigurationException(
          files.model(), files.model() + " could not be opened: " + e.getMessage(), e);
    }
  }

  int dimension() {
    return output.dimension();
  }

  /**
   * Checks that the network takes the largest id that its tokenizer gives, so that two files which
   * do not belong together are found when they are opened and not by some later text.
   */
  void requireTokenizer(ModelFiles files) {
    long largest = files.largestId();
    try {
      run(new long[] {Math.max(0, largest)});
    } catch (UnavailableException e) {
      throw new ConfigurationException(
          files.tokenizer(),
          files.tokenizer()
              + " must belong to "
              + model
              + ", which does not take its token "
              + largest
              + ": take both files from one model ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  /** Returns the pooled vector of one text, {@code [dimension]}, finite, of any length. */
  double[] run(long[] ids) {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String name : session.getInputNames()) {
        LongBuffer values = LongBuffer.wrap(values(name, ids));
        inputs.put(name, OnnxTensor.createTensor(runtime, values, new long[] {1, ids.length}));
      }
      try (OrtSession.Result result = session.run(inputs, Set.of(output.name()))) {
        OnnxTensor hidden = (OnnxTensor) result.get(0);
        return finite(
            output.pooling().pool(hidden.getFloatBuffer(), ids.length, output.dimension()));
      }
    } catch (OrtException e) {
      throw new UnavailableException(model, model + " could not be run: " + e.getMessage(), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static long[] values(String input, long[] ids) {
    if (input.equals("input_ids")) {
      return ids;
    }
    long[] values = new long[ids.length];
    Arrays.fill(values, input.equals("attention_mask") ? 1 : 0);
    return values;
  }

  private double[] finite(double[] pooled) {
    double squares = 0;
    for (double coordinate : pooled) {
      squares += coordinate * coordinate;
    }
    if (!Double.isFinite(squares) || squares == 0) {
      throw new ConfigurationException(
          model,
          model + " must give vectors with a direction, gave one of length " + Math.sqrt(squares));
    }
    return pooled;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new UnavailableException(model, model + " could not be closed: " + e.getMessage(), e);
    }
  }
}
