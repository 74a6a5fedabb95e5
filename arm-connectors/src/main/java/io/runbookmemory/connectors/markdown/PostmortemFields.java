package io.runbookmemory.connectors.markdown;

import io.runbookmemory.memory.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a postmortem that give a value to a name: {@code Severity: SEV2}, {@code -
 * **Start:** 14:02}, or a row of a table with two columns.
 */
final class PostmortemFields {

  private static final int LONGEST_LINE = 1_000;

  private static final Pattern LINE =
      Pattern.compile(
          "\\s{0,8}(?:[-*+]\\s+)?\\**([A-Za-z][A-Za-z /-]{1,40})\\**\\s?:\\**\\s*(\\S.*)");

  private static final Pattern ROW =
      Pattern.compile("\\s*\\|\\s*\\**([A-Za-z][A-Za-z /-]{1,40}?):?\\**\\s*\\|([^|]+)\\|?\\s*");

  private static final Pattern WORD = Pattern.compile("[\\w.-]+");
  private static final Pattern NAME = Pattern.compile("`?([A-Za-z0-9][\\w.-]{0,62})`?\\.?");

  private record Named(String name, String value) {}

  /** Takes a name and its value. */
  @FunctionalInterface
  interface Sink {
    void take(String name, String value);
  }

  private final List<Named> fields = new ArrayList<>();

  /** Reads the lines of a section that is no timeline; code has no fields. */
  void read(String markdown) {
    boolean code = false;
    for (String line : (Iterable<String>) markdown.lines()::iterator) {
      if (line.stripLeading().startsWith("```") || line.stripLeading().startsWith("~~~")) {
        code = !code;
      } else if (!code && line.length() <= LONGEST_LINE) {
        Matcher field = LINE.matcher(line);
        Matcher row = ROW.matcher(line);
        if (field.matches()) {
          add(field.group(1), field.group(2));
        } else if (row.matches()) {
          add(row.group(1), row.group(2));
        }
      }
    }
  }

  void add(String name, String value) {
    fields.add(new Named(name.strip().toLowerCase(Locale.ROOT), value.replace("**", "").strip()));
  }

  void each(Sink sink) {
    fields.forEach(field -> sink.take(field.name(), field.value()));
  }

  private Optional<String> value(String names) {
    Pattern name = Pattern.compile(names);
    return fields.stream()
        .filter(field -> name.matcher(field.name()).matches() && !field.value().isEmpty())
        .map(Named::value)
        .findFirst();
  }

  /** Returns the day of the incident, as the field says it. */
  Optional<String> date() {
    return value("(incident |outage )?date( of (the )?(incident|outage))?|day|when");
  }

  Optional<Severity> severity() {
    return value("(incident )?(severity|sev|priority)( level)?")
        .flatMap(
            text -> {
              Matcher word = WORD.matcher(text);
              return word.find() ? severity(word.group()) : Optional.empty();
            });
  }

  private static Optional<Severity> severity(String word) {
    return Severity.of(word).or(() -> Severity.of("sev" + word));
  }

  /** Returns the service, if the field names one in one word. */
  Optional<String> service() {
    return value("service|application|component|system|service name")
        .map(NAME::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1));
  }

  List<String> affectedServices() {
    return value("(affected|impacted) (services|systems|components)|services( affected| impacted)?")
        .map(text -> text.replace("`", "").split("\\s*[,;]\\s*"))
        .map(names -> Arrays.stream(names).filter(name -> !name.isBlank()).toList())
        .orElse(List.of());
  }

  /** Returns the name of the alert, if the field names one in one word. */
  Optional<String> alert() {
    return value("alert( name)?|alerts?|page")
        .map(NAME::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1));
  }
}
