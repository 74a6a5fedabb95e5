package io.runbookmemory.bench.search;

import io.runbookmemory.embedding.Embedding;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts with their vectors in a file: the dimension, then of each text its length in bytes, its
 * UTF-8 and its coordinates, all big-endian. A record that was cut off at the end is dropped.
 */
public final class VectorFile {

  /** A text and its vector of unit length. */
  public record Entry(String text, Embedding embedding) {

    /** Returns a copy of the coordinates. */
    public float[] vector() {
      return embedding.toArray();
    }
  }

  private VectorFile() {}

  /** Returns the first entries of a file. */
  public static List<Entry> read(Path file, int atMost) throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (Files.exists(file)) {
      try (DataInputStream in = in(file)) {
        int dimension = in.readInt();
        while (entries.size() < atMost) {
          entries.add(readOne(in, dimension));
        }
      } catch (EOFException e) {
        return entries;
      }
    }
    return entries;
  }

  private static DataInputStream in(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20));
  }

  private static Entry readOne(DataInputStream in, int dimension) throws IOException {
    byte[] text = new byte[in.readInt()];
    in.readFully(text);
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = in.readFloat();
    }
    return new Entry(new String(text, StandardCharsets.UTF_8), Embedding.of(vector));
  }

  /** Opens a file to go on behind the entries that it has. */
  public static DataOutputStream append(Path file, int dimension, List<Entry> there)
      throws IOException {
    long length = Integer.BYTES;
    for (Entry entry : there) {
      length += Integer.BYTES + entry.text().getBytes(StandardCharsets.UTF_8).length;
      length += (long) dimension * Float.BYTES;
    }
    if (there.isEmpty()) {
      Files.deleteIfExists(file);
    } else {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(length);
      }
    }
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
    if (there.isEmpty()) {
      out.writeInt(dimension);
    }
    return out;
  }

  public static void write(DataOutputStream out, Entry entry) throws IOException {
    byte[] text = entry.text().getBytes(StandardCharsets.UTF_8);
    out.writeInt(text.length);
    out.write(text);
    for (float coordinate : entry.vector()) {
      out.writeFloat(coordinate);
    }
  }
}
