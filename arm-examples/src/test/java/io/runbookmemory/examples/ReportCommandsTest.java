package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandsTest {

  private static final String PAGE =
      """
      {"id":"7","title":"Queues are slow","impact":"major","components":["Queues"],\
      "updates":[{"at":"2026-03-03T03:00:00Z","status":"Investigating","message":"We look."},\
      {"at":"2026-03-03T04:30:00Z","status":"Resolved","message":"It is over."}]}
      {"id":"8","title":"Logins fail","impact":"minor",\
      "updates":[{"at":"2026-03-08T20:00:00Z","status":"Investigating","message":"We look."}]}
      """;

  @TempDir private Path folder;

  private Ran arm(String... args) {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--store";
    all[args.length + 1] = "sqlite:" + folder.resolve("store.db");
    return Ran.arm((Object[]) all);
  }

  private void imported() throws IOException {
    Path page = Files.writeString(folder.resolve("page.jsonl"), PAGE);
    assertThat(arm("incidents", "import", page.toString()).out())
        .isEqualTo("2 incidents stand in the journal\n");
  }

  @Test
  void aWeekIsWrittenAndArchivedAndAsAPageWithCharts() throws IOException {
    imported();
    Path html = folder.resolve("week.html");

    Ran week =
        arm("report", "weekly", "--week", "2026-03-04", "--zone", "UTC", "--html", html.toString());

    assertThat(week.code()).isZero();
    assertThat(week.out())
        .startsWith("# Weekly report: Mon 2026-03-02 00:00 to Mon 2026-03-09 00:00\n")
        .contains("2 incidents (1 h 30 min of harm), 1 open at the end; 0 pages");
    assertThat(html).content().contains("<svg").contains("Minutes of harm a day");
    assertThat(arm("recall", "weekly report").out()).contains("Weekly report of 2026-03-02");
  }

  @Test
  void aDryRunArchivesNothing() throws IOException {
    imported();

    Ran week = arm("report", "weekly", "--week", "2026-03-04", "--dry-run", "--json");

    assertThat(week.out()).contains("\"title\":\"Queues are slow\"");
    assertThat(arm("recall", "weekly report").out()).doesNotContain("Weekly report of");
  }

  @Test
  void aHandoverTellsWhatIsOpen() throws IOException {
    imported();

    Ran handover = arm("report", "handover", "--at", "2026-03-09T06:00:00Z");

    assertThat(handover.out())
        .contains("Open:\n  Logins fail, since 2026-03-08T20:00:00Z\n")
        .endsWith("Pages: 0\n");
  }
}
