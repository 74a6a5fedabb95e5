package io.runbookmemory.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EmbeddingTest {

  @Test
  void aVectorIsScaledToUnitLength() {
    assertThat(Embedding.of(3, 4).toArray()).containsExactly(0.6f, 0.8f);
    assertThat(Embedding.of(3 * 0x1p100f, -4 * 0x1p100f).toArray()).containsExactly(0.6f, -0.8f);
    assertThat(Embedding.of(3e-40f, 0).toArray()).containsExactly(1f, 0f);
  }

  @Test
  void aUnitVectorIsKeptToTheBit() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 200; i++) {
      Embedding embedding = random(random, 33);
      assertThat(Embedding.of(embedding.toArray())).as("vector %d", i).isEqualTo(embedding);
    }
  }

  private static Embedding random(SplittableRandom random, int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextDouble(-1, 1);
    }
    return Embedding.of(vector);
  }

  @Test
  void noArrayIsShared() {
    float[] vector = {1, 0};
    Embedding embedding = Embedding.of(vector);
    vector[0] = 5;
    embedding.toArray()[0] = 7;

    assertThat(embedding).isEqualTo(Embedding.of(1, 0)).hasSameHashCodeAs(Embedding.of(1, 0));
    assertThat(embedding).isNotEqualTo(Embedding.of(0, 1));
    assertThat(embedding.dimension()).isEqualTo(2);
  }

  @Test
  void similarityGoesFromOppositeToEqual() {
    Embedding east = Embedding.of(1, 0);

    assertThat(east.similarity(Embedding.of(-2, 0))).isZero();
    assertThat(east.similarity(Embedding.of(0, 5))).isEqualTo(0.5);
    assertThat(east.similarity(east)).isEqualTo(1);
    assertThat(east.similarity(Embedding.of(1, 1)))
        .isCloseTo((1 + Math.sqrt(0.5)) / 2, within(1e-7));
  }

  @Test
  void similarityIsSymmetricAndBounded() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 500; i++) {
      Embedding one = random(random, 1 + i % 40);
      Embedding other = i % 3 == 0 ? one : random(random, one.dimension());
      assertThat(one.similarity(other))
          .as("pair %d of seed 5", i)
          .isBetween(0.0, 1.0)
          .isEqualTo(other.similarity(one));
    }
  }

  @Test
  void whatHasNoDirectionIsRefused() {
    assertThatThrownBy(Embedding::of).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Embedding.of(0, -0f)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Embedding.of(1, Float.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN at 1");
    assertThatThrownBy(() -> Embedding.of(Float.NEGATIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void vectorsOfTwoDimensionsAreNotCompared() {
    assertThatThrownBy(() -> Embedding.of(1, 0).similarity(Embedding.of(1, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 and 3");
  }

  @Test
  void aSpaceHasANameAndADimension() {
    assertThat(new EmbeddingSpace("bge", 384, "6f1a"))
        .isNotEqualTo(new EmbeddingSpace("bge", 384, "6f1b"))
        .hasToString("bge (384 dimensions, 6f1a)");
    assertThatThrownBy(() -> new EmbeddingSpace(" ", 384, ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EmbeddingSpace("bge", 0, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0");
  }
}
