package io.runbookmemory.onnx;

import java.nio.FloatBuffer;

/**
 * How the vectors of a text's tokens become the one vector of the text. A model's card says which
 * it was trained with; the other one gives vectors that look right and rank badly.
 */
public enum Pooling {

  /** The vector of the first token, as BGE, GTE and Arctic models want it. */
  CLS {
    @Override
    double[] pool(FloatBuffer hidden, int tokens, int dimension) {
      double[] pooled = new double[dimension];
      for (int i = 0; i < dimension; i++) {
        pooled[i] = hidden.get(i);
      }
      return pooled;
    }
  },

  /** The mean of all tokens' vectors, as MiniLM and E5 models want it. */
  MEAN {
    @Override
    double[] pool(FloatBuffer hidden, int tokens, int dimension) {
      double[] pooled = new double[dimension];
      for (int token = 0; token < tokens; token++) {
        for (int i = 0; i < dimension; i++) {
          pooled[i] += hidden.get(token * dimension + i) / (double) tokens;
        }
      }
      return pooled;
    }
  };

  /** Returns the pooled vector of {@code hidden}, which is {@code [tokens][dimension]}. */
  abstract double[] pool(FloatBuffer hidden, int tokens, int dimension);
}
