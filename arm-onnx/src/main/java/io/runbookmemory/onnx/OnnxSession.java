package io.runbookmemory.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A network in ONNX Runtime: the token ids of one text in, its pooled vector out. Thread-safe. What
 * the native side throws ends here.
 */
final class OnnxSession implements AutoCloseable {

  private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");

  /** Threads of one run: so few because the host that ARM lives in has other work to do. */
  private static final int MAX_THREADS = 4;

  private final OrtEnvironment runtime;
  private final OrtSession session;
  private final String model;
  private final Pooling pooling;
  private final String output;
  private final int dimension;

  private OnnxSession(OrtEnvironment runtime, OrtSession session, String model, Pooling pooling)
      throws OrtException {
    this.runtime = runtime;
    this.session = session;
    this.model = model;
    this.pooling = pooling;
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
    Map.Entry<String, NodeInfo> first = session.getOutputInfo().entrySet().iterator().next();
    this.output = first.getKey();
    if (!(first.getValue().getInfo() instanceof TensorInfo tensor)
        || tensor.getShape().length != 3
        || tensor.getShape()[2] < 1) {
      throw new ConfigurationException(
          model,
          model
              + " must give a vector of fixed size for each token as its first output, gives "
              + first.getValue());
    }
    this.dimension = Math.toIntExact(tensor.getShape()[2]);
  }

  static OnnxSession open(OrtEnvironment runtime, ModelFiles files, Pooling pooling) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(
          Math.min(Runtime.getRuntime().availableProcessors(), MAX_THREADS));
      // Idle threads sleep: spinning would save a millisecond a run and burn the host's processors.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      OrtSession session = files.openSession(runtime, options);
      try {
        return new OnnxSession(runtime, session, files.model(), pooling);
      } catch (OrtException | ConfigurationException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new ConfigurationException(
          files.model(), files.model() + " could not be opened: " + e.getMessage(), e);
    }
  }

  int dimension() {
    return dimension;
  }

  /** Returns the pooled vector of one text, {@code [dimension]}, finite, of any length. */
  double[] run(long[] ids) {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String name : session.getInputNames()) {
        LongBuffer values = LongBuffer.wrap(values(name, ids));
        inputs.put(name, OnnxTensor.createTensor(runtime, values, new long[] {1, ids.length}));
      }
      try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
        OnnxTensor hidden = (OnnxTensor) result.get(0);
        return finite(pooling.pool(hidden.getFloatBuffer(), ids.length, dimension));
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
