package io.runbookmemory.replay.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.oncall.noise.PagesPerShift;
import io.runbookmemory.replay.Bootstrap;
import io.runbookmemory.replay.compare.Difference.Reading;
import io.runbookmemory.replay.engine.Answered;
import io.runbookmemory.replay.engine.Paging;
import io.runbookmemory.replay.engine.ReplayReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Instant NIGHT = Instant.parse("2026-03-14T02:00:00Z");

  private static SavedIncident incident(
      String id, boolean real, @Nullable Integer paged, int pages, Integer... right) {
    Instant after = paged == null ? null : NIGHT.plus(Duration.ofMinutes(paged));
    Answered answered = new Answered(List.of("RB-1"), List.of(right), 1, 0, null, null);
    Paging paging = new Paging(NIGHT, after, null);
    return new SavedIncident(id, "night " + id, real, paging, pages, List.of(), answered);
  }

  private static SavedReport run(String name, SavedIncident... incidents) {
    return new SavedReport(name, List.of(incidents));
  }

  private static Comparison compare(SavedReport other, SavedReport mine) {
    return Comparison.of(other, mine, Bootstrap.DEFAULT);
  }

  private static Difference of(Measure measure, Comparison comparison) {
    return comparison.differences().stream()
        .filter(one -> one.measure() == measure)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsNewlyMissedStandsFirst() {
    Comparison comparison =
        compare(
            run("a", incident("1", true, 0, 3, 0), incident("2", true, 0, 1, 0)),
            run("b", incident("1", true, 0, 1, 0), incident("2", true, null, 0, 0)));
    assertThat(comparison.newlyMissed()).extracting(pair -> pair.mine().id()).containsExactly("2");
    assertThat(comparison.changed()).extracting(pair -> pair.mine().id()).containsExactly("2", "1");
    assertThat(comparison.toPage().toMarkdown())
        .startsWith("# Replay: b against a\n\n## Newly missed\n\n| incident |")
        .contains("| 2 | night 2 | newly missed, fewer pages | page 2026-03-14T02:00:00Z;");
  }

  @Test
  void eachIncidentIsHeldAgainstItself() {
    List<SavedIncident> other = new ArrayList<>();
    List<SavedIncident> mine = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      other.add(incident("I" + i, true, 0, 10 * i + 1, 0));
      mine.add(incident("I" + i, true, 0, 10 * i, 0));
    }
    Difference pages =
        of(Measure.PAGES, compare(new SavedReport("a", other), new SavedReport("b", mine)));
    assertThat(pages.difference().value()).isEqualTo(-1);
    assertThat(pages.difference().low()).isEqualTo(-1);
    assertThat(pages.difference().high()).isEqualTo(-1);
    assertThat(pages.reading()).isEqualTo(Reading.BETTER);
  }

  @Test
  void aDifferenceOfOneAmongManyMayBeChance() {
    List<SavedIncident> other = new ArrayList<>();
    List<SavedIncident> mine = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      other.add(incident("I" + i, true, 0, 1, 1));
      mine.add(i == 0 ? incident("I0", true, 0, 1, 0) : other.get(i));
    }
    Comparison comparison = compare(new SavedReport("a", other), new SavedReport("b", mine));
    assertThat(of(Measure.RECIPROCAL_RANK, comparison).reading()).isEqualTo(Reading.MAY_BE_CHANCE);
    assertThat(of(Measure.PAGES, comparison).reading()).isEqualTo(Reading.SAME);
    assertThat(comparison.changed())
        .singleElement()
        .satisfies(pair -> assertThat(pair.changes()).containsExactly(Change.RECALLED_BETTER));
  }

  @Test
  void whatOnlyOneHasIsLeftOutAndSaid() {
    SavedIncident common = incident("1", true, 0, 1, 0);
    Comparison comparison = compare(run("a", common, incident("2", true, 0, 1)), run("b", common));
    assertThat(comparison.unpaired()).isEqualTo(1);
    assertThat(comparison.toPage().toText()).contains("1 incidents are in one of the two alone");
    assertThatThrownBy(() -> compare(run("a", incident("2", true, 0, 1)), run("b", common)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no incident in common with b");
  }

  @Test
  void equalRunsGiveEqualBytes() {
    SavedReport a = run("a", incident("1", true, 0, 3, 0), incident("2", false, 5, 1));
    SavedReport b = run("b", incident("2", false, null, 0), incident("1", true, 4, 1));
    assertThat(compare(a, b).toJson()).isEqualTo(compare(a, b).toJson());
    assertThat(compare(a, b).toPage().toMarkdown()).isEqualTo(compare(a, b).toPage().toMarkdown());
    assertThat(compare(a, b).toJson()).contains("\"reading\" : \"MAY_BE_CHANCE\"");
  }

  @Test
  void onlyAReportCanBeRead() {
    PagesPerShift none = new PagesPerShift(Duration.ofHours(12), Map.of());
    ReplayReport empty = new ReplayReport(List.of(), none, none);
    assertThat(SavedReport.of("x", empty).incidents()).isEmpty();
    assertThatThrownBy(() -> SavedReport.read("x.json", "{}"))
        .hasMessageContaining("x.json")
        .hasMessageContaining("arm replay run --json");
    assertThatThrownBy(() -> SavedReport.read("x.json", "{\"incidents\": [{\"id\": \"1\"}]}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("/incidents/0")
        .hasMessageContaining("it has no title");
    assertThatThrownBy(() -> SavedReport.read("x.json", "["))
        .isInstanceOf(InvalidInputException.class);
  }
}
