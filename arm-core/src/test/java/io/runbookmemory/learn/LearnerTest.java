package io.runbookmemory.learn;

import static io.runbookmemory.fixture.TestMemories.ANYWHERE;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.fixture.Corpus;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnerTest {

  private static final Instant END = NOW.plus(Duration.ofMinutes(20));
  private static final MemoryId RUNBOOK = id("Disk full");

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final Corpus corpus = new Corpus(store, new HashingModel());
  private final Learner learner = new Learner(store, corpus.remembering(), new Random(1));
  private final Situation situation = Corpus.question("disk full").service("orders").build();

  @BeforeEach
  void remember() {
    corpus.add(TestMemories.runbook("Disk full", "The disk is full: clear the logs"));
  }

  @AfterEach
  void close() {
    corpus.close();
  }

  private Learned learn(Outcome outcome) {
    return learner.learn(situation, corpus.recall(situation), outcome);
  }

  private Usage usage(MemoryId id) {
    return store.reader(Tenant.DEFAULT).usage(List.of(id)).getOrDefault(id, Usage.NONE);
  }

  private Memory draftOf(Learned learned) {
    assertThat(learned.draft()).isInstanceOf(Remembered.Added.class);
    return store.reader(Tenant.DEFAULT).get(learned.draft().id()).orElseThrow().memory();
  }

  private Memory draftAbout(Situation about) {
    Outcome outcome = Outcome.builder(Effect.RESOLVED, END).build();
    return draftOf(learner.learn(about, corpus.recall(about), outcome));
  }

  @Test
  void whatHelpedGainsAndItsStepsAreCounted() {
    Learned learned =
        learn(
            Outcome.builder(Effect.RESOLVED, END)
                .tried(RUNBOOK, "Clear  the LOGS", Effect.RESOLVED)
                .tried(RUNBOOK, "Restart it", Effect.WORSENED)
                .tried(RUNBOOK, "Ask around", Effect.NO_EFFECT)
                .skipped(RUNBOOK, "Grow the disk")
                .build());

    assertThat(learned.helped()).containsExactly(RUNBOOK);
    assertThat(learned.failed()).isEmpty();
    assertThat(usage(RUNBOOK))
        .isEqualTo(
            new Usage(
                0,
                0,
                1,
                0,
                END,
                Map.of(
                    "clear the logs", new StepUsage(1, 1, 0, 0),
                    "restart it", new StepUsage(1, 0, 1, 0),
                    "ask around", new StepUsage(1, 0, 0, 0),
                    "grow the disk", new StepUsage(0, 0, 0, 1))));
  }

  @Test
  void whatDidNotHelpLosesAndItsClockStandsStill() {
    Learned learned =
        learn(
            Outcome.builder(Effect.NO_EFFECT, END)
                .tried(RUNBOOK, "Clear the logs", Effect.NO_EFFECT)
                .build());

    assertThat(learned.failed()).containsExactly(RUNBOOK);
    assertThat(learned.helped()).isEmpty();
    assertThat(usage(RUNBOOK).failures()).isEqualTo(1);
    assertThat(usage(RUNBOOK).lastReinforced()).isNull();
  }

  @Test
  void whatWasOnlyShownOrPassedOverGainsNothing() {
    corpus.add(TestMemories.note("Disk full too", "The disk is full"));

    Learned learned =
        learn(Outcome.builder(Effect.RESOLVED, END).skipped(RUNBOOK, "Clear the logs").build());

    assertThat(learned.helped()).isEmpty();
    assertThat(learned.failed()).isEmpty();
    assertThat(usage(RUNBOOK).successes()).isZero();
    assertThat(usage(RUNBOOK).failures()).isZero();
    assertThat(usage(RUNBOOK).steps().values()).containsExactly(new StepUsage(0, 0, 0, 1));
    assertThat(usage(id("Disk full too"))).isEqualTo(Usage.NONE);
  }

  @Test
  void eachSourceIsJudgedByItsOwnSteps() {
    corpus.add(TestMemories.note("Other", "x"));

    Learned learned =
        learn(
            Outcome.builder(Effect.RESOLVED, END)
                .tried(RUNBOOK, "Clear the logs", Effect.NO_EFFECT)
                .tried(id("Other"), "Grow the disk", Effect.MITIGATED)
                .build());

    assertThat(learned.failed()).containsExactly(RUNBOOK);
    assertThat(learned.helped()).containsExactly(id("Other"));
  }

  @Test
  void aSourceThatIsNotThereIsIgnoredAndAnOwnIdeaHasNone() {
    Learned learned =
        learn(
            Outcome.builder(Effect.RESOLVED, END)
                .tried(id("forgotten"), "Pray", Effect.RESOLVED)
                .tried(null, "Unplugged it", Effect.MITIGATED)
                .build());

    assertThat(learned.helped()).isEmpty();
    assertThat(((Incident) draftOf(learned).content()).attempts())
        .containsExactly(
            new Attempt("Pray", Effect.RESOLVED), new Attempt("Unplugged it", Effect.MITIGATED));
  }

  @Test
  void theIncidentIsDraftedWithAllThatIsKnown() {
    Alert alert =
        new Alert(
            Map.of("alertname", "DiskFull", "service", "orders"),
            Map.of("summary", "Disk of orders is full"),
            NOW.minusSeconds(90));
    Situation fired = Situation.builder(alert, NOW).deadline(Duration.ofSeconds(30)).build();
    Recall recall = corpus.recall(fired);

    Memory draft =
        draftOf(
            learner.learn(
                fired,
                recall,
                Outcome.builder(Effect.RESOLVED, END)
                    .rootCause("Log rotation stopped")
                    .resolution("Rotated by hand")
                    .build()));

    assertThat(draft.status()).isEqualTo(MemoryStatus.DRAFT);
    assertThat(draft.title()).isEqualTo("Disk of orders is full");
    assertThat(draft.scope()).isEqualTo(TestMemories.service("orders"));
    assertThat(draft.times().happenedAt()).isEqualTo(alert.startsAt());
    assertThat(draft.links()).contains(new Link("recalled", RUNBOOK));
    assertThat(draft.content())
        .isEqualTo(
            Incident.builder("Disk of orders is full")
                .alertName("DiskFull")
                .fingerprint(alert.fingerprint().value())
                .rootCause("Log rotation stopped")
                .resolution("Rotated by hand")
                .openedAt(alert.startsAt())
                .detectedAt(NOW)
                .mitigatedAt(END)
                .resolvedAt(END)
                .build());
  }

  @Test
  void anIncidentThatWentOnHasNoEnd() {
    Incident incident =
        (Incident) draftOf(learn(Outcome.builder(Effect.WORSENED, END).build())).content();

    assertThat(incident.mitigatedAt()).isEmpty();
    assertThat(incident.resolvedAt()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n ", "\u0000", "\n\n  disk full", "\uD83D\uDE92"})
  void aDraftsTitleIsNeverBlank(String text) {
    assertThat(draftAbout(Corpus.question(text).build()).title()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aLongTitleCutsNoEmojiInTwo(int shift) {
    String text = "x".repeat(shift) + "\uD83D\uDE92".repeat(200);

    String title = draftAbout(Corpus.question(text).build()).title();

    assertThat(title).startsWith("x".repeat(shift) + "\uD83D\uDE92").endsWith("\uD83D\uDE92…");
    assertThat(title.length()).isBetween(100, 130);
  }

  @Test
  void aTitleOfOneHundredEmojiStays() {
    String text = "\uD83D\uDE92".repeat(55);

    assertThat(draftAbout(Corpus.question(text).build()).title()).isEqualTo(text);
  }

  @Test
  void aBlankSummaryIsNoTitle() {
    Alert alert = new Alert(Map.of("alertname", "DiskFull"), Map.of("summary", " "), NOW);
    Situation fired = Situation.builder(alert, NOW).deadline(Duration.ofSeconds(30)).build();

    assertThat(draftAbout(fired).title()).isEqualTo("DiskFull");
  }

  @Test
  void anIncidentOfAnUnknownEnvironmentIsKeptWithoutOne() {
    Memory draft = draftAbout(situation.toBuilder().env("moon-1").build());

    assertThat(draft.scope()).isEqualTo(TestMemories.service("orders"));
  }

  @Test
  void anIncidentIsForEverySession() {
    Scope session = new Scope(Tenant.DEFAULT, "eu-1", "shop", "orders", "prod", "chat-7");

    Memory draft = draftAbout(situation.toBuilder().scope(session).build());

    assertThat(draft.scope())
        .isEqualTo(ANYWHERE.withService("orders").withEnv("prod").withPlace("eu-1", "shop"));
  }

  @Test
  void aStepNeedsWords() {
    Outcome.Builder outcome = Outcome.builder(Effect.RESOLVED, END);

    assertThatThrownBy(() -> outcome.tried(RUNBOOK, " ", Effect.RESOLVED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("blank");
  }
}
