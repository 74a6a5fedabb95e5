package io.runbookmemory.store.artifact;

import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The rules by which every store takes an artifact and hands it out. */
public final class ArtifactBytes {

  private static final int BUFFER = 64 * 1024;

  private ArtifactBytes() {}

  /**
   * Returns a limit if it is one.
   *
   * @param maxBytes the size of the largest artifact
   * @return the same
   * @throws IllegalArgumentException if it is below 1
   */
  public static long limit(long maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be at least 1, got " + maxBytes);
    }
    return maxBytes;
  }

  /**
   * Reads an artifact that is to be kept.
   *
   * @param bytes read to its end and not closed
   * @param maxBytes the size of the largest artifact
   * @return all of them
   * @throws InvalidInputException if there are more
   * @throws UnavailableException if they cannot be read
   */
  public static byte[] read(InputStream bytes, long maxBytes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    try {
      for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
        if (all.size() + (long) count > maxBytes) {
          throw tooLarge(maxBytes);
        }
        all.write(buffer, 0, count);
      }
    } catch (IOException e) {
      throw new UnavailableException("artifact", "an artifact cannot be read: " + e, e);
    }
    return all.toByteArray();
  }

  /**
   * Returns bytes that were kept, once they were seen to be those of a name.
   *
   * @param id the name
   * @param bytes what is kept under it
   * @param place where, for people
   * @return the same
   * @throws CorruptStoreException if they are others
   */
  public static byte[] checked(ArtifactId id, byte[] bytes, String place) {
    if (!ArtifactId.of(bytes).equals(id)) {
      throw new CorruptStoreException(
          place,
          place + ": the artifact's bytes are not those that were put; delete it and put it again");
    }
    return bytes;
  }

  static InvalidInputException tooLarge(long maxBytes) {
    return new InvalidInputException(
        "artifact", "must have at most " + maxBytes + " bytes, got more");
  }
}
