package io.runbookmemory.connectors.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.replay.incident.SliRows;
import io.runbookmemory.slo.SliSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentFilesTest {

  @TempDir Path temp;

  private Path write(String name, String id, String series) throws IOException {
    return Files.writeString(
        temp.resolve(name),
        """
        {"format": 1, "id": "%s", "title": "slow",
         "window": {"from": "2026-03-14T00:00:00Z", "to": "2026-03-14T01:00:00Z"},
         "slis": [{"slo": "a", "service": "b", "objective": "0.99",
                   "file": "%s"}]}
        """
            .formatted(id, series));
  }

  private void series(String name, String... rows) throws IOException {
    Files.writeString(
        temp.resolve(name), "timestamp,good,total\n" + String.join("\n", rows) + "\n");
  }

  @Test
  void aSeriesOfAFileIsReadWhenItIsReplayedAndOnceForAll() throws IOException {
    series("a.csv", "2026-03-13T23:59:00Z,9,10", "2026-03-14T00:30:00Z,5,10");
    write("x.json", "X", "a.csv");
    write("w.json", "W", "a.csv");
    IncidentFiles read = IncidentFiles.read(List.of(temp));
    assertThat(read.problems()).isEmpty();
    assertThat(read.incidents()).extracting(ReplayIncident::id).containsExactly("W", "X");
    RecordedSli sli = read.incidents().getFirst().slis().getFirst();
    assertThat(sli.series().size()).isZero();
    assertThat(sli.rows()).isEqualTo(read.incidents().get(1).slis().getFirst().rows());
    try (SliRows.Cursor rows = Objects.requireNonNull(sli.rows()).open()) {
      assertThat(rows.next()).map(SliSample::good).contains(9L);
      assertThat(rows.next()).map(SliSample::good).contains(5L);
      assertThat(rows.next()).isEmpty();
    }
  }

  @Test
  void whatIsWrongWithASeriesOrBetweenFilesIsSaidByPlace() throws IOException {
    series("a.csv", "2026-03-13T23:59:00Z,9,10");
    series("b.csv", "2026-03-14T00:30:00Z,11,10");
    write("1.json", "X", "a.csv");
    write("2.json", "Y", "b.csv");
    write("3.json", "Y", "none.csv");
    assertThat(IncidentFiles.read(List.of(temp)).problems())
        .extracting(Object::toString)
        .satisfiesExactly(
            one -> assertThat(one).contains("1.json:4: /slis/0/file: has no row"),
            one -> assertThat(one).contains("2.json:4: /slis/0/file: ", "b.csv:2"),
            one -> assertThat(one).contains("3.json:1: /id: must be unique"),
            one -> assertThat(one).contains("3.json:4: /slis/0/file: ", "none.csv"));
  }

  @Test
  void aFolderWithoutIncidentsIsNoReplay() {
    assertThatThrownBy(() -> IncidentFiles.read(List.of(temp)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("holds no incident");
  }
}
