package io.runbookmemory.store.artifact;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;

/**
 * Keeps artifacts by the hash of their bytes. What is kept never changes: putting the same bytes
 * again does nothing. Implementations are thread-safe, and several processes may put at once.
 *
 * <p>An implementation is held to its contract by {@code ArtifactStoreContract} of arm-testkit.
 */
public interface ArtifactStore {

  /** The largest artifact where a store is not told otherwise, in bytes: a screen recording. */
  long DEFAULT_MAX_BYTES = 64L << 20;

  /**
   * Keeps an artifact.
   *
   * @param bytes read to its end and not closed
   * @return its name, under which it is there for every reader from now on
   * @throws io.runbookmemory.error.InvalidInputException if there are more bytes than {@link
   *     #maxBytes}; then nothing is kept
   * @throws io.runbookmemory.error.UnavailableException if the bytes cannot be read or kept
   */
  ArtifactId put(InputStream bytes);

  /**
   * Keeps an artifact.
   *
   * @param bytes the artifact; may be empty
   * @return its name
   * @throws io.runbookmemory.error.InvalidInputException if there are more bytes than {@link
   *     #maxBytes}; then nothing is kept
   * @throws io.runbookmemory.error.UnavailableException if the bytes cannot be kept
   */
  default ArtifactId put(byte[] bytes) {
    return put(new ByteArrayInputStream(bytes));
  }

  /**
   * Returns an artifact, once it was seen to have the bytes that its name says.
   *
   * @param id its name
   * @return its bytes; empty if it is not kept here
   * @throws io.runbookmemory.error.CorruptStoreException if its bytes are no longer those that were
   *     put
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  Optional<byte[]> get(ArtifactId id);

  /**
   * Returns whether an artifact is kept here.
   *
   * @param id its name
   * @return true from the end of {@link #put} on
   */
  boolean exists(ArtifactId id);

  /**
   * Returns the size of the largest artifact that is taken.
   *
   * @return bytes, at least 1
   */
  long maxBytes();
}
