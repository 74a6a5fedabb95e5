package io.runbookmemory.testkit.replay;

/**
 * The first places of a recall.
 *
 * @param places how many, from 1 to 10
 */
public record Top(int places) {

  /** Checks the rule. */
  public Top {
    if (places < 1 || places > 10) {
      throw new IllegalArgumentException("top must be from 1 to 10, got " + places);
    }
  }

  @Override
  public String toString() {
    return "the first " + places;
  }
}
