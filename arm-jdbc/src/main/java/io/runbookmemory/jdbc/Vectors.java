package io.runbookmemory.jdbc;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.error.CorruptStoreException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Vectors as they are stored: four bytes a coordinate, IEEE 754, the lowest byte first. */
final class Vectors {

  private static final VarHandle COORDINATES =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  private final String store;
  private final float[] asked;

  /** Creates the comparison of stored vectors with one that is asked for. */
  Vectors(String store, Embedding asked) {
    this.store = store;
    this.asked = asked.toArray();
  }

  static byte[] bytes(Embedding embedding) {
    float[] vector = embedding.toArray();
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  static Embedding embedding(byte[] bytes) {
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return Embedding.of(vector);
  }

  /**
   * Returns what {@link Embedding#similarity} would, to the bit, without making an embedding of
   * every row.
   */
  double similarity(byte[] bytes) {
    if (bytes.length != asked.length * Float.BYTES) {
      throw new CorruptStoreException(
          store,
          store
              + " must hold vectors of "
              + asked.length * Float.BYTES
              + " bytes, got one of "
              + bytes.length);
    }
    double dot = 0;
    for (int i = 0; i < asked.length; i++) {
      dot += (double) asked[i] * (float) COORDINATES.get(bytes, i * Float.BYTES);
    }
    return Math.clamp((1 + dot) / 2, 0.0, 1.0);
  }
}
