package io.runbookmemory;

import static io.runbookmemory.fixture.Corpus.question;
import static io.runbookmemory.fixture.Corpus.titles;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.id;
import static io.runbookmemory.fixture.TestMemories.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.learn.Learned;
import io.runbookmemory.learn.Outcome;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunbookMemoryTest {

  private static final Tenant TEAM = new Tenant("team-a");

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final HashingModel model = new HashingModel();
  private final RunbookMemory memory = ofTenant(TEAM);

  private RunbookMemory ofTenant(Tenant tenant) {
    return RunbookMemory.builder(store)
        .model(model)
        .tenant(tenant)
        .clock(() -> NOW)
        .random(new Random(7))
        .build();
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private static Situation diskFull() {
    return question("the disk of orders is full").service("orders").build();
  }

  private Memory stored(MemoryId id) {
    return memory.memories().get(id).orElseThrow().memory();
  }

  private static Memory runbook() {
    return TestMemories.of(
            "The disk of orders is full",
            Runbook.builder("The disk of orders is full")
                .steps(List.of(new RunbookStep("Fix", "Clear the logs of $service", null, null)))
                .build())
        .scope(Scope.of(TEAM).withService("orders"))
        .build();
  }

  @Test
  void whatIsRememberedInPlainWordsIsRecalled() {
    Remembered remembered = memory.remember("The disk is full when log rotation stops");

    assertThat(remembered).isInstanceOf(Remembered.Added.class);
    assertThat(titles(memory.recall("the disk is full when log rotation stops")))
        .containsExactly("The disk is full when log rotation stops");
    assertThat(stored(remembered.id()).times().happenedAt()).isEqualTo(NOW);
    assertThat(stored(remembered.id()).scope()).isEqualTo(Scope.of(TEAM));
  }

  @Test
  void blankWordsAreRefused() {
    assertThatThrownBy(() -> memory.remember(" \n "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("blank");
  }

  @Test
  void theTitleIsTheFirstLineCutAtAWord() {
    String sentence = "The disk of the orders service is full. ".repeat(5).strip();

    assertThat(titleOf("  \n First line\nsecond line")).isEqualTo("First line");
    assertThat(titleOf("x".repeat(100))).isEqualTo("x".repeat(100));
    assertThat(titleOf("x".repeat(101))).isEqualTo("x".repeat(100) + "…");
    String title = titleOf(sentence);
    assertThat(title).hasSizeLessThanOrEqualTo(101).endsWith("…");
    assertThat(sentence).startsWith(title.replace("…", " "));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aTitleCutsNoEmojiInTwo(int shift) {
    String title = titleOf("x".repeat(shift) + "\uD83D\uDE92".repeat(90));

    assertThat(title).endsWith("\uD83D\uDE92…").doesNotContain("\uFFFD");
  }

  private String titleOf(String text) {
    return stored(memory.remember(text).id()).title();
  }

  @Test
  void secretsAreTakenOutOfWhatIsRememberedAndOfItsTitle() {
    Memory kept = stored(memory.remember("Mail bob@example.com, pwd=hunter2").id());

    assertThat(kept.title()).isEqualTo("Mail [EMAIL_1], pwd=[SECRET_1]");
    assertThat(kept.text()).isEqualTo(kept.title());
  }

  @Test
  void aMemoryOfAnotherTenantIsRefusedAndNothingOfItsBatchIsStored() {
    Memory own = runbook();
    Memory foreign = note("Elsewhere", "x").build();

    assertThatThrownBy(() -> memory.rememberAll(List.of(own, foreign)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("team-a")
        .hasMessageContaining("default");
    assertThatThrownBy(() -> memory.remember("x", TestMemories.ANYWHERE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(memory.memories().stats().memories()).isZero();
  }

  @Test
  void twoTenantsOfOneStoreKnowNothingOfEachOther() {
    memory.remember("the disk is full when log rotation stops");
    try (RunbookMemory other = ofTenant(new Tenant("team-b"))) {
      Situation asking = question("the disk is full when log rotation stops").tenant(TEAM).build();

      assertThat(other.recall(asking).judged()).isEmpty();
      assertThat(memory.recall(asking).judged()).hasSize(1);
    }
  }

  @Test
  void anotherModelThanTheStoresIsRefusedOnOpeningNamingBothAndTheWayOut() {
    memory.remember("the disk is full when log rotation stops");
    HashingModel newer = new HashingModel("newer");

    assertThatThrownBy(() -> RunbookMemory.builder(store).model(newer).build())
        .isInstanceOf(EmbeddingSpaceException.class)
        .hasMessageContainingAll(model.space().toString(), newer.space().toString())
        .hasMessageContaining("arm store reembed --store");
    RunbookMemory.builder(store).build().close();
  }

  @Test
  void withoutAModelWordsAreEnough() {
    try (RunbookMemory words =
        RunbookMemory.builder(store).clock(() -> NOW).random(new Random(1)).build()) {
      for (int i = 0; i < 40; i++) {
        words.remember("lorem" + i + " ipsum" + i);
      }
      words.remember("The certificate of the gateway expired, certbot renewal was blocked");

      Recall recall = words.recall("certificate of the gateway expired, certbot renewal blocked");

      assertThat(recall.recollections()).hasSize(1);
    }
  }

  @Test
  void aPlanRestsOnARecallAndALearnedOutcomeShowsInTheNext() {
    memory.remember(runbook());
    ActionPlan plan = memory.plan(diskFull());
    PlannedStep step = plan.steps().getFirst();
    assertThat(step.text()).isEqualTo("Clear the logs of orders");
    assertThat(plan.verdict()).isEmpty();

    Learned learned =
        memory.learn(
            diskFull(),
            plan.recall(),
            Outcome.builder(Effect.MITIGATED, NOW)
                .tried(step.source(), step.step(), Effect.MITIGATED)
                .build());

    assertThat(learned.helped()).containsExactly(runbook().id());
    assertThat(memory.plan(diskFull()).steps().getFirst().usage().helped()).isEqualTo(1);
    assertThat(memory.drafts().list(9))
        .extracting(Memory::id)
        .containsExactly(learned.draft().id());
  }

  @Test
  void whatWasCountedIsKeptInTheLedgerThatIsHandedIn() {
    RunbookMemoryBuilder builder = RunbookMemory.builder(store).tenant(TEAM).ledger(store);
    Outcome outcome = Outcome.builder(Effect.RESOLVED, NOW).key("incident 7").build();
    try (RunbookMemory before = builder.build();
        RunbookMemory after = builder.build()) {
      before.learn(diskFull(), before.recall(diskFull()), outcome);
      before.channels().heard("alertmanager", NOW);

      assertThat(after.learn(diskFull(), after.recall(diskFull()), outcome).counted())
          .isEqualTo(Learned.Counted.BEFORE);
      assertThat(after.channels().live("alertmanager", NOW)).isTrue();
      assertThat(memory.channels().live("alertmanager", NOW))
          .as("a store that keeps ledgers is its own by default")
          .isTrue();
    }
    RunbookMemoryBuilder elsewhere = RunbookMemory.builder(store).tenant(TEAM);
    try (RunbookMemory other = elsewhere.ledger(new ExactMemoryStore()).build()) {
      assertThat(other.channels().live("alertmanager", NOW)).isFalse();
    }
  }

  @Test
  void anApprovedDraftIsAKnownFixOfTheNextPlan() {
    Learned learned =
        memory.learn(
            diskFull(),
            memory.recall(diskFull()),
            Outcome.builder(Effect.RESOLVED, NOW)
                .tried(null, "Moved the logs away", Effect.RESOLVED)
                .build());
    assertThat(memory.plan(diskFull()).steps()).isEmpty();

    memory.drafts().approve(learned.draft().id(), NOW);

    assertThat(memory.plan(diskFull()).steps())
        .extracting(PlannedStep::kind, PlannedStep::text)
        .containsExactly(tuple(PlannedStep.Kind.KNOWN_FIX, "Moved the logs away"));
  }

  @Test
  void aReinforcementIsCountedAtTheTimeOfTheClock() {
    memory.remember(runbook());

    assertThat(memory.reinforce(runbook().id(), 2)).isTrue();
    assertThat(memory.reinforce(id("nothing"), 1)).isFalse();
    Usage usage =
        memory.memories().usage(List.of(runbook().id())).getOrDefault(runbook().id(), Usage.NONE);
    assertThat(usage.reinforcements()).isEqualTo(2);
    assertThat(usage.lastReinforced()).isEqualTo(NOW);
    assertThatThrownBy(() -> memory.reinforce(runbook().id(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsForgottenIsNotRecalledAndItsHistoryStays() {
    memory.remember(runbook());

    assertThat(memory.forget(runbook().id())).isTrue();

    assertThat(memory.forget(runbook().id())).isFalse();
    assertThat(memory.recall(diskFull()).judged()).isEmpty();
    assertThat(memory.memories().history(runbook().id())).hasSize(1);
  }

  @Test
  void memoriesAreForgottenByAFilter() {
    Scope session = new Scope(TEAM, null, null, null, null, "chat-7");
    memory.remember("first turn", session);
    memory.remember("second turn", session);
    memory.remember("a fact");

    assertThat(memory.forget(Filter.eq(Field.SESSION, "chat-7"))).isEqualTo(2);
    assertThat(memory.memories().stats().memories()).isEqualTo(1);
  }

  @Test
  void closingTwiceIsClosingOnceAndLeavesTheStoreOpen() {
    memory.remember("a fact");

    memory.close();
    memory.close();

    assertThat(store.reader(TEAM).stats().memories()).isEqualTo(1);
    assertThat(memory.recall("a fact").recollections()).isEmpty();
  }

  @Test
  void theSameSeedGivesTheSameIds() {
    try (RunbookMemory one = ofTenant(new Tenant("one"));
        RunbookMemory other = ofTenant(new Tenant("two"))) {
      assertThat(one.remember("a fact").id()).isEqualTo(other.remember("a fact").id());
    }
  }
}
