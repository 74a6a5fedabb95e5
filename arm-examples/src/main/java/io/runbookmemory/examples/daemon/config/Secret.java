package io.runbookmemory.examples.daemon.config;

/**
 * A value that no message may show.
 *
 * @param value not blank
 */
public record Secret(String value) {

  @Override
  public String toString() {
    return "[secret]";
  }
}
