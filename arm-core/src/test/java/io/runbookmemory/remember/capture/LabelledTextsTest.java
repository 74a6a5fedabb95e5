package io.runbookmemory.remember.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules against 136 texts with what a reader finds in them; see docs/capture.md. */
class LabelledTextsTest {

  private static final Pattern NUMBER_ENDS = Pattern.compile("\\D+");
  private static final Pattern PIECE_ENDS = Pattern.compile("[\n;.!?]");

  @ParameterizedTest
  @ValueSource(strings = {"seen", "later"})
  void onTheTextsThatTheRulesWereWrittenByNothingIsWrong(String set) {
    LabelledTexts result = LabelledTexts.score(set);

    assertThat(result.faults()).isEmpty();
    assertThat(result.scores()).containsKeys("ignored", "incident", "fix", "cause", "start");
  }

  @Test
  void onTheTextsKeptAsideAlmostNothingIsWrongOrMissing() {
    LabelledTexts kept = LabelledTexts.score("kept");

    assertThat(kept.scores())
        .as(String.join("\n", kept.faults()))
        .allSatisfy((part, score) -> assertThat(score.precision()).isGreaterThanOrEqualTo(0.95))
        .allSatisfy((part, score) -> assertThat(score.recallShare()).isGreaterThanOrEqualTo(0.9));
    assertThat(Objects.requireNonNull(kept.scores().get("ignored")).wrong())
        .as("nothing refused by mistake")
        .isZero();
  }

  @Test
  void allThatIsTakenOverAreTheTextsOwnWords() {
    for (String set : List.of("seen", "kept", "later")) {
      for (LabelledTexts.Labelled labelled : LabelledTexts.of(set)) {
        Captured captured =
            new RuleExtractor()
                .extract(labelled.text(), TestMemories.ANYWHERE, LabelledTexts.SAID_AT);
        String text = letters(labelled.text());
        captured.incident().ifPresent(incident -> assertOwnWords(incident, text));
      }
    }
  }

  @Test
  void noNumberOfAnIncidentIsLost() {
    for (LabelledTexts.Labelled labelled : LabelledTexts.of("seen")) {
      new RuleExtractor()
          .extract(labelled.text(), TestMemories.ANYWHERE, LabelledTexts.SAID_AT)
          .incident()
          .ifPresent(incident -> assertNumbers(labelled.text(), incident));
    }
  }

  private static void assertNumbers(String text, Incident incident) {
    List<String> parts = parts(incident);
    incident.openedAt().ifPresent(at -> parts.add(at.toString()));
    String all = String.join(" ", parts);
    for (String number : NUMBER_ENDS.splitAsStream(text).toList()) {
      assertThat(all).as(text).contains(number);
    }
  }

  private static void assertOwnWords(Incident incident, String text) {
    for (String part : parts(incident)) {
      for (String piece : PIECE_ENDS.splitAsStream(part).toList()) {
        assertThat(text).contains(letters(piece));
      }
    }
  }

  private static List<String> parts(Incident incident) {
    List<String> parts = new ArrayList<>();
    incident.rootCause().ifPresent(parts::add);
    incident.attempts().stream().map(Attempt::action).forEach(parts::add);
    parts.add(incident.symptom());
    return parts;
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
