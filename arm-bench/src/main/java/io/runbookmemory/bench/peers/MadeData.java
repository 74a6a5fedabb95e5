package io.runbookmemory.bench.peers;

import io.runbookmemory.bench.embed.MadeWords;
import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.embedding.Embedding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Texts and vectors made up from a seed, for who has no corpus: each vector lies around one of some
 * hundred topics, as those of a model do, so that neighbours are near and graphs have something to
 * follow. What a real corpus gives is in a file that {@code vectors} writes.
 */
public final class MadeData {

  private static final int DIMENSION = 384;
  private static final int TOPICS = 300;
  private static final int MOST = 20_000;
  private static final int QUESTIONS = 200;
  private static final double SPREAD = 0.7;

  /** All texts have something in common to a model: no two of its vectors point apart. */
  private static final float COMMON = 1.2f;

  private static final long SEED = 12;

  private final MadeWords words = new MadeWords(SEED);
  private final float[][] topics = new float[TOPICS][];

  private MadeData() {
    Random random = new Random(SEED);
    for (int i = 0; i < TOPICS; i++) {
      float[] common = new float[DIMENSION];
      Arrays.fill(common, COMMON);
      topics[i] = around(common, 1, random);
    }
  }

  /**
   * Reads the file that the program {@code vectors} writes, or makes data up where none is named.
   */
  public static Data readOrMake(@Nullable Path file, int size) throws IOException {
    return file == null ? of(size) : Data.read(file, size);
  }

  /** Makes data up. */
  public static Data of(int size) {
    MadeData made = new MadeData();
    return new Data(
        made.entries(Math.min(size, MOST), 30, new Random(SEED + 1)),
        made.entries(QUESTIONS, 12, new Random(SEED + 2)),
        size);
  }

  private List<Entry> entries(int count, int length, Random random) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] vector = around(topics[random.nextInt(TOPICS)], SPREAD, random);
      entries.add(new Entry(words.text(random, length), Embedding.of(vector)));
    }
    return entries;
  }

  private static float[] around(float[] topic, double spread, Random random) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = topic[i] + (float) (spread * random.nextGaussian());
    }
    return vector;
  }
}
