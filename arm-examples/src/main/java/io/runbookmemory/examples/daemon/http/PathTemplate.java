package io.runbookmemory.examples.daemon.http;

import io.runbookmemory.error.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A door's path, whose variables are whole segments. */
record PathTemplate(List<String> segments) {

  private static final int MOST_SEGMENTS = 20;

  static PathTemplate of(String path) {
    return new PathTemplate(List.of(path.substring(1).split("/", -1)));
  }

  /**
   * Takes a path apart and decodes each segment, once. What could be read in two ways is refused
   * rather than made plain: an encoded slash, dots that climb, empty segments, parameters.
   *
   * @param path as it stands in the request
   * @throws InvalidInputException if it is none
   */
  static List<String> segments(String path) {
    if (!path.startsWith("/")) {
      throw refusal("must begin with a slash");
    }
    List<String> segments = new ArrayList<>();
    for (String raw : path.substring(1).split("/", -1)) {
      String segment = decoded(raw);
      if (segment.equals(".") || segment.equals("..")) {
        throw refusal("must not climb");
      }
      if (raw.indexOf(';') >= 0
          || segment.indexOf('/') >= 0
          || segment.indexOf('\\') >= 0
          || segment.chars().anyMatch(Character::isISOControl)) {
        throw refusal(
            "must have no slash, backslash, semicolon or control character within a segment");
      }
      segments.add(segment);
    }
    if (segments.size() > MOST_SEGMENTS) {
      throw refusal("must have at most " + MOST_SEGMENTS + " segments");
    }
    return segments;
  }

  private static InvalidInputException refusal(String rule) {
    return new InvalidInputException("path", rule);
  }

  private static String decoded(String raw) {
    ByteBuffer bytes = ByteBuffer.allocate(raw.length() * 3);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
        int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw refusal("must be percent-encoded as RFC 3986 has it");
        }
        bytes.put((byte) (high << 4 | low));
        i += 2;
      } else {
        bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw refusal("must be UTF-8");
    }
  }

  /** Returns the variables of a path that fits; empty if it does not. */
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String wanted = segments.get(i);
      if (isVariable(wanted)) {
        if (path.get(i).isEmpty()) {
          return Optional.empty();
        }
        variables.put(wanted.substring(1, wanted.length() - 1), path.get(i));
      } else if (!wanted.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  /** Returns how many segments are variables: of two that fit the one with fewer is meant. */
  int variables() {
    return (int) segments.stream().filter(PathTemplate::isVariable).count();
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }
}
