package shop.harbor;

import static io.runbookmemory.testkit.replay.ReplayAssertions.assertThat;
import static io.runbookmemory.testkit.replay.ReplayAssertions.top;

import io.runbookmemory.testkit.replay.IncidentReplay;
import io.runbookmemory.testkit.replay.Replay;
import io.runbookmemory.testkit.replay.ReplayTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class IncidentsTest {

  @ReplayTest("incidents/*.json")
  void eachIncidentComesToWhatItsFileExpects(IncidentReplay incident) {
    assertThat(incident).meetsExpectations().noWorseThanBefore();
  }

  @Test
  @Replay("incidents/inc-151.json")
  void theNightOfTheLostConnections(IncidentReplay night) {
    assertThat(night)
        .recalls("INC-112")
        .within(top(3))
        .plansFirst("recycle the connection pool of the flag service")
        .pages(1)
        .at("02:49")
        .neverPagesAfter("03:26");
  }

  @Test
  @Replay("incidents/*.json")
  void theReportIsTheOneThatWasReviewed(IncidentReplay all) {
    assertThat(all.report()).matchesGolden(Path.of("src/test/golden/report.md"));
  }
}
