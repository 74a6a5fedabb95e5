package io.runbookmemory.text;

/**
 * What names one thing exactly: two texts that share one are about the same alert, error or host.
 *
 * @param kind what it names
 * @param value the name in its normal form, so that equal things have equal values; see {@link
 *     Kind}
 */
public record Identifier(Kind kind, String value) {

  /** What an identifier names. */
  public enum Kind {
    /** An alert, in CamelCase as written: {@code KubePodCrashLooping}. */
    ALERT_NAME,
    /**
     * An error: {@code ORA-00060}, {@code SQLSTATE 40P01}, {@code HTTP 503}, {@code ECONNREFUSED},
     * {@code exit code 137}, {@code OOMKilled}, {@code E1234}, {@code NoSuchKeyException}, {@code
     * DEADLINE_EXCEEDED}.
     */
    ERROR_CODE,
    /**
     * A host by its full name, a pod, an IPv4 address, or a short name that the text calls one
     * ({@code node db-07}), in lower case.
     */
    HOST,
    /** An alert's fingerprint as Alertmanager writes it: 16 hexadecimal digits, in lower case. */
    FINGERPRINT
  }

  /** Checks the rules. */
  public Identifier {
    if (value.isBlank()) {
      throw new IllegalArgumentException("value must not be blank");
    }
  }
}
