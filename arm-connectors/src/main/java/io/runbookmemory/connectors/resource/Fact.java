package io.runbookmemory.connectors.resource;

import io.runbookmemory.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A fact that a file states.
 *
 * @param subject what it is about
 * @param relation how they are related
 * @param object the other resource, or a value
 * @param namespace of Kubernetes, null where there is none
 * @param because what in the file says so, in words; may be empty
 * @param place where, as {@code file:line}
 */
record Fact(
    String subject,
    String relation,
    String object,
    @Nullable String namespace,
    String because,
    String place) {

  /**
   * The longest name of DNS (RFC 1035), which is the longest that Kubernetes and Backstage take.
   */
  private static final int LONGEST_NAME = 253;

  Fact {
    subject = named("the subject", subject, place);
    relation = named("the relation", relation, place);
    object = named("the object", object, place);
  }

  private static String named(String what, String name, String place) {
    if (name.isBlank()) {
      throw new InvalidInputException(place, what + " of a fact must not be blank");
    }
    if (name.length() > LONGEST_NAME) {
      throw new InvalidInputException(
          place,
          what
              + " of a fact must be at most "
              + LONGEST_NAME
              + " characters, got "
              + name.length());
    }
    return name.strip();
  }

  /** Returns the fact in words: {@code checkout depends on payments}. */
  String words() {
    return subject + " " + relation + " " + object;
  }

  /** Returns what tells it from the others of its source, wherever in a file it stands. */
  String key() {
    return "resource/" + (namespace == null ? "" : namespace + "/") + words();
  }
}
