package io.runbookmemory.connectors.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.oncall.noise.PagesPerShift;
import io.runbookmemory.replay.Bootstrap;
import io.runbookmemory.replay.compare.Comparison;
import io.runbookmemory.replay.compare.SavedReport;
import io.runbookmemory.replay.engine.Answered;
import io.runbookmemory.replay.engine.Paging;
import io.runbookmemory.replay.engine.ReplayReport;
import io.runbookmemory.replay.engine.ReplayedIncident;
import io.runbookmemory.replay.incident.Expectation;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.replay.measure.RepairModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class HtmlReplayTest {

  private static final Instant NIGHT = Instant.parse("2026-03-14T00:00:00Z");

  private static final String HOSTILE =
      "<script>alert(1)</script><img src=http://evil.test/a> ![x](http://evil.test/b)"
          + " [y](http://evil.test/c) <http://evil.test/d> | `cell` &lt;";

  private static ReplayReport report(String id, int acted) {
    Instant end = NIGHT.plus(Duration.ofHours(2));
    ReplayIncident incident =
        new ReplayIncident(
            id,
            HOSTILE,
            NIGHT,
            end,
            true,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Expectation.NONE);
    Answered answered =
        new Answered(
            List.of("RB-1"), List.of(0), 1, 0, Duration.ofMinutes(acted), Duration.ofMinutes(1));
    ReplayedIncident missed =
        new ReplayedIncident(
            incident, new Paging(NIGHT, null, null), List.of(), answered, List.of(), List.of());
    Duration shift = Duration.ofHours(12);
    return new ReplayReport(
        List.of(missed),
        new PagesPerShift(shift, Map.of(NIGHT, 5L, NIGHT.plus(Duration.ofDays(2)), 1L)),
        new PagesPerShift(shift, Map.of(NIGHT, 2L)));
  }

  private static Document page() {
    return Jsoup.parse(HtmlReplay.of(report("INC <b>7</b>", 40), RepairModel.DEFAULT));
  }

  private static Document comparison() {
    return Jsoup.parse(
        HtmlReplay.of(
            Comparison.of(
                SavedReport.of("<b>a</b>", report("1", 40)),
                SavedReport.of("b", report("1", 50)),
                Bootstrap.DEFAULT)));
  }

  @Test
  void thePageStandsAloneWhateverAnIncidentIsCalled() {
    for (Document page : List.of(page(), comparison())) {
      assertThat(page.select("script, link, img, iframe, a, b, [src], [href], [style]")).isEmpty();
      assertThat(page.select("meta[name=viewport]")).hasSize(1);
      assertThat(page.html()).doesNotContain("url(", "@import");
    }
    assertThat(page().select("td").eachText()).contains(HOSTILE, "INC <b>7</b>");
  }

  @Test
  void whatGetsWorseStandsAboveEverythingElse() {
    assertThat(page().select("main > *").get(1).text())
        .isEqualTo("Real incidents paged later, or not at all");
    assertThat(page().select("main > table").getFirst().text()).contains("not at all");
  }

  @Test
  void theChartsSayTheirFiguresInWords() {
    assertThat(page().select("svg").eachAttr("aria-label"))
        .hasSize(2)
        .first()
        .isEqualTo("Pages a day, as they fired and with ARM: 03-14 5, 2; 03-15 0, 0; 03-16 1, 0");
    assertThat(page().select("svg").get(1).attr("aria-label"))
        .contains("by assumption: a model: share of people who follow the plan -")
        .contains("minutes to read it");
    assertThat(comparison().select("svg").attr("aria-label")).contains("MRR (n = 1) +0.0 to +0.0");
  }

  @Test
  void equalReportsGiveEqualBytes() {
    assertThat(HtmlReplay.of(report("1", 40), RepairModel.DEFAULT))
        .isEqualTo(HtmlReplay.of(report("1", 40), RepairModel.DEFAULT));
  }
}
