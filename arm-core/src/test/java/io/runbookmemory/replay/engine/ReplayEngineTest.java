package io.runbookmemory.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.remember.PassageEmbedder;
import io.runbookmemory.replay.incident.IncidentFile;
import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplayEngineTest {

  private static final Instant NIGHT = Instant.parse("2026-03-14T02:00:00Z");

  private static final String POOL =
      memory("RB-7", "2026-01-01T00:00:00Z", "Database pool exhausted at checkout");
  private static final String DISK =
      memory("RB-9", "2026-01-01T00:00:00Z", "Disk full on a build node");

  private final HashingModel model = new HashingModel();

  private static String memory(String key, String createdAt, String title) {
    return """
    {"memory": {"title": "%s", "createdAt": "%s",
      "provenance": {"source": "wiki", "key": "%s"},
      "content": {"kind": "incident", "symptom": "%s.", "resolution": "Raise max connections.",
        "attempts": [{"action": "Raise max connections", "effect": "RESOLVED"}]}}}\
    """
        .formatted(title, createdAt, key, title);
  }

  private static String alert(String name, String service, int minute) {
    return """
    {"labels": {"alertname": "%s", "service": "%s"},
     "annotations": {"summary": "%s: database pool exhausted"}, "firedAt": "%s"}\
    """
        .formatted(name, service, name, at(minute));
  }

  private static Instant at(int minute) {
    return NIGHT.plus(Duration.ofMinutes(minute));
  }

  /** An incident of three hours from 02:00, of alerts and more fields. */
  private static ReplayIncident incident(String id, List<String> alerts, String more) {
    return IncidentFile.read(
        id,
        """
        {"format": 1, "id": "%s", "title": "night %s",
         "window": {"from": "%s", "to": "%s"}, "alerts": [%s]%s}\
        """
            .formatted(id, id, NIGHT, at(180), String.join(",", alerts), more));
  }

  private static String sli(int badFrom, int badTo) {
    List<String> samples = new ArrayList<>();
    for (int minute = 1; minute <= 120; minute++) {
      int good = minute > badFrom && minute <= badTo ? 50 : 100;
      samples.add("{\"at\": \"%s\", \"good\": %d, \"total\": 100}".formatted(at(minute), good));
    }
    return ", \"slis\": [{\"slo\": \"availability\", \"service\": \"checkout\","
        + " \"objective\": \"0.999\", \"samples\": ["
        + String.join(",", samples)
        + "]}]";
  }

  private static String known(String... memories) {
    return ", \"known\": [" + String.join(",", memories) + "]";
  }

  private static String expect(String fields) {
    return ", \"expect\": {" + fields + "}";
  }

  private ReplayEngine engine(int threads) {
    return new ReplayEngine(
        ReplaySettings.DEFAULT.withThreads(threads), new PassageEmbedder(model), this::open);
  }

  private Responder open(MemoryStore known, InstantSource clock) {
    RunbookMemory memory =
        RunbookMemory.builder(known).model(model).clock(clock).countRecalls(false).build();
    return Responder.judging(memory::plan, memory::close);
  }

  private ReplayReport run(ReplayIncident... incidents) {
    return engine(1).run(List.of(incidents), done -> {});
  }

  private static ReplayIncident helped(String id) {
    return incident(
        id,
        List.of(alert("PoolExhausted", "checkout", 47)),
        known(POOL, DISK)
            + """
            , "actions": [{"at": "%s", "text": "raised it", "outcome": "RESOLVED"}]\
            """
                .formatted(at(70))
            + expect(
                """
                "recalls": ["RB-7"], "neverRecalls": ["RB-9"],
                "firstCorrectAction": {"action": 0, "memory": "RB-7"}\
                """));
  }

  @Test
  void whatIsKnownIsRecalledAndItsStepOfferedAtOnce() {
    ReplayReport report = run(helped("A"));
    Answered answered = report.incidents().getFirst().answered();
    assertThat(answered.recalled()).first().isEqualTo("RB-7");
    assertThat(report.recallAtK()).isEqualTo(1);
    assertThat(report.meanReciprocalRank()).isEqualTo(1);
    assertThat(report.precisionAtK()).isEqualTo(0.2);
    assertThat(report.actedBefore()).containsExactly(Duration.ofMinutes(23));
    assertThat(report.actedAfter()).containsExactly(Duration.ZERO);
    assertThat(report.worse()).isEmpty();
  }

  @Test
  void whatBecameKnownLaterIsNotRecalled() {
    String later = memory("RB-8", "2026-03-14T02:48:00Z", "Database pool exhausted at checkout");
    ReplayReport report =
        run(
            incident("A", List.of(alert("PoolExhausted", "checkout", 47)), known(POOL)),
            incident("B", List.of(alert("PoolExhausted", "search", 49)), known(later)));
    assertThat(report.incidents().get(0).answered().recalled()).containsExactly("RB-7");
    assertThat(report.incidents().get(1).answered().recalled()).contains("RB-7", "RB-8");
  }

  @Test
  void aPlantedMemoryFromTheFutureIsCaught() {
    String planted =
        memory("RB-8", "2026-03-15T00:00:00Z", "Database pool exhausted at checkout")
            .replaceFirst("\\{", "{\"knownAt\": \"2026-01-01T00:00:00Z\", ");
    ReplayIncident incident =
        incident("A", List.of(alert("PoolExhausted", "checkout", 47)), known(planted));
    assertThatThrownBy(() -> run(incident))
        .isInstanceOfSatisfying(
            ContaminationException.class,
            fault -> {
              assertThat(fault.subject()).isEqualTo("RB-8");
              assertThat(fault.from()).isEqualTo("2026-03-15T00:00:00Z");
              assertThat(fault.at()).isEqualTo(at(47));
            })
        .hasMessageContaining("createdAt");
  }

  @Test
  void anAnswerThatGoesPastTheStoreIsCaught() {
    String later = memory("RB-8", "2026-03-14T04:00:00Z", "Database pool exhausted at checkout");
    ReplayIncident incident =
        incident("A", List.of(alert("PoolExhausted", "checkout", 47)), known(later));
    try (ExactMemoryStore cheat = new ExactMemoryStore()) {
      Memory future = Objects.requireNonNull(incident.known().getFirst().memory());
      cheat.writer(Tenant.DEFAULT).upsert(new PassageEmbedder(model).embed(List.of(future)));
      ReplayEngine engine =
          new ReplayEngine(
              ReplaySettings.DEFAULT,
              new PassageEmbedder(model),
              (known, clock) -> open(cheat, clock));
      assertThatThrownBy(() -> engine.run(List.of(incident), done -> {}))
          .isInstanceOf(ContaminationException.class)
          .hasMessageContaining("knownAt");
    }
  }

  @Test
  void aBurningBudgetPagesAndTheVerdictsAreHeldAgainstThoseExpected() {
    ReplayIncident burning =
        incident(
            "A",
            List.of(alert("CheckoutErrors", "checkout", 75), alert("Latency", "checkout", 76)),
            sli(60, 120)
                + expect(
                    """
                    "verdicts": [{"at": "%s", "verdict": "LOG"}, {"at": "%s", "verdict": "PAGE"}]\
                    """
                        .formatted(at(59), at(80))));
    ReplayReport report = run(burning);
    assertThat(report.confusion().get(Verdict.LOG)).containsEntry(Verdict.LOG, 1L);
    assertThat(report.confusion().get(Verdict.PAGE)).containsEntry(Verdict.PAGE, 1L);
    assertThat(report.before().total()).isEqualTo(2);
    assertThat(report.after().total()).isEqualTo(1);
    assertThat(report.incidents().getFirst().paging().after()).isBefore(at(75));
    assertThat(report.worse()).isEmpty();
  }

  @Test
  void aRealIncidentThatWouldNotPageStandsFirst() {
    ReplayIncident quiet =
        incident("A", List.of(alert("CheckoutErrors", "checkout", 47)), sli(0, 0));
    ReplayReport report = run(quiet);
    assertThat(report.worse())
        .singleElement()
        .extracting(ReplayedIncident::incident)
        .isEqualTo(quiet);
    assertThat(report.after().total()).isZero();
    String text = report.toMarkdown();
    assertThat(text).contains("| A | night A | 2026-03-14T02:47:00Z | not at all |");
    assertThat(text.indexOf("not at all")).isLessThan(text.indexOf("## Pages"));
  }

  @Test
  void anIncidentInThePageOfAnotherIsTold() {
    ReplayReport report =
        run(
            incident("A", List.of(alert("One", "checkout", 10)), ""),
            incident("B", List.of(alert("Two", "checkout", 11)), ""),
            incident("C", List.of(alert("Three", "search", 11)), ""));
    assertThat(report.worse()).extracting(one -> one.incident().id()).containsExactly("B");
    assertThat(report.toMarkdown()).contains("in the page of A");
    assertThat(report.after().total()).isEqualTo(2);
    assertThat(report.before().worst()).isEqualTo(3);
  }

  @Test
  void orderThreadsAndRepetitionChangeNoByte() {
    List<ReplayIncident> incidents = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      incidents.add(helped("H" + i));
      incidents.add(incident("B" + i, List.of(alert("Errors" + i, "s" + i, i)), sli(i, 60 + i)));
    }
    ReplayReport first = engine(1).run(incidents, done -> {});
    AtomicLong asked = new AtomicLong();
    for (long seed = 0; seed < 3; seed++) {
      Collections.shuffle(incidents, new Random(seed));
      ReplayReport again = engine(3).run(incidents, done -> asked.incrementAndGet());
      assertThat(again.toJson()).as("seed " + seed).isEqualTo(first.toJson());
      assertThat(again.toMarkdown()).as("seed " + seed).isEqualTo(first.toMarkdown());
    }
    assertThat(asked).hasValue(72);
  }

  @Test
  void idsAndReferencesAreChecked() {
    ReplayIncident referring =
        incident("A", List.of(alert("One", "checkout", 10)), known("{\"ref\": \"RB-7\"}"));
    assertThatThrownBy(() -> run(referring))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no file of the replay holds");
    assertThat(run(referring, helped("B")).incidents()).hasSize(2);
    assertThatThrownBy(() -> run(helped("B"), helped("B")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("two incidents");
  }

  /** Keeps what it is told. */
  private static final class Told implements ReplayProgress {
    private final List<Instant> played = new ArrayList<>();
    private final Set<List<Instant>> windows = new HashSet<>();
    private final List<Long> asked = new ArrayList<>();
    private final Set<Long> of = new HashSet<>();

    @Override
    public synchronized void played(Instant time, Instant from, Instant to) {
      played.add(time);
      windows.add(List.of(from, to));
    }

    @Override
    public synchronized void asked(long done, long all) {
      asked.add(done);
      of.add(all);
    }
  }

  /** An incident whose series begins long before its window. */
  private static ReplayIncident counted(ReplayIncident incident, int minutes) {
    SliSeries.Builder series = SliSeries.builder();
    for (int minute = -minutes; minute <= 180; minute++) {
      series.add(new SliSample(at(minute), 100, 100));
    }
    Slo slo = Slo.builder("availability", "checkout", "0.999").build();
    return incident.withSlis(
        List.of(new RecordedSli(slo, Duration.ofMinutes(1), series.build(), null)));
  }

  @Test
  void howFarItIsIsToldInOrderAndWithinTheWindows() {
    Told told = new Told();
    List<ReplayIncident> incidents =
        List.of(counted(helped("A"), 140_000), helped("B"), incident("C", List.of(), sli(0, 0)));
    engine(1).run(incidents, told);
    assertThat(told.played).hasSize(2).isSorted().allMatch(NIGHT::equals);
    assertThat(told.windows).containsExactly(List.of(NIGHT, at(180)));
    assertThat(told.asked).containsExactly(1L, 2L, 3L);
    assertThat(told.of).containsExactly(3L);
  }

  @Test
  void whatIsAskedByTurnsIsCountedToTheEnd() {
    Told told = new Told();
    List<ReplayIncident> incidents = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      incidents.add(helped("H" + i));
    }
    engine(3).run(incidents, told);
    assertThat(told.asked).hasSize(41).doesNotHaveDuplicates().contains(0L, 40L);
    assertThat(told.of).containsExactly(40L);
  }
}
