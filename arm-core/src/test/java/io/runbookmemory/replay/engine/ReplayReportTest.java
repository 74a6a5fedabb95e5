package io.runbookmemory.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.oncall.noise.PagesPerShift;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.IncidentFile;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.replay.measure.RemovedNoise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayReportTest {

  private static final Instant NIGHT = Instant.parse("2026-03-14T02:00:00Z");

  private static ReplayIncident incident(
      String id, boolean real, String urgency, String... alerts) {
    StringBuilder fired = new StringBuilder();
    for (String alert : alerts) {
      fired.append(fired.isEmpty() ? "" : ",");
      fired.append(
          """
          {"labels": {"alertname": "%s", "service": "checkout", "pod": "%d"},
           "firedAt": "2026-03-14T02:00:00Z", "urgency": "%s"}\
          """
              .formatted(alert, fired.length(), urgency));
    }
    return IncidentFile.read(
        id,
        """
        {"format": 1, "id": "%s", "title": "night | %s", "real": %s,
         "window": {"from": "2026-03-14T02:00:00Z", "to": "2026-03-14T04:00:00Z"}, "alerts": [%s]}\
        """
            .formatted(id, id, real, fired));
  }

  /** An incident of which the first so many alerts are spared. */
  private static ReplayedIncident noise(ReplayIncident incident, int spared) {
    List<FiredAlert> gone = incident.alerts().subList(0, spared);
    Paging paging = new Paging(NIGHT, NIGHT, null);
    return new ReplayedIncident(incident, paging, List.of(), Answered.NOTHING, List.of(), gone);
  }

  private static ReplayedIncident answered(
      String id, Paging paging, int acted, @Nullable Integer offered) {
    Answered answered =
        Answered.NOTHING.acted(
            Duration.ofMinutes(acted), offered == null ? null : Duration.ofMinutes(offered));
    ReplayIncident incident = incident(id, true, "TICKET", "Slow");
    return new ReplayedIncident(incident, paging, List.of(), answered, List.of(), List.of());
  }

  private static ReplayReport report(ReplayedIncident... incidents) {
    PagesPerShift pages = new PagesPerShift(Duration.ofHours(12), Map.of(NIGHT, 2L));
    return new ReplayReport(List.of(incidents), pages, pages);
  }

  @Test
  void onlyPagesOfIncidentsThatWereNotRealAreNoise() {
    ReplayReport report =
        report(
            noise(incident("A", false, "PAGE", "Flaps", "Flaps", "Probe"), 2),
            noise(incident("B", true, "PAGE", "Errors", "Flaps"), 2),
            noise(incident("C", false, "TICKET", "Disk"), 0));
    assertThat(report.noise().lines())
        .containsExactly(
            new RemovedNoise.Line("Flaps", "checkout", 2, 2),
            new RemovedNoise.Line("Probe", "checkout", 1, 0));
    assertThat(report.toMarkdown())
        .contains("Of 3 pages that belonged to no real incident, 2 are gone.")
        .contains("| Flaps | checkout | 2 | 2 |");
  }

  @Test
  void whatIsDeflectedWokeNobodyRightlyAndHadItsActionInThePlan() {
    Paging quiet = new Paging(null, null, null);
    ReplayReport report =
        report(
            answered("deflected", quiet, 40, 0),
            answered("not in the plan", quiet, 40, null),
            answered("missed", new Paging(NIGHT, null, null), 40, 0),
            answered("paged", new Paging(NIGHT, NIGHT, null), 40, 0));
    assertThat(report.deflection().n()).isEqualTo(4);
    assertThat(report.deflection().quiet()).isEqualTo(2);
    assertThat(report.deflection().deflected()).isEqualTo(1);
    assertThat(report.deflection().rate().value()).isEqualTo(0.25);
    assertThat(report.toMarkdown()).contains("25.0 %, 95 % interval ").contains("(n = 4)");
  }

  @Test
  void theModelOfTheRepairIsNeverANumberAlone() {
    ReplayReport report = report(answered("A", new Paging(NIGHT, NIGHT, null), 40, 0));
    String text = report.toMarkdown();
    assertThat(text)
        .contains("## Change of the mean time to repair: a model")
        .contains("None of it is measured")
        .contains("| share of people who follow the plan | 0.3 / 0.5 / 0.8 |")
        .contains("| minutes to read it | 5 / 2 / 1 |");
    assertThat(report.toJson()).contains("\"bestMinutes\"", "\"minutesAtLow\"");
  }

  @Test
  void theWorstShiftIsNamed() {
    assertThat(report().toMarkdown())
        .contains("| worst shift | from 2026-03-14T02:00:00Z | from 2026-03-14T02:00:00Z |");
  }
}
