package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A verdict comes from counts that can be believed, or not at all. */
class BadBudgetTest {

  @TempDir Path temp;

  private static String slo(String target) {
    return """
    apiVersion: openslo/v1
    kind: SLO
    metadata:
      name: checkout-availability
    spec:
      service: checkout
      budgetingMethod: Occurrences
      timeWindow:
        - duration: 30d
          isRolling: true
      objectives:
        - target: %s
    """
        .formatted(target);
  }

  private Ran classify(String target, String rows) throws IOException {
    Path slo = Files.writeString(temp.resolve("slo.yaml"), slo(target));
    Path series = Files.writeString(temp.resolve("series.csv"), rows);
    return Ran.arm("classify", "--slo", slo, "--series", series);
  }

  private static String rows(String second) {
    return "timestamp,good,total\n2026-01-01T00:01:00Z,99,100\n" + second + "\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-01T00:02:00Z,101,100 | good",
        "2026-01-01T00:02:00Z,-1,100  | -1",
        "2026-01-01T00:02:00Z,0,-100  | -100",
        "2026-01-01T00:01:00Z,99,100  | 2026-01-01T00:01:00Z",
        "2026-01-01T00:00:00Z,99,100  | 2026-01-01T00:00:00Z",
        "2026-01-01T00:02:00Z,many,9  | many",
        "noon,99,100                  | noon",
        "2026-01-01T00:02:00Z,99      | 3 fields"
      })
  void aSeriesThatCannotBeIsRefusedWithItsLine(String row, String says) throws IOException {
    classify("0.999", rows(row)).refused(3, "series.csv:3: ", says);
  }

  @Test
  void aSeriesThatWasCutShortIsRefused() throws IOException {
    String whole = rows("2026-01-01T00:02:00Z,99,100");
    classify("0.999", whole.substring(0, whole.length() - 2)).refused(3, "series.csv:3: ");
    classify("0.999", "").refused(3, "series.csv");
    classify("0.999", "timestamp,good,total\n").refused(3, "series.csv", "at least 1 row");
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "1.5", "-0.1", "100", "often"})
  void anObjectiveLeavesABudgetAndAsksForSomething(String target) throws IOException {
    classify(target, rows("2026-01-01T00:02:00Z,99,100")).refused(3, "slo.yaml:", target);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Ran.arm("classify", "--slo", temp.resolve("no.yaml"), "--series", temp.resolve("no.csv"))
        .refused(3, "no.yaml", "no such file");
  }

  @Test
  void aGoodOneIsJudged() throws IOException {
    Ran ran = classify("0.999", rows("2026-01-01T00:02:00Z,100,100"));
    assertThat(ran.code()).as(ran.toString()).isBetween(0, 1);
    assertThat(ran.out().lines()).hasSize(2);
  }
}
