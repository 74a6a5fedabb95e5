package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.text.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an alert says of itself, as whoever is woken wants to read it first: what happened, where,
 * and its runbook. All of it comes from outside: its lines begin with {@code "| "}, as those of
 * memories do in plain text.
 */
public final class AlertWords {

  /** Those that come first, by name and in this order. */
  private static final List<String> FIRST = List.of("summary", "description", "message");

  private static final String RUNBOOK = "runbook_url";
  private static final String NAME = "alertname";

  /** Longer labels are no names of places, and are on the alert's own page. */
  private static final int LONGEST_LABEL = 80;

  private static final int LONGEST_LABELS = 1_000;
  private static final int LONGEST_FIRST = 1_500;
  private static final int LONGEST_OTHER = 300;
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029&&[^\\n]]");

  private AlertWords() {}

  /** Returns the lines; empty if it says nothing. */
  public static List<String> of(Alert alert) {
    Map<String, String> words = new TreeMap<>(alert.annotations());
    List<String> lines = new ArrayList<>();
    for (String name : FIRST) {
      String text = words.remove(name);
      if (text != null) {
        lines.addAll(quoted(Excerpt.beginning(text, LONGEST_FIRST)));
      }
    }
    String runbook = words.remove(RUNBOOK);
    if (runbook != null) {
      lines.addAll(quoted("runbook: " + Excerpt.title(runbook, LONGEST_OTHER)));
    }
    lines.addAll(quoted(labels(alert)));
    words.forEach(
        (name, text) -> lines.addAll(quoted(name + ": " + Excerpt.title(text, LONGEST_OTHER))));
    return lines;
  }

  private static String labels(Alert alert) {
    String labels =
        alert.labels().entrySet().stream()
            .filter(label -> !label.getKey().equals(NAME))
            .filter(label -> label.getKey().length() + label.getValue().length() <= LONGEST_LABEL)
            .map(label -> label.getKey() + "=" + label.getValue())
            .sorted()
            .collect(Collectors.joining(", "));
    return Excerpt.title(labels, LONGEST_LABELS);
  }

  /** Returns words from outside in lines that cannot pass for the daemon's own. */
  public static List<String> quoted(String words) {
    return words
        .lines()
        .map(line -> CONTROLS.matcher(line).replaceAll(" ").strip())
        .filter(line -> !line.isEmpty())
        .map(line -> "| " + line)
        .toList();
  }
}
