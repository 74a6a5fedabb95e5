package io.runbookmemory.recall.context;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.text.Excerpt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One memory as a context tells of it.
 *
 * @param recollection the memory and why it was recalled
 * @param facts what is known of it, by name, in order
 * @param said what it says, in pieces after each of which it may end
 * @param shown how many of these are shown
 */
record ContextItem(Recollection recollection, List<Fact> facts, List<String> said, int shown) {

  private static final int TITLE = 120;
  private static final int VALUE = 200;

  /** What would break a line or steer a terminal. */
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029&&[^\\n\\t]]");

  /** A value of a memory, such as a service's name, is data as much as its text. */
  record Fact(String name, String value) {}

  static ContextItem of(Recollection one, Instant at) {
    return new ContextItem(one, facts(one, at), said(one), 0);
  }

  ContextItem with(int pieces) {
    return new ContextItem(recollection, facts, said, pieces);
  }

  boolean shortened() {
    return shown < said.size();
  }

  /** Whether its words are those of its best passage rather than all. */
  boolean part() {
    return recollection.excerpt().length() < recollection.memory().text().length();
  }

  /** Returns the memory's title, in one line. */
  String title() {
    return Excerpt.title(line(recollection.memory().title()), TITLE);
  }

  /** Returns the part of its words that is shown. */
  String excerpt() {
    return String.join("", said.subList(0, shown)).stripTrailing();
  }

  private static List<String> said(Recollection one) {
    String excerpt = plain(one.excerpt()).strip();
    List<String> said = new ArrayList<>();
    if (one.memory().content() instanceof Incident incident) {
      incident
          .resolution()
          .map(fix -> plain(fix).strip())
          .filter(fix -> !fix.isEmpty() && !excerpt.contains(fix))
          .ifPresent(fix -> said.addAll(Sentences.of("Fix: " + fix + "\n")));
    }
    said.addAll(Sentences.of(excerpt));
    return List.copyOf(said);
  }

  private static List<Fact> facts(Recollection one, Instant at) {
    Memory memory = one.memory();
    List<Fact> facts = new ArrayList<>();
    add(facts, "scope", scope(memory.scope()));
    add(facts, "age", age(Duration.between(memory.times().knownAt(), at)));
    add(facts, "outcome", outcome(memory, one.usage()));
    add(facts, "source", source(memory.provenance()));
    add(facts, "differs", String.join("; ", one.differs()));
    return List.copyOf(facts);
  }

  private static void add(List<Fact> facts, String name, String value) {
    String line = line(value);
    if (!line.isEmpty()) {
      facts.add(new Fact(name, Excerpt.title(line, VALUE)));
    }
  }

  /** Returns how well it fits, in words. */
  String relevance() {
    Strength strength = recollection.strength();
    String band =
        strength == Strength.TRIAGE ? "generic" : strength.name().toLowerCase(Locale.ROOT);
    String number = String.format(Locale.ROOT, "%.2f", recollection.parts().relevance());
    return strength == Strength.TRIAGE ? band : band + ", " + number;
  }

  private static String scope(Scope scope) {
    return Stream.of(scope.service(), scope.env(), scope.cluster(), scope.namespace())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  static String age(Duration age) {
    if (age.isNegative()) {
      return "not yet, by the clock that asks";
    }
    if (age.toHours() < 1) {
      return count(age.toMinutes(), "minute");
    }
    return age.toDays() < 2 ? count(age.toHours(), "hour") : count(age.toDays(), "day");
  }

  private static String count(long many, String unit) {
    return many + " " + unit + (many == 1 ? "" : "s");
  }

  private static String outcome(Memory memory, Usage usage) {
    long told = usage.successes() + usage.failures();
    String helped = told == 0 ? "" : "helped " + usage.successes() + " of " + told + " times";
    if (memory.content() instanceof Incident incident) {
      String ended =
          incident.resolution().isPresent() || incident.resolvedAt().isPresent()
              ? "resolved"
              : "no resolution known";
      return helped.isEmpty() ? ended : ended + ", " + helped;
    }
    return helped.isEmpty() ? "not tried yet" : helped;
  }

  private static String source(Provenance from) {
    String place = from.key() == null ? from.source() : from.source() + " " + from.key();
    String trust =
        from.trust() == TrustTier.EXTERNAL
            ? "EXTERNAL: from outside, approved by nobody"
            : from.trust().name().toLowerCase(Locale.ROOT);
    return place + " (" + trust + ")";
  }

  private static String plain(String text) {
    return CONTROLS.matcher(text.replaceAll("\\R", "\n")).replaceAll(" ");
  }

  static String line(String text) {
    return plain(text).replaceAll("\\s+", " ").strip();
  }
}
