package io.runbookmemory.remember.capture;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the one service that a text names. A text that names two names none for sure. */
final class ServiceNames {

  /** {@code payment-service}, {@code orders-api}: a name that says of itself what it is. */
  private static final Pattern SPEAKING =
      Pattern.compile(
          "(?<![\\w./-])([a-z][a-z0-9]*(?:-[a-z0-9]+)*-(?:service|svc|api|worker|gateway|backend"
              + "|frontend|server|daemon))(?![\\w-])",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern THE_SERVICE =
      Pattern.compile("\\b(?:the|in|on|at|of|for|our) ([a-z][a-z0-9-]*) service\\b");

  private static final Set<String> NO_NAMES =
      Set.of(
          "a",
          "the",
          "this",
          "that",
          "our",
          "your",
          "same",
          "whole",
          "affected",
          "web",
          "main",
          "each",
          "every",
          "other",
          "another",
          "new",
          "old",
          "entire",
          "any",
          "one",
          "first",
          "second",
          "internal",
          "external",
          "shared",
          "customer",
          "upstream",
          "downstream",
          "full",
          "normal",
          "wrong",
          "right",
          "cloud",
          "managed",
          "self");

  private ServiceNames() {}

  static Optional<String> in(String text) {
    Set<String> names = new LinkedHashSet<>();
    for (Pattern pattern : new Pattern[] {SPEAKING, THE_SERVICE}) {
      Matcher found = pattern.matcher(text);
      while (found.find()) {
        String name = found.group(1);
        if (!NO_NAMES.contains(name.toLowerCase(Locale.ROOT))) {
          names.add(name);
        }
      }
    }
    return names.size() == 1 ? names.stream().findFirst() : Optional.empty();
  }
}
