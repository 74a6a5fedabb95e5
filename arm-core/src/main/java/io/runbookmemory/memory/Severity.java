package io.runbookmemory.memory;

import java.util.Locale;
import java.util.Optional;

/** How bad it is, or would be. */
public enum Severity {
  /** Users are hurt now. Also written {@code critical}, {@code page}, {@code high}, P1. */
  SEV1,
  /**
   * Users will be hurt soon. Also written {@code warning}, {@code ticket}, {@code medium}, P2, P3.
   */
  SEV2,
  /** Good to know. Also written {@code info}, {@code none}, {@code low}, P4, P5. */
  SEV3;

  /**
   * Returns the severity that a word of another tool stands for.
   *
   * @param word such as {@code critical}, {@code P2} or {@code sev1}, in any case
   * @return empty if the word is none of those listed at the constants
   */
  public static Optional<Severity> of(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "sev1", "sev-1", "critical", "page", "high", "p1" -> Optional.of(SEV1);
      case "sev2", "sev-2", "warning", "ticket", "medium", "p2", "p3" -> Optional.of(SEV2);
      case "sev3", "sev-3", "info", "none", "low", "p4", "p5" -> Optional.of(SEV3);
      default -> Optional.empty();
    };
  }
}
