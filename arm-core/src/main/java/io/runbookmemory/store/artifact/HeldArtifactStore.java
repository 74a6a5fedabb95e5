package io.runbookmemory.store.artifact;

import io.runbookmemory.error.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Artifacts in the heap, for tests and trials. Thread-safe. */
public final class HeldArtifactStore implements ArtifactStore {

  private final Map<ArtifactId, byte[]> held = new ConcurrentHashMap<>();
  private final long maxBytes;

  /**
   * Creates an empty store.
   *
   * @param maxBytes the size of the largest artifact, at least 1
   */
  public HeldArtifactStore(long maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be at least 1, got " + maxBytes);
    }
    this.maxBytes = maxBytes;
  }

  @Override
  public ArtifactId put(InputStream bytes) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[8 * 1024];
    try {
      for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
        read.write(buffer, 0, count);
        if (read.size() > maxBytes) {
          throw FolderArtifactStore.tooLarge(maxBytes);
        }
      }
    } catch (IOException e) {
      throw new UnavailableException("artifact", "an artifact cannot be read: " + e, e);
    }
    ArtifactId id = ArtifactId.of(read.toByteArray());
    held.putIfAbsent(id, read.toByteArray());
    return id;
  }

  @Override
  public Optional<byte[]> get(ArtifactId id) {
    return Optional.ofNullable(held.get(id)).map(byte[]::clone);
  }

  @Override
  public boolean exists(ArtifactId id) {
    return held.containsKey(id);
  }

  @Override
  public long maxBytes() {
    return maxBytes;
  }
}
