package io.runbookmemory.testkit.replay;

import static io.runbookmemory.testkit.replay.ReplayAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.RunbookMemoryBuilder;
import io.runbookmemory.replay.engine.ReplaySettings;
import io.runbookmemory.replay.incident.Expectation;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.slo.BurnRatePolicy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a team sets up is what is replayed. */
class ReplaySetupTest {

  private static final IncidentReplay NIGHT =
      IncidentReplay.of(Path.of("src/test/resources/replay/night/inc-7.json"));

  @Test
  void anotherZoneReadsAndShowsOtherTimes() {
    ReplaySetup berlin =
        new ReplaySetup() {
          @Override
          public ZoneId zone() {
            return ZoneId.of("Europe/Berlin");
          }
        };

    assertThat(NIGHT.with(berlin)).pages(1).at("03:50").at("03:47").recalls("RB-7");
    assertThat(NIGHT).pages(1).at("02:50").at("03:47+01:00").recalls("RB-7");
  }

  @Test
  void anotherPolicyOfTheBudgetPagesAtAnotherTime() {
    ReplaySettings defaults = ReplaySettings.DEFAULT;
    ReplaySetup patient =
        new ReplaySetup() {
          @Override
          public ReplaySettings settings() {
            return new ReplaySettings(
                slo ->
                    BurnRatePolicy.workbook(slo.period()).toBuilder()
                        .minBadEvents(300)
                        .build()
                        .feasibleFor(slo),
                defaults.noise(),
                defaults.firstShift(),
                defaults.shift(),
                defaults.threads());
          }
        };

    assertThat(NIGHT.with(patient).pages().getFirst()).isAfter(NIGHT.pages().getFirst());
    assertThat(NIGHT.with(patient).report().after().total()).isEqualTo(1);
  }

  @Test
  void whatAnswersIsBuiltByTheSetup() {
    AtomicInteger recalls = new AtomicInteger();
    ReplaySetup heard =
        new ReplaySetup() {
          @Override
          public RunbookMemoryBuilder memory(RunbookMemoryBuilder builder) {
            return builder.onRecall((situation, recall) -> recalls.incrementAndGet());
          }
        };

    assertThat(NIGHT.with(heard)).recalls("RB-7").meetsExpectations();
    assertThat(recalls).hasPositiveValue();
  }

  static final class Unmakeable implements ReplaySetup {
    Unmakeable(String argument) {}
  }

  static class Refused {
    @ReplayTest(value = "replay/night/inc-7.json", setup = Unmakeable.class)
    void never(IncidentReplay replay) {}
  }

  @Test
  void aSetupThatCannotBeMadeIsRefusedByName() {
    Launched launched = Launched.of(Refused.class);

    assertThat(launched.failures)
        .singleElement()
        .asString()
        .contains(
            Unmakeable.class.getName(), "must be a class with a constructor without arguments");
  }

  @Test
  void manyIncidentsAreNamedShortly() {
    Instant from = Instant.parse("2026-03-14T02:30:00Z");
    List<ReplayIncident> five =
        IntStream.rangeClosed(1, 5)
            .mapToObj(
                number ->
                    new ReplayIncident(
                        "INC-" + number,
                        "night " + number,
                        from,
                        from.plusSeconds(3600),
                        true,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Expectation.NONE))
            .toList();

    assertThat(IncidentReplay.of(five))
        .hasToString("replay of INC-1 night 1, INC-2 night 2, INC-3 night 3 and 2 more");
    assertThat(IncidentReplay.of(five.subList(0, 1))).hasToString("replay of INC-1 night 1");
  }
}
