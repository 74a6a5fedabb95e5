package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.journal.alerts.AlertRecord;
import io.runbookmemory.journal.alerts.Fate;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.slo.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Analysis and prediction of what the store's own journal knows. */
class StoredHistoryTest {

  private static final Instant MONDAY = Instant.parse("2025-01-06T09:10:00Z");
  private static final int WEEKS = 52;

  @TempDir private Path folder;

  /** An alert that fires every Monday at nine, for all weeks of a year and one more. */
  private String store() {
    Path file = folder.resolve("store.db");
    AlertName alert = new AlertName("ReportSlow", "0123456789abcdef");
    Place place = new Place("reports", "prod", null, null);
    List<AlertRecord> records = new ArrayList<>();
    for (int week = 0; week <= WEEKS; week++) {
      Instant at = MONDAY.plus(Duration.ofDays(7L * week));
      records.add(new AlertRecord(at, alert, place, Verdict.PAGE, Fate.NOTIFIED));
      records.add(new AlertRecord(at.plusSeconds(600), alert, place, Verdict.LOG, Fate.ENDED));
    }
    try (SqliteMemoryStore open = SqliteMemoryStore.open(file)) {
      new AlertLog(open.ledger(Tenant.DEFAULT)).append(records);
    }
    return "sqlite:" + file;
  }

  @Test
  void theJournalIsAnalyzedWhereNoFileIsNamed() {
    String store = store();
    String until = MONDAY.plus(Duration.ofDays(7L * WEEKS - 1)).toString();

    Ran ran =
        Ran.arm(
            "analyze", "--only", "TEMPORAL", "--until", until, "--zone", "UTC", "--store", store);

    assertThat(ran.ok().out()).contains("ReportSlow of reports (prod) comes Mondays");
    assertThat(Ran.arm("recall", "ReportSlow", "--store", store).out()).contains("Mondays");
  }

  @Test
  void whatWasForetoldIsCheckedWhenItsTimeIsOver() {
    String store = store();
    Instant sunday = MONDAY.plus(Duration.ofDays(7L * WEEKS - 1));

    Ran before = predict(store, sunday);
    Ran after = predict(store, sunday.plus(Duration.ofDays(3)));

    assertThat(before.ok().out()).contains("ReportSlow of reports (prod)").doesNotContain("Brier");
    assertThat(after.out()).contains("of 1 foretold before 1 came (100 %); Brier's score 0.000");
  }

  @Test
  void whatHelpedBeforeIsToldWithWhatIsForetold() throws IOException {
    String store = store();
    Path runbook =
        Files.writeString(
            folder.resolve("slow.md"),
            """
            ---
            service: reports
            alerts: [ReportSlow]
            ---
            # The batch of Sunday hangs

            1. Restart the batch
            """);
    Ran.arm("ingest", runbook, "--store", store).ok();

    Ran ran = predict(store, MONDAY.plus(Duration.ofDays(7L * WEEKS - 1)));

    assertThat(ran.ok().out())
        .contains("ReportSlow of reports (prod)", "helped before: The batch of Sunday hangs");
  }

  private static Ran predict(String store, Instant at) {
    return Ran.arm(
        "predict", "--ahead", "48h", "--zone", "UTC", "--at", at.toString(), "--store", store);
  }
}
