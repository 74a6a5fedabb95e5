package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code arm walkthrough}, on a history of its own. */
class WalkthroughTest {

  private static final Instant MONDAY = Instant.parse("2024-01-01T09:20:00Z");

  @TempDir private Path folder;

  /** Queues fail every Monday at nine for an hour and a half, and logins now and then. */
  private Path history() throws IOException {
    Random random = new Random(4);
    List<String> lines = new ArrayList<>();
    for (int week = 0; week < 60; week++) {
      Instant at = MONDAY.plus(Duration.ofDays(7L * week));
      lines.add(line("q" + week, "Queues are slow " + week, "Queues", at, 90));
      if (week % 4 == 0) {
        Instant other = at.plus(Duration.ofHours(24 + random.nextInt(100)));
        lines.add(line("l" + week, "Logins fail " + week, "Logins", other, 30));
      }
    }
    Collections.shuffle(lines, random);
    return Files.write(folder.resolve("incidents.jsonl"), lines);
  }

  private static String line(String id, String title, String component, Instant at, int minutes) {
    return """
    {"id":"%s","title":"%s","impact":"major","components":["%s"],"updates":[\
    {"at":"%s","status":"Investigating","message":"A secret sentence of the page."},\
    {"at":"%s","status":"Resolved","message":"It is over."}]}\
    """
        .formatted(id, title, component, at, at.plusSeconds(60L * minutes));
  }

  @Test
  void aHistoryIsToldInCountsAndChartsAndNoneOfItsTexts() throws IOException {
    String page = Ran.arm("walkthrough", history()).ok().out();

    assertThat(page)
        .contains("| 2024 | 66 | 78 min | 90 min | 0 |", "| 2025 | 9 | 76 min | 90 min | 0 |")
        .contains("Logins             15 ████████████\n", "Queues             60 █████")
        .contains("1 monday           60 ", "09                 60 ")
        .contains("incident of Queues", "comes Mondays 09:00 to 10:00 Z")
        .contains("With times drawn at random, seeds 1 to 5: 0, 0, 0, 0, 0 found.")
        .contains("25 incidents asked memory as they looked when they began", "From the future: 0.")
        .contains(
            "60 reports, of which 59 refer to the one before; 1 h of harm in a week on average")
        .contains("  1   45 ", "  2   15 ")
        .doesNotContain("secret", "are slow");
  }

  @Test
  void anEmptyHistoryIsSaidByTheExitCode() throws IOException {
    Path empty = Files.writeString(folder.resolve("none.jsonl"), "");

    assertThat(Ran.arm("walkthrough", empty).code()).isEqualTo(1);
  }
}
