package io.runbookmemory.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A store or model that cannot answer now and may later: locked by another process, out of disk
 * space, timed out. What to do: free what is named, and retry.
 */
public final class UnavailableException extends ArmException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the fault.
   *
   * @param subject what it is about: a path, a URL, a model's name
   * @param message the rule that was broken and the value that broke it
   * @param cause the fault below, or null where there is none
   */
  public UnavailableException(String subject, String message, @Nullable Throwable cause) {
    super(subject, message, cause);
  }

  /**
   * Creates the fault where nothing below caused it.
   *
   * @param subject what it is about: a path, a URL, a model's name
   * @param message the rule that was broken and the value that broke it
   */
  public UnavailableException(String subject, String message) {
    this(subject, message, null);
  }
}
