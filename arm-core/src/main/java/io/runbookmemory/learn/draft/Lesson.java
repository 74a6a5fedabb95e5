package io.runbookmemory.learn.draft;

import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an incident teaches, in its own words and on one line each.
 *
 * @param helped what helped, in the order in which it was done
 * @param useless what changed nothing
 * @param worse what made it worse
 * @param cause why it happened; null if nobody said, or if it is known
 */
record Lesson(
    List<String> helped, List<String> useless, List<String> worse, @Nullable String cause) {

  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** Returns all that an incident teaches. */
  static Lesson of(Incident incident) {
    return of(incident, words -> true);
  }

  /** Returns what a runbook does not say yet. */
  static Lesson missingIn(Runbook runbook, Incident incident) {
    String said =
        plain(
            runbook.markdown()
                + "\n"
                + String.join("\n", runbook.steps().stream().map(RunbookStep::text).toList()));
    return of(incident, words -> !said.contains(plain(words)));
  }

  private static Lesson of(Incident incident, Predicate<String> isNew) {
    // Told twice in different ways, the last word counts.
    Map<String, Attempt> last = new LinkedHashMap<>();
    incident.attempts().forEach(attempt -> last.put(plain(attempt.action()), attempt));
    List<String> helped = new ArrayList<>();
    List<String> useless = new ArrayList<>();
    List<String> worse = new ArrayList<>();
    boolean nothingHelped = last.values().stream().noneMatch(one -> one.effect().helped());
    for (Attempt attempt : last.values()) {
      String line = line(attempt.action());
      if (isNew.test(line)) {
        listFor(attempt.effect(), helped, useless, worse).add(line);
      }
    }
    String end = incident.resolution().map(Lesson::line).orElse("");
    if (nothingHelped && !end.isEmpty() && isNew.test(end)) {
      helped.add(end);
    }
    String cause = incident.rootCause().map(Lesson::line).filter(isNew).orElse("");
    return new Lesson(helped, useless, worse, cause.isEmpty() ? null : cause);
  }

  private static List<String> listFor(
      Effect effect, List<String> helped, List<String> useless, List<String> worse) {
    return switch (effect) {
      case RESOLVED, MITIGATED -> helped;
      case NO_EFFECT -> useless;
      case WORSENED -> worse;
    };
  }

  /** Whether it is worth a change of a runbook: what only changed nothing is not. */
  boolean changesSomething() {
    return !helped.isEmpty() || !worse.isEmpty() || cause != null;
  }

  /** What it says, whatever incident says it: the same lesson has the same key. */
  String key() {
    return String.join(
        "\n",
        Stream.of(helped, worse, cause == null ? List.<String>of() : List.of(cause))
            .flatMap(lines -> Stream.concat(Stream.of("-"), lines.stream().map(Lesson::plain)))
            .toList());
  }

  static String line(String text) {
    return SPACE.matcher(text).replaceAll(" ").strip();
  }

  static String plain(String text) {
    return line(text).toLowerCase(Locale.ROOT);
  }
}
