package io.runbookmemory.guard.redact;

/**
 * A secret in a text.
 *
 * @param kind of what kind it is
 * @param start the index of its first character
 * @param end the index after its last one
 */
public record Finding(SecretKind kind, int start, int end) {

  /** Creates a finding; it is not empty. */
  public Finding {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "a finding must not be empty, got " + start + " to " + end);
    }
  }
}
