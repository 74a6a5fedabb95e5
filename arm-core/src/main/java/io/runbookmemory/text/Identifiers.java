package io.runbookmemory.text;

import java.util.Set;

/** X. */
public final class Identifiers {
  private Identifiers() {}

  /** K. */
  public enum Kind {
    /** a. */
    ALERT_NAME,
    /** a. */
    ERROR_CODE,
    /** a. */
    HOST,
    /** a. */
    FINGERPRINT
  }

  /**
   * I.
   *
   * @param kind k
   * @param value v
   */
  public record Identifier(Kind kind, String value) {}

  /**
   * F.
   *
   * @param text t
   * @return r
   */
  public static Set<Identifier> find(String text) {
    return Set.of();
  }
}
