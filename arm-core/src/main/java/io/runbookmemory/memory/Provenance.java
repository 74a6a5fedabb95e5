package io.runbookmemory.memory;

import io.runbookmemory.text.StorableText;
import org.jspecify.annotations.Nullable;

/**
 * Where a memory comes from.
 *
 * @param source the collection it comes from, such as a repository, a wiki or {@code capture}
 * @param key what identifies it there, such as a path or a ticket's number; null for a capture
 * @param url where a person can read the original, or null
 * @param trust how far the source can be trusted
 */
public record Provenance(
    String source, @Nullable String key, @Nullable String url, TrustTier trust) {

  /** Checks the rules. */
  public Provenance {
    source = StorableText.of(source);
    key = StorableText.orNull(key);
    url = StorableText.orNull(url);
    if (source.isBlank()) {
      throw new IllegalArgumentException("a provenance's source must not be blank");
    }
  }

  /**
   * Returns the provenance of what was captured rather than ingested.
   *
   * @return source {@code capture}, tier {@link TrustTier#OBSERVED}
   */
  public static Provenance captured() {
    return new Provenance("capture", null, null, TrustTier.OBSERVED);
  }
}
