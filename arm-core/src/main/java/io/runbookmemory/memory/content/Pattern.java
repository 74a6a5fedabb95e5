package io.runbookmemory.memory.content;

import io.runbookmemory.text.StorableText;

/**
 * A regularity that analysis found.
 *
 * @param patternKind {@code correlation}, {@code temporal} or {@code failure-signature}
 * @param description what it says, in a sentence
 * @param support how many observations it rests on, at least 0
 * @param confidence in [0, 1]
 */
public record Pattern(String patternKind, String description, long support, double confidence)
    implements Content {

  /** Checks the rules. */
  public Pattern {
    patternKind = StorableText.of(patternKind);
    description = StorableText.of(description);
    if (support < 0) {
      throw new IllegalArgumentException("support must be at least 0, got " + support);
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be in [0, 1], got " + confidence);
    }
    confidence += 0.0; // -0.0 becomes 0.0: the stored form has but one zero
  }

  @Override
  public String kind() {
    return "pattern";
  }

  @Override
  public String text() {
    return description;
  }
}
