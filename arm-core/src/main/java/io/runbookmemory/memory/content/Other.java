package io.runbookmemory.memory.content;

/**
 * A kind that this release does not know, kept as it came and written back unchanged.
 *
 * @param kind the kind's name
 * @param json the whole content as one JSON object, {@code kind} included
 */
public record Other(String kind, String json) implements Content {

  @Override
  public String text() {
    return "";
  }
}
