package io.runbookmemory.replay.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.ActResult;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.JournalPolicy;
import io.runbookmemory.journal.alerts.Episode;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.remember.PassageEmbedder;
import io.runbookmemory.replay.incident.CorrectAction;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.IncidentFile;
import io.runbookmemory.replay.incident.KnownMemory;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JournalRecorderTest {

  private static final Instant NIGHT = Instant.parse("2026-03-14T02:00:00Z");
  private static final Tenant TEAM = new Tenant("team");
  private static final Place CHECKOUT = new Place("checkout", "prod", null, null);
  private static final PatternRedactor REDACTOR = new PatternRedactor();

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final IncidentJournal journal =
      new IncidentJournal(store.ledger(TEAM), text -> text, JournalPolicy.DEFAULT, new Random(1));

  private static Instant at(int minute) {
    return NIGHT.plus(Duration.ofMinutes(minute));
  }

  private static Memory note(String key, int minute, String text) {
    MemoryId id = MemoryId.named("wiki", key);
    return Memory.builder(id, Scope.of(TEAM), "Runbook " + key, new Note(text), at(minute))
        .provenance(new Provenance("wiki", key, null, TrustTier.CURATED))
        .build();
  }

  private void know(Memory memory) {
    store.writer(TEAM).upsert(new PassageEmbedder(new HashingModel()).embed(List.of(memory)));
  }

  private static Alert alert(String name, int minute) {
    return new Alert(
        Map.of("alertname", name, "service", "checkout"),
        Map.of("summary", "pool exhausted, ask dana@example.org"),
        at(minute));
  }

  private MemoryId open(String name, int minute) {
    return journal.open(alert(name, minute), CHECKOUT, at(minute), "arm").incident().id();
  }

  private void act(
      MemoryId incident, int minute, String action, @Nullable Effect effect, String memory) {
    JournalEvent acted =
        new JournalEvent.Acted(
            action, ActResult.DONE, "", effect, MemoryId.named("wiki", memory).toString());
    journal.write(incident, acted, at(minute), "dana");
  }

  private List<RecordedIncident> recorded(Episode... episodes) {
    List<JournalIncident> all = journal.search(IncidentQuery.builder().build());
    KnownThen known = KnownThen.of(store.reader(TEAM), REDACTOR);
    return new JournalRecorder(List.of(episodes), known, REDACTOR).record(all);
  }

  private static ReplayIncident read(RecordedIncident recorded) {
    return IncidentFile.read("a.json", recorded.toJson());
  }

  private MemoryId helped(String name, int minute) {
    MemoryId id = open(name, minute);
    act(id, minute + 5, "restart the pods", Effect.NO_EFFECT, "RB-9");
    act(id, minute + 9, "raise max connections", Effect.RESOLVED, "RB-7");
    journal.ended(alert(name, minute), at(minute + 12), "arm");
    journal.write(id, new JournalEvent.Resolved("raised"), at(minute + 15), "dana");
    return id;
  }

  @Test
  void whatWasWrittenDownBecomesAFileThatIsValid() {
    know(note("RB-7", -600, "Raise max connections."));
    know(note("RB-9", -600, "Restart."));
    helped("PoolExhausted", 0);
    ReplayIncident read = read(recorded().getFirst());
    FiredAlert alert = read.alerts().getFirst();
    assertThat(alert.alert().labels())
        .containsEntry("alertname", "PoolExhausted")
        .containsEntry("service", "checkout");
    assertThat(alert.firedAt()).isEqualTo(at(0));
    assertThat(alert.resolvedAt()).isEqualTo(at(12));
    assertThat(read.actions())
        .extracting(one -> one.outcome().name())
        .containsExactly("NO_EFFECT", "RESOLVED");
    assertThat(read.expected().recalls()).containsExactly("RB-7");
    assertThat(read.expected().correctAction()).isEqualTo(new CorrectAction(1, "RB-7"));
    assertThat(read.to()).isEqualTo(at(12));
    assertThat(read.real()).isTrue();
  }

  @Test
  void onlyWhatWasKnownThenIsInIt() {
    know(note("RB-7", -600, "Raise max connections."));
    know(note("RB-8", 3, "Written down during the incident."));
    helped("PoolExhausted", 0);
    Memory later = note("RB-7", -600, "Rewritten a day later.");
    know(later.toBuilder().updatedAt(at(1440)).version(1).build());
    List<KnownMemory> known = read(recorded().getFirst()).known();
    assertThat(known).extracting(KnownMemory::name).containsExactly("RB-7");
    assertThat(known.getFirst().memory())
        .isNotNull()
        .extracting(Memory::text)
        .asString()
        .contains("Raise max connections");
  }

  @Test
  void eachRevisionStandsInTheFirstFileAndIsReferredToFromLaterOnes() {
    know(note("RB-7", -600, "Raise max connections."));
    know(note("RB-8", 60, "Another."));
    helped("PoolExhausted", 0);
    helped("SlowCheckout", 120);
    List<RecordedIncident> recorded = recorded();
    assertThat(read(recorded.get(0)).known()).extracting(KnownMemory::name).containsExactly("RB-7");
    List<KnownMemory> second = read(recorded.get(1)).known();
    assertThat(second).extracting(KnownMemory::name).containsExactly("RB-8", "RB-7");
    assertThat(second.get(1).memory()).isNull();
  }

  @Test
  void secretsAndAddressesAreTakenOut() {
    know(note("ops@example.org", -600, "Use password=hunter2hunter2 at 10.0.0.7."));
    MemoryId id = open("PoolExhausted", 0);
    act(id, 5, "mail dana@example.org token ghp_" + "a".repeat(36), null, "ops@example.org");
    journal.write(id, new JournalEvent.Resolved(null), at(9), "dana");
    String json = recorded().getFirst().toJson();
    assertThat(json).doesNotContain("@example.org", "hunter2", "ghp_", "10.0.0.7");
    assertThat(IncidentFile.check("a.json", json).problems()).isEmpty();
  }

  @Test
  void whatIsGuessedIsMarked() {
    MemoryId id = open("PoolExhausted", 0);
    act(id, 5, "look at the pods", null, "RB-9");
    act(id, 8, "raise max connections", null, "RB-7");
    journal.write(id, new JournalEvent.Resolved(null), at(15), "dana");
    RecordedIncident recorded = recorded().getFirst();
    assertThat(recorded.incident().actions())
        .extracting(one -> one.outcome().name())
        .containsExactly("NO_EFFECT", "RESOLVED");
    assertThat(recorded.review())
        .anyMatch(one -> one.startsWith("/alerts/0/urgency guessed"))
        .anyMatch(one -> one.startsWith("/actions/1/outcome guessed"))
        .anyMatch(one -> one.startsWith("/expect/recalls is missing"));
    assertThat(recorded.toJson()).contains("\"review\"");
    assertThat(recorded().getFirst().toJson()).isEqualTo(recorded.toJson());
  }

  @Test
  void anIncidentWithoutAnAlertStandsAsAReportThatWokeNobody() {
    journal.open(
        new JournalEvent.Opened("Payments slow", "p95 at 9 s", CHECKOUT, null, null),
        at(0),
        "dana");
    RecordedIncident recorded = recorded().getFirst();
    assertThat(read(recorded).alerts().getFirst().urgency()).isEqualTo(Verdict.LOG);
    assertThat(read(recorded).real()).isFalse();
    assertThat(recorded.review()).anyMatch(one -> one.startsWith("/real guessed"));
  }

  @Test
  void alertsOfNoIncidentAreNoise() {
    MemoryId id = open("PoolExhausted", 0);
    journal.write(id, new JournalEvent.Resolved(null), at(15), "dana");
    AlertName mine =
        new AlertName("PoolExhausted", alert("PoolExhausted", 0).fingerprint().value());
    AlertName blip = new AlertName("Blip", "0123456789abcdef");
    List<Episode> episodes =
        List.of(
            new Episode(mine, CHECKOUT, Verdict.TICKET, at(0), at(9), 1, 0),
            new Episode(blip, CHECKOUT, Verdict.PAGE, at(30), at(32), 1, 0),
            new Episode(blip, CHECKOUT, Verdict.PAGE, at(50), null, 1, 0),
            new Episode(blip, CHECKOUT, Verdict.LOG, at(70), at(71), 0, 0));
    JournalRecorder recorder = new JournalRecorder(episodes, KnownThen.nothing(), REDACTOR);
    List<JournalIncident> all = journal.search(IncidentQuery.builder().build());
    assertThat(recorder.record(all).getFirst().incident().alerts().getFirst().urgency())
        .isEqualTo(Verdict.TICKET);
    List<RecordedIncident> noise = recorder.noise(all, at(-60), at(600));
    assertThat(noise).hasSize(1);
    ReplayIncident read = read(noise.getFirst());
    assertThat(read.id()).isEqualTo("noise-2026-03-14-0123456789abcdef");
    assertThat(read.real()).isFalse();
    assertThat(read.alerts()).hasSize(2);
  }
}
