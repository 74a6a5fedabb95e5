package io.runbookmemory.remember.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.text.OperationsTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Texts with what a reader finds in them, and how an extractor does on them. */
final class LabelledTexts {

  static final Instant SAID_AT = Instant.parse("2026-11-20T15:00:00Z");

  /** How many answers were right, wrong and missing. */
  record Score(int right, int wrong, int missing) {

    static final Score NONE = new Score(0, 0, 0);

    double precision() {
      return right + wrong == 0 ? 1 : (double) right / (right + wrong);
    }

    double recallShare() {
      return right + missing == 0 ? 1 : (double) right / (right + missing);
    }

    Score plus(Score other) {
      return new Score(right + other.right, wrong + other.wrong, missing + other.missing);
    }
  }

  record Labelled(JsonNode label) {

    String text() {
      return label.get("text").asText();
    }

    @Nullable String of(String field) {
      return label.has(field) ? label.get(field).asText() : null;
    }
  }

  private final Map<String, Score> scores = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  /** Returns the texts of a set: "seen" while the rules were written, or "kept" aside. */
  static List<Labelled> of(String set) {
    try (InputStream file = LabelledTexts.class.getResourceAsStream("texts.jsonl")) {
      ObjectMapper mapper = new ObjectMapper();
      List<Labelled> texts = new ArrayList<>();
      String all = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : all.lines().toList()) {
        Labelled labelled = new Labelled(mapper.readTree(line));
        if (set.equals(labelled.of("set"))) {
          texts.add(labelled);
        }
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LabelledTexts score(String set) {
    LabelledTexts result = new LabelledTexts();
    of(set).forEach(result::judge);
    return result;
  }

  Map<String, Score> scores() {
    return scores;
  }

  List<String> faults() {
    return faults;
  }

  private void judge(Labelled labelled) {
    Captured captured =
        new RuleExtractor().extract(labelled.text(), TestMemories.ANYWHERE, SAID_AT);
    Optional<Chaff> refusal = CapturePolicy.DEFAULT.refusal(captured);
    String is = labelled.of("is");
    compare(
        labelled,
        "ignored",
        "ignored".equals(is) ? labelled.of("why") : null,
        refusal.map(Enum::name).orElse(null));
    if ("ignored".equals(is)) {
      return;
    }
    Optional<Incident> incident = captured.incident();
    compare(
        labelled,
        "incident",
        "incident".equals(is) ? "incident" : null,
        incident.map(Incident::kind).orElse(null));
    if (!"incident".equals(is) || incident.isEmpty()) {
      return;
    }
    judge(labelled, captured, incident.get());
  }

  private void judge(Labelled labelled, Captured captured, Incident found) {
    compare(
        labelled,
        "start",
        labelled.of("start"),
        found.openedAt().map(Instant::toString).orElse(null));
    compare(labelled, "service", labelled.of("service"), captured.scope().service());
    compare(labelled, "fix", labelled.of("fix"), found.resolution().orElse(null));
    compare(labelled, "cause", labelled.of("cause"), found.rootCause().orElse(null));
    List<String> other =
        found.attempts().stream()
            .filter(attempt -> !attempt.effect().name().equals("RESOLVED"))
            .map(LabelledTexts::line)
            .toList();
    compare(
        labelled,
        "tried",
        labelled.label().has("tried") ? labelled.label().get("tried").get(0).asText() : null,
        other.isEmpty() ? null : String.join("\n", other));
  }

  private static String line(Attempt attempt) {
    return attempt.effect() + " " + attempt.action();
  }

  private void compare(
      Labelled labelled, String part, @Nullable String expected, @Nullable String found) {
    boolean right = expected != null && found != null && same(expected, found);
    Score score =
        new Score(
            right ? 1 : 0, !right && found != null ? 1 : 0, !right && expected != null ? 1 : 0);
    scores.merge(part, score, Score::plus);
    if (score.wrong() + score.missing() > 0) {
      faults.add(part + ": expected " + expected + ", got " + found + " <- " + labelled.text());
    }
  }

  /** Equal, or three words of five in common: where a phrase ends is a matter of taste. */
  private static boolean same(String expected, String found) {
    Set<String> one = new HashSet<>(OperationsTokenizer.tokens(expected));
    Set<String> other = new HashSet<>(OperationsTokenizer.tokens(found));
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    Set<String> any = new HashSet<>(one);
    any.addAll(other);
    return expected.equals(found) || both.size() >= 0.6 * any.size();
  }
}
