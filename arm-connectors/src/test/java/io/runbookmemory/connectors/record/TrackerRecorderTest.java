package io.runbookmemory.connectors.record;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.connectors.evaluation.IncidentFiles;
import io.runbookmemory.connectors.evaluation.RecordedFiles;
import io.runbookmemory.connectors.http.FixtureServer;
import io.runbookmemory.connectors.prometheus.PrometheusClient;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.KnownMemory;
import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.replay.record.RecordedIncident;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerRecorderTest {

  private static final Instant NIGHT = Instant.parse("2026-03-14T02:00:00Z");

  private static final String CSV =
      """
      id,title,started,resolved,service,resolution
      INC-1,"Checkout answers 503, says dana@example.org",2026-03-14T02:05:00Z,2026-03-14T03:00:00Z,checkout,raised max connections
      INC-2,Search is slow,2026-03-14T05:00:00+01:00,,search,
      """;

  @TempDir Path temp;

  private static Instant at(int minute) {
    return NIGHT.plus(Duration.ofMinutes(minute));
  }

  private List<TrackedIncident> tracked(String name, String text) throws IOException {
    return TrackerFile.read(Files.writeString(temp.resolve(name), text));
  }

  private static String points(int... minutes) {
    StringBuilder points = new StringBuilder();
    for (int minute : minutes) {
      points.append(points.isEmpty() ? "" : ",");
      points.append("[").append(at(minute).getEpochSecond()).append(",\"1\"]");
    }
    return points.toString();
  }

  private static String series(String labels, String points) {
    return "{\"metric\":{\"__name__\":\"ALERTS\",\"alertstate\":\"firing\",%s},\"values\":[%s]}"
        .formatted(labels, points);
  }

  private static List<FiredAlert> alerts(String... series) {
    try (FixtureServer server = FixtureServer.start()) {
      server.gives(
          json(
              "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[%s]}}"
                  .formatted(String.join(",", series))));
      PrometheusClient client = new PrometheusClient(server.endpoint().build());
      return PrometheusAlerts.read(client, at(-60), at(300));
    }
  }

  private static List<FiredAlert> alerts() {
    return alerts(
        series(
            "\"alertname\":\"Errors\",\"service\":\"checkout\",\"severity\":\"critical\"",
            points(0, 1, 2, 9, 10)),
        series("\"alertname\":\"Blip\",\"service\":\"cart\"", points(30, 31, 32)),
        series(
            "\"alertname\":\"Late\",\"service\":\"cart\",\"severity\":\"warning\"",
            points(299, 300)));
  }

  private static RecordedSli sli() {
    SliSeries.Builder series = SliSeries.builder();
    for (int minute = -120; minute <= 60; minute++) {
      series.add(new SliSample(at(minute), 99, 100));
    }
    Slo slo = Slo.builder("availability", "checkout", "0.999").build();
    return new RecordedSli(slo, Duration.ofMinutes(1), series.build(), "availability.csv");
  }

  private List<RecordedIncident> recorded() throws IOException {
    return new TrackerRecorder(alerts(), List.of(sli()), new PatternRedactor())
        .record(tracked("a.csv", CSV));
  }

  @Test
  void whatBeganBeforeIsNotRecordedAndWhatItTaughtIsKnownToTheFirst() throws IOException {
    String later =
        CSV + "INC-3,Checkout is slow,2026-03-14T05:30:00Z,2026-03-14T05:40:00Z,checkout,again\n";
    List<ReplayIncident> since =
        new TrackerRecorder(alerts(), List.of(), new PatternRedactor())
            .record(tracked("b.csv", later), at(60)).stream()
                .map(RecordedIncident::incident)
                .toList();

    assertThat(since).extracting(ReplayIncident::id).startsWith("INC-2", "INC-3");
    assertThat(since).extracting(ReplayIncident::id).noneMatch(id -> id.equals("INC-1"));
    assertThat(since.getFirst().known())
        .singleElement()
        .returns("INC-1", KnownMemory::name)
        .returns(Instant.parse("2026-03-14T03:00:00Z"), KnownMemory::knownAt);
    assertThat(since.get(1).known()).extracting(KnownMemory::name).containsExactly("INC-3");
    assertThat(since)
        .flatExtracting(ReplayIncident::alerts)
        .noneMatch(fired -> fired.alert().name().equals(Optional.of("Errors")));
  }

  @Test
  void anAlertFiresAgainAfterAGapAndHasNoEndIfItFiresOn() {
    List<FiredAlert> alerts = alerts();
    assertThat(alerts)
        .extracting(FiredAlert::firedAt)
        .containsExactly(at(0), at(9), at(30), at(299));
    assertThat(alerts.get(0).resolvedAt()).isEqualTo(at(3));
    assertThat(alerts.get(3).resolvedAt()).isNull();
    assertThat(alerts)
        .extracting(FiredAlert::urgency)
        .containsExactly(Verdict.PAGE, Verdict.PAGE, Verdict.PAGE, Verdict.TICKET);
  }

  @Test
  void whatIsWrittenIsValidAndSaysTheSameTwice() throws IOException {
    Path folder = temp.resolve("files");
    RecordedFiles files =
        new RecordedFiles(folder).add(recorded()).add("availability.csv", sli().series());
    assertThat(files.write(false)).hasSize(5);
    assertThat(files.write(false)).isEmpty();
    IncidentFiles read = IncidentFiles.read(List.of(folder));
    assertThat(read.problems()).isEmpty();
    ReplayIncident first = read.incidents().getFirst();
    assertThat(first.id()).isEqualTo("INC-1");
    assertThat(first.title()).doesNotContain("dana");
    assertThat(first.alerts()).extracting(FiredAlert::firedAt).containsExactly(at(0), at(9));
    assertThat(first.slis().getFirst().samples(first.from(), first.to())).hasSize(181);
    assertThat(first.known().getFirst().knownAt()).isEqualTo(at(60));
    assertThat(read.incidents()).filteredOn(one -> !one.real()).hasSize(2);
    Files.writeString(folder.resolve("INC-1.json"), "{}");
    assertThatThrownBy(() -> files.write(false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("INC-1.json")
        .hasMessageContaining("--force");
    assertThat(files.write(true)).hasSize(1);
  }

  @Test
  void whatNobodyWasPagedForIsAskedAboutAllTheSame() throws IOException {
    RecordedIncident second = recorded().get(1);
    assertThat(second.incident().alerts())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.urgency()).isEqualTo(Verdict.LOG);
              assertThat(alert.firedAt()).isEqualTo("2026-03-14T04:00:00Z");
            });
    assertThat(second.review()).anyMatch(one -> one.startsWith("/expect"));
  }

  @Test
  void jsonLinesUnderTheNamesOfJiraAreRead() throws IOException {
    assertThat(
            tracked(
                "a.jsonl",
                """
                {"key": "OPS-7", "summary": "Slow", "created": "2026-03-14T02:00:00Z", "resolutiondate": null}
                """))
        .containsExactly(new TrackedIncident("OPS-7", "Slow", NIGHT, null, null, null));
  }

  @Test
  void aBadLineIsRefusedWithItsPlace() {
    assertRefused("id,title,started\n1,Slow,yesterday\n", "a.csv:2", "started must be a date");
    assertRefused("id,title\n1,Slow\n", "must give started", "opened_at");
    assertRefused(
        "id,title,started,resolved\n1,a,2026-03-14,2026-03-13\n", "not be before started");
    assertRefused(
        "id,title,started\n1,a,2026-03-14\n1,b,2026-03-14\n", "two incidents of the id 1");
  }

  private void assertRefused(String csv, String... words) {
    assertThatThrownBy(() -> tracked("a.csv", csv))
        .isInstanceOf(InvalidInputException.class)
        .satisfies(fault -> assertThat(fault.getMessage()).contains(words));
  }
}
