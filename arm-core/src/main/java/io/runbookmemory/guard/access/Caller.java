package io.runbookmemory.guard.access;

import java.util.Set;

/**
 * Somebody who asks: a person, or a daemon in its own name. Whoever builds one answers for it that
 * they are who they say.
 *
 * @param id as the organisation knows them: a mail address, an account's name; 1 to 256 characters
 * @param groups they belong to, for who tells roles by groups
 */
public record Caller(String id, Set<String> groups) {

  private static final int LONGEST_ID = 256;

  /** Checks the rules. */
  public Caller {
    if (id.isBlank() || id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a caller's id must have 1 to " + LONGEST_ID + " characters, none of them control ones");
    }
    groups = Set.copyOf(groups);
  }

  /**
   * Returns somebody without groups.
   *
   * @param id as the organisation knows them
   * @return the caller
   */
  public static Caller of(String id) {
    return new Caller(id, Set.of());
  }
}
