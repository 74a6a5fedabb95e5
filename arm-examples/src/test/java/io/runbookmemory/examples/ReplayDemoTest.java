package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** {@code arm replay run --demo}, against the report that was read and found right. */
class ReplayDemoTest {

  private static final String GOLDEN = "replay/demo-report.md";

  private static String golden() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ReplayDemoTest.class.getResourceAsStream(GOLDEN), GOLDEN)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theQuarterOfTheSampleTeamIsReportedAsItWasReviewed() throws IOException {
    Ran ran = Ran.arm("replay", "run", "--demo", "--format", "markdown");
    assertThat(ran.code()).as("the night of 2026-11-12 is paged later").isEqualTo(1);
    assertThat(ran.out())
        .as("write it anew with arm replay run --demo --output %s, and review the diff", GOLDEN)
        .isEqualToNormalizingNewlines(golden());
  }

  @Test
  void theDemoTakesNoOtherIncidents() {
    Ran.arm("replay", "run", "--demo", "folder").refused(2, "or --demo");
    Ran.arm("replay", "run").refused(2, "give DIR");
  }
}
