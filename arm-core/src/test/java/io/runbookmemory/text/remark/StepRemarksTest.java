package io.runbookmemory.text.remark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepRemarksTest {

  /** A labelled step: words, whether there is code, and the remarks that a reader sees in it. */
  private record Labelled(
      String words,
      boolean code,
      @Nullable String expected,
      @Nullable String rollback,
      @Nullable String otherwise) {}

  private static List<Labelled> labelled() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<Labelled> all = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    StepRemarksTest.class.getResourceAsStream("steps.jsonl"), "steps.jsonl"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode node = mapper.readTree(line);
        all.add(
            new Labelled(
                node.path("w").asText(),
                node.path("c").asBoolean(),
                node.path("e").textValue(),
                node.path("r").textValue(),
                node.path("o").textValue()));
      }
    }
    return all;
  }

  @Test
  void theLabelledStepsAreReadAsAPersonReadsThem() throws IOException {
    List<Labelled> all = labelled();
    assertThat(all).hasSizeGreaterThanOrEqualTo(70);
    for (Labelled one : all) {
      StepRemarks read = StepRemarks.read(one.words(), one.code());
      assertThat(
              new Labelled(
                  one.words(), one.code(), read.expected(), read.rollback(), read.otherwise()))
          .as(one.words())
          .isEqualTo(one);
    }
  }

  @Test
  void whatIsNoRemarkStaysWithTheAction() {
    StepRemarks read =
        StepRemarks.read("Fail over.\nExpected outcome:\n- errors fall\nTell the team.", false);
    assertThat(read.action()).isEqualTo("Fail over.\nTell the team.");
    assertThat(read.expected()).isEqualTo("errors fall");
  }

  @Test
  void everyWordIsKeptSomewhere() throws IOException {
    for (Labelled one : labelled()) {
      StepRemarks read = StepRemarks.read(one.words(), one.code());
      if (one.expected() == null && one.rollback() == null && one.otherwise() == null) {
        assertThat(read.action()).isEqualTo(one.words());
      } else if (!one.code()) {
        assertThat(read.action()).isNotBlank();
        assertThat(one.words()).startsWith(read.action().lines().findFirst().orElseThrow());
      }
    }
  }

  @Test
  void aLineThatOnlyAnnouncesTheWayBackIsKnown() {
    assertThat(
            List.of(
                "Rollback:",
                "To undo:",
                "To undo, run:",
                "- Rollback command:",
                "To roll back the change:"))
        .allMatch(StepRemarks::leadsToRollback);
    assertThat(List.of("Rollback: set it to 3", "Roll back", "Then:", "To undo it you must ask."))
        .noneMatch(StepRemarks::leadsToRollback);
  }

  @Test
  void aLongTextTakesNoLongerThanItsLength() {
    String words = "Do it. " + "expected ".repeat(50_000) + "\n- ".repeat(50_000);
    assertThat(StepRemarks.read(words, false).action()).isEqualTo(words);
  }
}
