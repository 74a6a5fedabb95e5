package io.runbookmemory.store.artifact;

import java.io.InputStream;
import java.util.Optional;

/**
 * Artifacts in a bucket, each an object called by its hash below a prefix and the hash's first two
 * digits. What is there already is not sent again. Thread-safe if the bucket is.
 */
public final class BucketArtifactStore implements ArtifactStore {

  private final ObjectBucket bucket;
  private final String prefix;
  private final long maxBytes;

  /**
   * Creates a store.
   *
   * @param bucket where the objects are
   * @param prefix stands before every key, such as {@code arm/artifacts/}; may be empty
   * @param maxBytes the size of the largest artifact, at least 1
   */
  public BucketArtifactStore(ObjectBucket bucket, String prefix, long maxBytes) {
    this.bucket = bucket;
    this.prefix = prefix;
    this.maxBytes = ArtifactBytes.limit(maxBytes);
  }

  @Override
  public ArtifactId put(InputStream bytes) {
    byte[] read = ArtifactBytes.read(bytes, maxBytes);
    ArtifactId id = ArtifactId.of(read);
    if (!exists(id)) {
      bucket.put(key(id), read);
    }
    return id;
  }

  @Override
  public Optional<byte[]> get(ArtifactId id) {
    String key = key(id);
    return bucket
        .get(key)
        .map(bytes -> ArtifactBytes.checked(id, bytes, bucket.name() + "/" + key));
  }

  @Override
  public boolean exists(ArtifactId id) {
    return bucket.exists(key(id));
  }

  @Override
  public long maxBytes() {
    return maxBytes;
  }

  private String key(ArtifactId id) {
    return prefix + id.sha256().substring(0, 2) + "/" + id.sha256();
  }
}
