package io.runbookmemory.jdbc.rows;

import io.runbookmemory.embedding.Embedding;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a vector is written to a database, and what is read from there. */
public enum Vectors {

  /** Four bytes a coordinate, IEEE 754, the lowest byte first. */
  PLAIN("bytea", "vector", 0, ByteOrder.LITTLE_ENDIAN),

  /**
   * pgvector's type: written as text, read as its {@code vector_send} has it, which is two numbers
   * of two bytes, then four bytes a coordinate, the highest first
   * (https://github.com/pgvector/pgvector, {@code src/vector.c}).
   */
  PGVECTOR("vector", "vector_send(vector)", 4, ByteOrder.BIG_ENDIAN);

  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.BIG_ENDIAN);

  private final String type;
  private final String column;
  private final int head;
  private final ByteOrder order;

  Vectors(String type, String column, int head, ByteOrder order) {
    this.type = type;
    this.column = column;
    this.head = head;
    this.order = order;
  }

  /** Returns the column's type, as PostgreSQL calls it. */
  public String type() {
    return type;
  }

  /** Returns what to select of {@code passage}, to read its vector as bytes. */
  public String column() {
    return column;
  }

  /** Returns what is bound to write a vector. */
  public Object bound(Embedding embedding) {
    float[] vector = embedding.toArray();
    return switch (this) {
      case PLAIN -> {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(order);
        bytes.asFloatBuffer().put(vector);
        yield bytes.array();
      }
      case PGVECTOR -> text(vector);
    };
  }

  /** Java writes the shortest decimal that is read back as the same float. */
  private static String text(float[] vector) {
    StringBuilder text = new StringBuilder(vector.length * 12);
    for (float coordinate : vector) {
      text.append(text.isEmpty() ? '[' : ',').append(coordinate);
    }
    return text.append(']').toString();
  }

  public Embedding embedding(byte[] bytes) {
    float[] vector = new float[dimension(bytes)];
    read(bytes, vector, 0);
    return Embedding.of(vector);
  }

  /** Copies the coordinates in some bytes to a place in an array. */
  public void read(byte[] bytes, float[] vectors, int start) {
    ByteBuffer.wrap(bytes, head, bytes.length - head)
        .order(order)
        .asFloatBuffer()
        .get(vectors, start, dimension(bytes));
  }

  /** Returns how many coordinates there are in some bytes. */
  public int dimension(byte[] bytes) {
    return Math.max(0, bytes.length - head) / Float.BYTES;
  }

  /** Returns whether some bytes are a vector of a dimension, with nothing missing or left over. */
  public boolean fits(byte[] bytes, int dimension) {
    return bytes.length == head + dimension * Float.BYTES;
  }

  /**
   * Returns what {@link Embedding#similarity} would, to the bit, without making an embedding of
   * every row.
   *
   * @param asked the vector that is asked for
   * @param bytes a vector of the same dimension
   */
  public double similarity(float[] asked, byte[] bytes) {
    double dot = 0;
    if (order == ByteOrder.LITTLE_ENDIAN) {
      for (int i = 0; i < asked.length; i++) {
        dot += (double) asked[i] * (float) LITTLE.get(bytes, head + i * Float.BYTES);
      }
    } else {
      for (int i = 0; i < asked.length; i++) {
        dot += (double) asked[i] * (float) BIG.get(bytes, head + i * Float.BYTES);
      }
    }
    return Math.clamp((1 + dot) / 2, 0.0, 1.0);
  }
}
