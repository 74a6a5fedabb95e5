package io.runbookmemory.guard.redact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of a configured list: whole words, as they are written there or in capitals. */
final class Names implements Recogniser {

  private final Map<Character, List<String>> byFirst = new HashMap<>();

  Names(Set<String> names) {
    Set<String> all = new LinkedHashSet<>();
    for (String name : names) {
      all.add(name);
      all.add(name.toUpperCase(Locale.ROOT));
    }
    List<String> longestFirst = new ArrayList<>(all);
    longestFirst.sort((a, b) -> Integer.compare(b.length(), a.length()));
    for (String name : longestFirst) {
      byFirst.computeIfAbsent(name.charAt(0), first -> new ArrayList<>()).add(name);
    }
  }

  @Override
  public @Nullable Finding at(String text, int at, int floor) {
    List<String> candidates = byFirst.get(text.charAt(at));
    if (candidates == null || (at > floor && isWord(text.charAt(at - 1)))) {
      return null;
    }
    for (String name : candidates) {
      int end = at + name.length();
      if (text.startsWith(name, at) && (end == text.length() || !isWord(text.charAt(end)))) {
        return new Finding(SecretKind.NAME, at, end);
      }
    }
    return null;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c);
  }
}
