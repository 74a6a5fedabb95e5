package io.runbookmemory.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.remember.PassageEmbedder;
import io.runbookmemory.replay.incident.IncidentFile;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Incidents that overlap, never end, or lie across a change of the clocks. */
class OddTimesTest {

  private static final ZoneId BERN = ZoneId.of("Europe/Zurich");

  private static Function<Instant, String> in(ZoneId zone) {
    return at -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone));
  }

  /** Three hours that burn from the first on: all times as a zone writes them. */
  private static ReplayIncident burning(
      String id, Instant from, Function<Instant, String> written) {
    String samples =
        IntStream.rangeClosed(1, 150)
            .mapToObj(
                minute ->
                    "{\"at\": \"%s\", \"good\": %d, \"total\": 100}"
                        .formatted(
                            written.apply(from.plusSeconds(minute * 60L)), minute > 60 ? 40 : 100))
            .collect(Collectors.joining(","));
    return IncidentFile.read(
        id,
        """
        {"format": 1, "id": "%s", "title": "%s", "window": {"from": "%s", "to": "%s"},
         "alerts": [{"labels": {"alertname": "Errors", "service": "shop"}, "firedAt": "%s"}],
         "slis": [{"slo": "availability", "service": "shop", "objective": "0.999", "samples": [%s]}],
         "expect": {"verdicts": [{"at": "%s", "verdict": "LOG"}, {"at": "%s", "verdict": "PAGE"}]}}
        """
            .formatted(
                id,
                id,
                written.apply(from),
                written.apply(from.plusSeconds(10_800)),
                written.apply(from.plusSeconds(4_500)),
                samples,
                written.apply(from.plusSeconds(3_540)),
                written.apply(from.plusSeconds(4_800))));
  }

  private static List<IncidentRun> play(ReplayIncident... incidents) {
    return new Timeline(List.of(incidents), ReplaySettings.DEFAULT).play(time -> {});
  }

  @Test
  void anHourThatIsThereTwiceOrNotAtAllIsAnHourLikeAnyOther() {
    for (String day : List.of("2026-03-29T00:00:00Z", "2026-10-24T23:30:00Z")) {
      Instant from = Instant.parse(day);
      ReplayIncident local = burning("A", from, in(BERN));
      assertThat(in(BERN).apply(local.from()))
          .doesNotEndWith(in(BERN).apply(local.to()).substring(19));
      IncidentRun said = play(local).getFirst();
      IncidentRun utc = play(burning("A", from, in(ZoneOffset.UTC))).getFirst();
      assertThat(said.judged).as(day).isEqualTo(utc.judged);
      assertThat(said.judged).extracting(Judged::actual).containsExactly(Verdict.LOG, Verdict.PAGE);
      assertThat(said.paged).isEqualTo(utc.paged).isNotNull();
    }
  }

  @Test
  void whatTwoOverlappingIncidentsBothTellIsCountedOnce() {
    Instant from = Instant.parse("2026-03-14T02:00:00Z");
    IncidentRun alone = play(burning("A", from, in(ZoneOffset.UTC))).getFirst();
    List<IncidentRun> both =
        play(burning("A", from, in(ZoneOffset.UTC)), burning("B", from, in(ZoneOffset.UTC)));
    assertThat(both).allSatisfy(run -> assertThat(run.judged).isEqualTo(alone.judged));
    assertThat(both.get(0).paged).isEqualTo(alone.paged);
    assertThat(both.get(1).paged).isNull();
    assertThat(both.get(1).foldedInto).isEqualTo("A");
  }

  private static ReplayIncident firing(String id, Instant from) {
    return IncidentFile.read(
        id,
        """
        {"format": 1, "id": "%s", "title": "%s", "window": {"from": "%s", "to": "%s"},
         "alerts": [{"labels": {"alertname": "Errors%s", "service": "shop"}, "firedAt": "%s"}]}
        """
            .formatted(id, id, from, from.plusSeconds(3_600), id, from.plusSeconds(60)));
  }

  @Test
  void anAlertThatNobodyResolvedEndsWithItsWindow() {
    Instant from = Instant.parse("2026-03-14T02:00:00Z");
    Instant later = from.plus(Duration.ofMinutes(70));
    assertThat(play(firing("A", from), firing("B", later)))
        .extracting(run -> run.paged)
        .containsExactly(from.plusSeconds(60), later.plusSeconds(60));
    Instant meanwhile = from.plus(Duration.ofMinutes(50));
    assertThat(play(firing("A", from), firing("B", meanwhile)))
        .extracting(run -> run.foldedInto)
        .containsExactly(null, "A");
  }

  private static ReplayReport report(ReplayIncident... incidents) {
    HashingModel model = new HashingModel();
    return new ReplayEngine(
            ReplaySettings.DEFAULT,
            new PassageEmbedder(model),
            (known, clock) -> {
              RunbookMemory memory = RunbookMemory.builder(known).model(model).clock(clock).build();
              return Responder.judging(memory::plan, memory::close);
            })
        .run(List.of(incidents), done -> {});
  }

  private static ReplayIncident shared(String id, Instant from, boolean real, int... minutes) {
    return IncidentFile.read(
        id,
        """
        {"format": 1, "id": "%s", "title": "%s", "real": %s,
         "window": {"from": "%s", "to": "%s"}, "alerts": [%s]}
        """
            .formatted(
                id,
                id,
                real,
                from,
                from.plusSeconds(7_200),
                IntStream.of(minutes)
                    .mapToObj(minute -> fires(from.plusSeconds(minute * 60L)))
                    .collect(Collectors.joining(","))));
  }

  private static String fires(Instant at) {
    return """
    {"labels": {"alertname": "Flaps", "service": "shop"},
     "firedAt": "%s", "resolvedAt": "%s"}\
    """
        .formatted(at, at.plusSeconds(60));
  }

  @Test
  void anAlertThatTwoIncidentsTellOfIsOnePageBeforeAndInTheNoise() {
    Instant from = Instant.parse("2026-03-14T02:00:00Z");
    ReplayReport alone = report(shared("A", from, false, 10, 40));
    ReplayReport both = report(shared("A", from, false, 10, 40), shared("B", from, false, 10, 40));
    assertThat(alone.before().total()).isEqualTo(2);
    assertThat(alone.noise().fired()).isEqualTo(2);
    assertThat(both.before()).isEqualTo(alone.before());
    assertThat(both.after()).isEqualTo(alone.after());
    assertThat(both.noise()).isEqualTo(alone.noise());
  }

  @Test
  void aPageThatARealIncidentTellsOfIsNoNoise() {
    Instant from = Instant.parse("2026-03-14T02:00:00Z");
    ReplayReport report = report(shared("A", from, true, 10), shared("B", from, false, 10, 40));
    assertThat(report.before().total()).isEqualTo(2);
    assertThat(report.noise().fired()).isEqualTo(1);
  }
}
