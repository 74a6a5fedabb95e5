package io.runbookmemory.connectors.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.journal.IncidentState;
import io.runbookmemory.journal.report.BudgetLine;
import io.runbookmemory.journal.report.IncidentLine;
import io.runbookmemory.journal.report.OnCallCost;
import io.runbookmemory.journal.report.PageTarget;
import io.runbookmemory.journal.report.WeeklyReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

  private static Document page() {
    IncidentLine incident =
        new IncidentLine(
            "id",
            "<script>alert(1)</script> checkout & co",
            "checkout",
            null,
            IncidentState.RESOLVED,
            MONDAY.plus(Duration.ofHours(30)),
            Duration.ofMinutes(45));
    OnCallCost cost =
        new OnCallCost(
            3,
            1,
            Map.of(MONDAY.toString(), 1L, MONDAY.plus(Duration.ofHours(12)).toString(), 2L),
            2,
            Duration.ofMinutes(45));
    WeeklyReport week =
        new WeeklyReport(
            MONDAY,
            MONDAY.plus(Duration.ofDays(7)),
            "UTC",
            List.of(incident),
            List.of(),
            List.of(),
            List.of(),
            List.of(new BudgetLine("checkout", .25, .5)),
            List.of(),
            cost,
            List.of(),
            List.of(),
            new PageTarget(PageTarget.AT_MOST, 14, 0, 2, true),
            List.of("cart"));
    return Jsoup.parse(HtmlReport.of(week));
  }

  @Test
  void thePageStandsAlone() {
    assertThat(page().select("script, link, img, iframe, [src], [href]")).isEmpty();
    assertThat(page().select("h1").text()).startsWith("Weekly report: Mon 2026-03-02");
    assertThat(page().select("table")).hasSize(2);
  }

  @Test
  void theChartsSayTheirFiguresInWords() {
    assertThat(page().select("svg").eachAttr("aria-label"))
        .containsExactly(
            "Pages a day: Mon 2 3, Tue 3 0, Wed 4 0, Thu 5 0, Fri 6 0, Sat 7 0, Sun 8 0",
            "Minutes of harm a day: Mon 2 0, Tue 3 45, Wed 4 0, Thu 5 0, Fri 6 0, Sat 7 0, Sun 8 0",
            "Error budget spent, %: checkout 25");
    assertThat(page().select("svg:first-of-type rect")).hasSize(7);
  }

  @Test
  void whatPeopleWroteIsTextAndNoMarkup() {
    assertThat(page().select("td").eachText()).contains("<script>alert(1)</script> checkout & co");
  }
}
