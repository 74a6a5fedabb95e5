package io.runbookmemory.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.TensorInfo;
import io.runbookmemory.error.ConfigurationException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which output of a network is read, and how.
 *
 * @param name the output's
 * @param pooling how its vectors become one; where there is one alone, {@link Pooling#CLS} reads it
 * @param dimension coordinates of a vector
 */
record NetworkOutput(String name, Pooling pooling, int dimension) {

  /** What exporters call the text's own vector, where the network pools by itself. */
  private static final String POOLED = "sentence_embedding";

  /**
   * Chooses: where the caller asks for no pooling the text's own vector, if the network gives one;
   * else the first output of a vector for each token.
   */
  static NetworkOutput of(
      ModelFiles files, Map<String, NodeInfo> outputs, @Nullable Pooling asked) {
    String only = outputs.size() == 1 ? outputs.keySet().iterator().next() : POOLED;
    int own = dimension(outputs.get(only), 2);
    if (asked == null && own > 0) {
      return new NetworkOutput(only, Pooling.CLS, own);
    }
    for (Map.Entry<String, NodeInfo> output : outputs.entrySet()) {
      int dimension = dimension(output.getValue(), 3);
      if (dimension > 0) {
        Pooling pooling = asked == null ? files.pooling() : asked;
        return new NetworkOutput(
            output.getKey(), Objects.requireNonNullElse(pooling, Pooling.CLS), dimension);
      }
    }
    throw new ConfigurationException(
        files.model(),
        files.model()
            + " must give a vector of fixed size for each token, or one for the text, gives "
            + outputs.values());
  }

  /**
   * Returns the last size of a tensor of so many, or 0 where it is none or its size is not fixed.
   */
  private static int dimension(@Nullable NodeInfo output, int rank) {
    return output != null
            && output.getInfo() instanceof TensorInfo tensor
            && tensor.getShape().length == rank
            && tensor.getShape()[rank - 1] > 0
        ? Math.toIntExact(tensor.getShape()[rank - 1])
        : 0;
  }
}
