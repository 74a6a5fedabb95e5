package io.runbookmemory.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A setting, path, model file or store version that cannot work as it is. What to do: fix what is
 * named; retrying does not help.
 */
public final class ConfigurationException extends ArmException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the fault.
   *
   * @param subject what it is about: a path, a URL, a model's name
   * @param message the rule that was broken and the value that broke it
   * @param cause the fault below, or null where there is none
   */
  public ConfigurationException(String subject, String message, @Nullable Throwable cause) {
    super(subject, message, cause);
  }

  /**
   * Creates the fault where nothing below caused it.
   *
   * @param subject what it is about: a path, a URL, a model's name
   * @param message the rule that was broken and the value that broke it
   */
  public ConfigurationException(String subject, String message) {
    this(subject, message, null);
  }
}
