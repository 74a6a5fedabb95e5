package io.runbookmemory.jdbc.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.embedding.Embedding;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products of rounded vectors are as near to the truth as is said. */
class ShortVectorsTest {

  private static final int COUNT = ShortVectors.BLOCK + 100;

  private static float[] unit(Random random, int dimension) {
    float[] vector = new float[dimension];
    // Some with one coordinate that is far larger than the others, which rounds these off most.
    double spike = random.nextInt(4) == 0 ? 1000 : 1;
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) (random.nextGaussian() * (i == 0 ? spike : 1));
    }
    return Embedding.of(vector).toArray();
  }

  private static double product(float[] one, float[] other) {
    double dot = 0;
    for (int i = 0; i < one.length; i++) {
      dot += (double) one[i] * other[i];
    }
    return dot;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 24, 384, 1024})
  void noProductIsFurtherFromTheTruthThanTheErrorSays(int dimension) {
    Random random = new Random(dimension);
    ShortVectors vectors = new ShortVectors(dimension);
    float[][] exact = new float[COUNT][];
    for (int slot = 0; slot < COUNT; slot++) {
      if (slot == vectors.slots()) {
        vectors.grow();
      }
      exact[slot] = unit(random, dimension);
      vectors.set(slot, exact[slot], 0);
    }
    float[] asked = unit(random, dimension);
    float[] products = vectors.products(asked);
    assertThat(products).hasSize(vectors.slots());
    for (int slot = 0; slot < COUNT; slot++) {
      assertThat((double) products[slot])
          .as("seed and dimension %s, slot %s", dimension, slot)
          .isCloseTo(product(asked, exact[slot]), within(vectors.error()));
      assertThat((double) vectors.product(asked, slot))
          .as("alone: seed and dimension %s, slot %s", dimension, slot)
          .isCloseTo(product(asked, exact[slot]), within(vectors.error()));
    }
    assertThat(vectors.error()).isLessThan(2e-3);
  }

  @Test
  void aSlotThatIsFilledAgainHoldsTheNewVectorAlone() {
    ShortVectors vectors = new ShortVectors(3);
    vectors.grow();
    vectors.set(7, new float[] {0, 0, 1}, 0);
    vectors.set(7, new float[] {9, 0, 1, 0}, 1);
    assertThat(vectors.products(new float[] {0, 1, 0})[7]).isEqualTo(1, within(1e-6f));
    assertThat(vectors.products(new float[] {0, 0, 1})[7]).isZero();
  }
}
