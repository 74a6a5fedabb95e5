package io.runbookmemory.store.artifact;

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
    this.maxBytes = ArtifactBytes.limit(maxBytes);
  }

  @Override
  public ArtifactId put(InputStream bytes) {
    byte[] read = ArtifactBytes.read(bytes, maxBytes);
    ArtifactId id = ArtifactId.of(read);
    held.putIfAbsent(id, read);
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
