package io.runbookmemory.store.artifact;

import java.util.Optional;

/**
 * A place for objects by key, such as a bucket of S3 or of what speaks like it. An object that was
 * put is there whole or not at all, for the next reader. Implementations are thread-safe. Every
 * method throws {@link io.runbookmemory.error.UnavailableException} if there is no answer in time
 * and {@link io.runbookmemory.error.ConfigurationException} if the server refuses.
 */
public interface ObjectBucket {

  /**
   * Returns what it is called, for people.
   *
   * @return without a secret
   */
  String name();

  /**
   * Keeps an object, in the place of what was there.
   *
   * @param key letters, digits, hyphens, dots and slashes
   * @param bytes the object; may be empty
   */
  void put(String key, byte[] bytes);

  /**
   * Returns an object.
   *
   * @param key as it was put
   * @return empty if there is none
   */
  Optional<byte[]> get(String key);

  /**
   * Returns whether there is an object.
   *
   * @param key as it was put
   * @return true from the end of {@link #put} on
   */
  boolean exists(String key);
}
