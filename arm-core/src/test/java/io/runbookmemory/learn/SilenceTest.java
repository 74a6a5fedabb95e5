package io.runbookmemory.learn;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.fixture.Corpus;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.learn.Learned.Counted;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.salience.SaliencePolicy;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.store.ledger.LedgerStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is concluded from nothing being heard, and from hearing it twice. */
class SilenceTest {

  private static final MemoryId RUNBOOK = id("Disk full");
  private static final String CHANNEL = "alertmanager";
  private static final HowKnown SILENT = new HowKnown.Silent(CHANNEL);
  private static final HowKnown REPORTED = new HowKnown.Reported(CHANNEL);
  private static final Duration DAY = Duration.ofDays(1);

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final Corpus corpus = new Corpus(store, new HashingModel());
  private final ExactMemoryStore ledger = new ExactMemoryStore();
  private final Random random = new Random(1);
  private Learner learner = learner(ledger);
  private final Situation situation = Corpus.question("disk full").service("orders").build();

  private Learner learner(LedgerStore ledgers) {
    return new Learner(store, corpus.remembering(), random, ledgers);
  }

  @BeforeEach
  void remember() {
    corpus.add(TestMemories.runbook("Disk full", "The disk is full: clear the logs"));
  }

  @AfterEach
  void close() {
    corpus.close();
  }

  private Learned learn(Outcome.Builder outcome) {
    return learner.learn(situation, corpus.recall(situation), outcome.build());
  }

  private static Outcome.Builder tried(Effect effect, Instant at, HowKnown known) {
    return Outcome.builder(effect, at).tried(RUNBOOK, "Clear the logs", effect).known(known);
  }

  private Counted silence(Instant at) {
    return learn(tried(Effect.NO_EFFECT, at, SILENT)).counted();
  }

  private Usage usage() {
    return store.reader(Tenant.DEFAULT).usage(List.of(RUNBOOK)).getOrDefault(RUNBOOK, Usage.NONE);
  }

  private ResolveChannels channels() {
    return learner.channels(Tenant.DEFAULT);
  }

  @Test
  void aRightMemoryCannotBeDraggedDownByASilentChannel() {
    double before = salience();

    for (int day = 0; day < 90; day++) {
      Learned learned = learn(tried(Effect.NO_EFFECT, NOW.plus(DAY.multipliedBy(day)), SILENT));

      assertThat(learned.counted()).isEqualTo(Counted.SILENCE_SAYS_NOTHING);
      assertThat(learned.failed()).isEmpty();
    }

    assertThat(usage()).isEqualTo(Usage.NONE);
    assertThat(salience()).isEqualTo(before);
  }

  private double salience() {
    return SaliencePolicy.DEFAULT
        .salience(
            store.reader(Tenant.DEFAULT).get(RUNBOOK).orElseThrow().memory(),
            usage(),
            NOW.plus(DAY.multipliedBy(90)))
        .value();
  }

  @Test
  void silenceOfAChannelThatReportedLatelyIsAFailure() {
    learn(tried(Effect.RESOLVED, NOW, REPORTED));

    Learned learned = learn(tried(Effect.NO_EFFECT, NOW.plus(DAY), SILENT));

    assertThat(learned.counted()).isEqualTo(Counted.YES);
    assertThat(learned.failed()).containsExactly(RUNBOOK);
    assertThat(usage().outcomes().n()).isEqualTo(2);
  }

  @Test
  void aChannelIsLiveForThirtyDaysAfterAnyResolution() {
    channels().heard(CHANNEL, NOW);

    assertThat(channels().live(CHANNEL, NOW.plus(ResolveChannels.WINDOW))).isTrue();
    assertThat(channels().live(CHANNEL, NOW.plus(ResolveChannels.WINDOW).plusSeconds(1))).isFalse();
    assertThat(channels().live("another", NOW)).isFalse();
  }

  @Test
  void aReportThatNothingHelpedIsNoResolution() {
    assertThat(learn(tried(Effect.NO_EFFECT, NOW, REPORTED)).failed()).containsExactly(RUNBOOK);

    assertThat(channels().live(CHANNEL, NOW)).isFalse();
  }

  @Test
  void silenceAfterSilenceTellsOfTheChannelUntilItSpeaksAgain() {
    channels().heard(CHANNEL, NOW);

    for (int i = 1; i <= ResolveChannels.SILENCES; i++) {
      assertThat(silence(NOW.plusSeconds(i))).isEqualTo(Counted.YES);
    }
    assertThat(silence(NOW.plusSeconds(60))).isEqualTo(Counted.SILENCE_SAYS_NOTHING);

    channels().heard(CHANNEL, NOW.plusSeconds(90));
    assertThat(silence(NOW.plusSeconds(120))).isEqualTo(Counted.YES);
  }

  @Test
  void aBusyChannelIsWrittenDownOnceAnHour() {
    for (int minute = 0; minute < 120; minute++) {
      channels().heard(CHANNEL, NOW.plus(Duration.ofMinutes(minute)));
    }

    EntryFilter heard = EntryFilter.of(new LedgerStream("learn.heard"));
    assertThat(ledger.ledger(Tenant.DEFAULT).read(heard, 0, 99)).hasSize(2);
  }

  @Test
  void whatIsTriedIsNotSaidToHaveFailedInTheDraftOfASilence() {
    Learned learned = learn(tried(Effect.NO_EFFECT, NOW, SILENT));

    assertThat(learned.draft()).isInstanceOf(Remembered.Added.class);
    assertThat(
            store.reader(Tenant.DEFAULT).get(learned.draft().id()).orElseThrow().memory().content())
        .isInstanceOfSatisfying(
            Incident.class, incident -> assertThat(incident.attempts()).isEmpty());
  }

  @Test
  void anOutcomeThatIsReportedTwiceCountsOnceAlsoAfterARestart() {
    Learned first = learn(tried(Effect.RESOLVED, NOW, REPORTED).key("alertmanager 4711"));
    learner = learner(ledger);
    Learned again =
        learn(tried(Effect.NO_EFFECT, NOW.plusSeconds(9), REPORTED).key("alertmanager 4711"));
    Learned other = learn(tried(Effect.RESOLVED, NOW, REPORTED).key("alertmanager 4712"));

    assertThat(first.counted()).isEqualTo(Counted.YES);
    assertThat(again.counted()).isEqualTo(Counted.BEFORE);
    assertThat(again.draft()).isEqualTo(new Remembered.Unchanged(first.draft().id(), 1));
    assertThat(other.counted()).isEqualTo(Counted.YES);
    assertThat(usage().successes()).isEqualTo(2);
    assertThat(usage().failures()).isZero();
  }

  @Test
  void aDraftThatIsGoneIsNotMadeAgain() {
    Learned first = learn(tried(Effect.RESOLVED, NOW, REPORTED).key("k"));
    store.writer(Tenant.DEFAULT).delete(List.of(first.draft().id()), NOW);

    Remembered again = learn(tried(Effect.RESOLVED, NOW, REPORTED).key("k")).draft();

    assertThat(again).isInstanceOf(Remembered.Rejected.class);
    assertThat(again.id()).isEqualTo(first.draft().id());
  }

  @Test
  void aWordAfterASilenceThatSaidNothingCounts() {
    learn(tried(Effect.NO_EFFECT, NOW, SILENT).key("k"));

    assertThat(learn(tried(Effect.RESOLVED, NOW, REPORTED).key("k")).helped())
        .containsExactly(RUNBOOK);
  }

  @Test
  void aMemoryThatIsNotThereIsNamed() {
    MemoryId nobody = id("nobody");

    Learned learned =
        learn(
            Outcome.builder(Effect.RESOLVED, NOW)
                .tried(nobody, "Restart", Effect.NO_EFFECT)
                .skipped(id("nobody else"), "Wait")
                .tried(RUNBOOK, "Clear the logs", Effect.RESOLVED));

    assertThat(learned.unknown()).containsExactly(nobody, id("nobody else"));
    assertThat(learned.helped()).containsExactly(RUNBOOK);
    assertThat(learned.failed()).isEmpty();
  }

  @Test
  void silenceTellsOfNoHelpAndNoHarm() {
    for (Effect effect : List.of(Effect.RESOLVED, Effect.WORSENED)) {
      Outcome.Builder whole = Outcome.builder(effect, NOW).known(SILENT);
      Outcome.Builder step =
          Outcome.builder(Effect.NO_EFFECT, NOW).tried(RUNBOOK, "Restart", effect).known(SILENT);

      assertThatThrownBy(whole::build)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("got " + effect);
      assertThatThrownBy(step::build).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void namesAndKeysHaveRules() {
    assertThatThrownBy(() -> new HowKnown.Reported(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a channel's name must not be blank");
    assertThatThrownBy(() -> channels().heard("x".repeat(201), NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("200");
    assertThatThrownBy(() -> Outcome.builder(Effect.RESOLVED, NOW).key(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an outcome's key must not be blank");
  }
}
