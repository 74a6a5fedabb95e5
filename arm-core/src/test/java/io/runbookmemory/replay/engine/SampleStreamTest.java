package io.runbookmemory.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.replay.incident.IncidentFile;
import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.replay.incident.SliRows;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Series that are read row by row. */
class SampleStreamTest {

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final int QUARTER = 90 * 24 * 60;

  /** Ninety days at one minute; all requests fail from some minute on. Counts what it hands out. */
  private static final class Quarter implements SliRows {
    private final int badFrom;
    private int opened;
    private int closed;
    private int read;

    Quarter(int badFrom) {
      this.badFrom = badFrom;
    }

    @Override
    public Cursor open() {
      opened++;
      return new Cursor() {
        @Override
        public Optional<SliSample> next() {
          read++;
          long good = read >= badFrom ? 0 : 100;
          return read > QUARTER
              ? Optional.empty()
              : Optional.of(new SliSample(at(read), good, 100));
        }

        @Override
        public void close() {
          closed++;
        }
      };
    }
  }

  private static Instant at(int minute) {
    return FIRST.plus(Duration.ofMinutes(minute));
  }

  private static ReplayIncident incident(String id, int from, int to, String more, SliRows rows) {
    ReplayIncident incident =
        IncidentFile.read(
            id,
            """
            {"format": 1, "id": "%s", "title": "%s", "window": {"from": "%s", "to": "%s"},
             "slis": [{"slo": "availability", "service": "checkout", "objective": "0.999",
                       "file": "checkout.csv"}]%s}
            """
                .formatted(id, id, at(from), at(to), more));
    List<RecordedSli> slis = incident.slis().stream().map(sli -> sli.with(rows)).toList();
    return incident.withSlis(slis);
  }

  private static String expecting(Verdict verdict, int minute) {
    return ", \"expect\": {\"verdicts\": [{\"at\": \"%s\", \"verdict\": \"%s\"}]}"
        .formatted(at(minute), verdict);
  }

  private static List<IncidentRun> play(ReplayIncident... incidents) {
    return new Timeline(List.of(incidents), ReplaySettings.DEFAULT).play(time -> {});
  }

  @Test
  void rowsOfOneFileAreReadOnceForAllOfItsIncidentsAndNoFurtherThanTheirWindows() {
    Quarter quarter = new Quarter(QUARTER);
    play(
        incident("A", 100, 200, "", quarter),
        incident("B", 150, 90_000, "", quarter),
        incident("C", 300, 400, "", quarter));
    assertThat(quarter.opened).isEqualTo(1);
    assertThat(quarter.closed).isEqualTo(1);
    assertThat(quarter.read).isEqualTo(90_001);
  }

  @Test
  void noMoreThanOneRowIsReadAhead() {
    Quarter quarter = new Quarter(QUARTER);
    int[] ahead = {0};
    new Timeline(List.of(incident("A", 1, QUARTER, "", quarter)), ReplaySettings.DEFAULT)
        .play(
            time -> {
              int now = (int) Duration.between(FIRST, time).toMinutes();
              ahead[0] = Math.max(ahead[0], quarter.read - now);
            });
    assertThat(quarter.read).isEqualTo(QUARTER + 1);
    assertThat(ahead[0]).isLessThanOrEqualTo(1);
  }

  @Test
  void whatLiesBeforeTheWindowHasFilledTheBudgetAndPagesNobody() {
    Quarter quarter = new Quarter(50_000);
    List<IncidentRun> runs =
        play(
            incident("A", 49_000, 49_900, expecting(Verdict.LOG, 49_900), quarter),
            incident("B", 50_200, 50_300, expecting(Verdict.PAGE, 50_201), quarter));
    assertThat(runs).allSatisfy(run -> assertThat(run.judged).hasSize(1));
    assertThat(runs)
        .flatExtracting(run -> run.judged)
        .allSatisfy(judged -> assertThat(judged.actual()).isEqualTo(judged.expected()));
    assertThat(runs.get(0).paged).isNull();
    assertThat(runs.get(1).paged).isEqualTo(at(50_200));
  }
}
