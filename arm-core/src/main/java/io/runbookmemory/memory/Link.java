package io.runbookmemory.memory;

import io.runbookmemory.text.StorableText;

/**
 * A typed arrow from one memory to another.
 *
 * @param type {@code same-incident}, {@code caused-by}, {@code fixed-by}, {@code supersedes},
 *     {@code deployment-of}, {@code suspected-by} (the change that may have made a memory wrong,
 *     there until an owner verifies it); any other is kept as it is
 * @param target where it points; the target may be gone
 */
public record Link(String type, MemoryId target) {

  /** The type of the arrow from a suspect memory to the change that made it so. */
  public static final String SUSPECTED_BY = "suspected-by";

  /** The type of the arrow from a draft to the memory that it proposes to change. */
  public static final String UPDATES = "updates";

  /** The type of the arrow from a memory to the incident that taught it. */
  public static final String LEARNED_FROM = "learned-from";

  /** The type of the arrow from an incident to what memory said to it. */
  public static final String RECALLED = "recalled";

  /** The type of the arrow from an incident to a memory of which a step was carried out. */
  public static final String FOLLOWED = "followed";

  /** Checks the rules. */
  public Link {
    type = StorableText.of(type);
    if (type.isBlank()) {
      throw new IllegalArgumentException("a link's type must not be blank");
    }
  }
}
