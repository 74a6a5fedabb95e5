package io.runbookmemory.memory;

import io.runbookmemory.text.StorableText;

/**
 * A typed arrow from one memory to another.
 *
 * @param type {@code same-incident}, {@code caused-by}, {@code fixed-by}, {@code supersedes},
 *     {@code deployment-of}; any other is kept as it is
 * @param target where it points; the target may be gone
 */
public record Link(String type, MemoryId target) {

  /** Checks the rules. */
  public Link {
    type = StorableText.of(type);
    if (type.isBlank()) {
      throw new IllegalArgumentException("a link's type must not be blank");
    }
  }
}
