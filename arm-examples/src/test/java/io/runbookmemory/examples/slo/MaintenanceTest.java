package io.runbookmemory.examples.slo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.examples.Arm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Planned work: muted, excluded, both or neither. An hour of five is down, the last one. */
class MaintenanceTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String HEAD = "name,from,to,mute,exclude\n";
  private static final String HOUR = "move,2026-01-01T04:00:00Z,2026-01-01T05:00:00Z,";

  @TempDir private Path folder;
  private Path slo;
  private Path series;

  private record Said(int code, String out, String err) {}

  private static Said arm(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    int code = Arm.run(new PrintWriter(out), new PrintWriter(err), words);
    return new Said(code, out.toString(), err.toString());
  }

  @BeforeEach
  void writeFiles() throws IOException {
    slo =
        Files.writeString(
            folder.resolve("slo.yaml"),
            """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: orders}
            spec:
              service: shop
              budgetingMethod: Occurrences
              timeWindow: [{duration: 30d, isRolling: true}]
              objectives: [{target: 0.999}]
            """);
    StringBuilder rows = new StringBuilder("timestamp,good,total\n");
    for (int minute = 1; minute <= 300; minute++) {
      rows.append(START.plusSeconds(60L * minute)).append(minute > 240 ? ",0,100\n" : ",100,100\n");
    }
    series = Files.writeString(folder.resolve("series.csv"), rows);
  }

  private Path plan(String text) throws IOException {
    return Files.writeString(folder.resolve("maintenance.csv"), text);
  }

  private Said classify(String flags) throws IOException {
    return arm(
        "classify",
        "--slo",
        slo,
        "--series",
        series,
        "--json",
        "--maintenance",
        plan(HEAD + HOUR + flags + "\n"));
  }

  private static JsonNode last(Said said) throws IOException {
    return new ObjectMapper().readTree(said.out().lines().toList().getLast());
  }

  @ParameterizedTest
  @CsvSource({
    "'no,no',    1, PAGE, false, 300",
    "'yes,no',   0, PAGE, true,  300",
    "'no,yes',   0, LOG,  false, 240",
    "'TRUE,Yes', 0, LOG,  false, 240",
  })
  void whatIsMutedIsJudgedAndWhatIsExcludedIsNot(
      String flags, int code, String verdict, boolean muted, int lines) throws IOException {
    Said said = classify(flags);

    assertThat(said.code()).as(said.toString()).isEqualTo(code);
    assertThat(said.out().lines()).hasSize(lines);
    assertThat(last(said).path("verdict").asText()).isEqualTo(verdict);
    assertThat(last(said).path("muted").asBoolean()).isEqualTo(muted);
    assertThat(said.err().contains("60 of 300 samples lie in maintenance and are left out"))
        .isEqualTo(lines == 240);
  }

  @Test
  void anExcludedOutageSpendsNoBudgetAndAMutedOneDoes() throws IOException {
    Said excluded = budget(HOUR + "no,yes\n");
    assertThat(excluded.code()).isZero();
    assertThat(excluded.out()).contains("100.00 % of the budget left", "Releases: OPEN");

    Said muted = budget(HOUR + "yes,no\n");
    assertThat(muted.code()).isOne();
    assertThat(muted.out()).contains("Releases: FROZEN");
  }

  private Said budget(String rows) throws IOException {
    return arm(
        "slo", "budget", "--slo", slo, "--series", series, "--maintenance", plan(HEAD + rows));
  }

  @Test
  void aPlanThatCannotBeIsRefusedWithItsLine() throws IOException {
    assertThat(classify("perhaps,no").err())
        .contains("maintenance.csv:2: mute must be yes or no, got \"perhaps\"");
    assertThat(classify("no,no").code()).isOne();
    assertThat(budget("move,2026-01-01T05:00:00Z,2026-01-01T04:00:00Z,no,no\n").err())
        .contains("maintenance.csv:2: a maintenance must end after it begins");
    assertThat(budget("all,2026-01-01,2026-01-02,no,yes\n").err())
        .contains("maintenance.csv: must leave at least 1 sample, but excludes all 300");
  }
}
