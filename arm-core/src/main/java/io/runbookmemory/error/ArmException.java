package io.runbookmemory.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A fault of the world around ARM: a disk, a lock, a file, a model. Which subtype it is tells what
 * to do about it; {@link #subject()} tells what it is about.
 */
public abstract class ArmException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String subject;

  /**
   * Creates a fault.
   *
   * @param subject what it is about: a path, a URL, a model's name
   * @param message the rule that was broken and the value that broke it
   * @param cause the fault below, or null where there is none
   */
  protected ArmException(String subject, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.subject = subject;
  }

  /**
   * Returns what the fault is about: a path, a URL, a model's name.
   *
   * @return never empty
   */
  public final String subject() {
    return subject;
  }
}
