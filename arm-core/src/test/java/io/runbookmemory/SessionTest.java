package io.runbookmemory;

import static io.runbookmemory.fixture.Corpus.titles;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.note;
import static io.runbookmemory.fixture.TestMemories.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.fixture.WatchedStore;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Interaction;
import io.runbookmemory.recall.Degradation;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.StoredMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {

  private final WatchedStore store = new WatchedStore();
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final RunbookMemory arm =
      RunbookMemory.builder(store).clock(now::get).random(new Random(7)).build();
  private final Session session = arm.session("s-1");

  @BeforeEach
  void fill() {
    arm.remember(
        note("Pool", "connection pool exhausted, raise the limit")
            .scope(service("checkout"))
            .build());
    arm.remember(note("Acquirer", "acquirer timeouts").scope(service("payments")).build());
    for (int i = 0; i < 30; i++) {
      arm.remember(note("Unrelated " + i, "lorem" + i + " ipsum" + i).build());
    }
  }

  @AfterEach
  void close() {
    arm.close();
  }

  private void later(Duration by) {
    now.updateAndGet(at -> at.plus(by));
  }

  private Recall ask(Session in, String question) {
    later(Duration.ofMinutes(1));
    return in.recall(
        Situation.builder(question, now.get()).deadline(Duration.ofSeconds(30)).build());
  }

  private List<Memory> turns() {
    return arm.memories().scan(Filter.eq(Field.SESSION, "s-1"), null, 99).stream()
        .map(StoredMemory::memory)
        .toList();
  }

  @Test
  void whatIsSaidIsFoundInItsSessionAlone() {
    session.said("user", "the zeppelin deploy went out by hand");
    String question = "what did we say about the zeppelin deploy";

    assertThat(titles(ask(session, question))).contains("the zeppelin deploy went out by hand");
    assertThat(titles(ask(arm.session("s-1"), question)))
        .contains("the zeppelin deploy went out by hand");
    assertThat(titles(ask(arm.session("s-2"), question))).isEmpty();
    assertThat(titles(arm.recall(question))).isEmpty();
  }

  @Test
  void aTurnIsKeptForSevenDaysWithItsRoleAndTheServiceItNames() {
    session.said("assistant", "checkout is fine again");

    Memory turn = turns().getFirst();
    assertThat(turn.content()).isEqualTo(new Interaction("assistant", "checkout is fine again"));
    assertThat(turn.scope().service()).isEqualTo("checkout");
    assertThat(turn.times().expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(7)));
    later(Duration.ofDays(7));
    assertThat(ask(session, "what was said of checkout").judged())
        .noneMatch(one -> one.memory().id().equals(turn.id()));
  }

  @Test
  void whatEverySessionSharesIsRecalledInEach() {
    assertThat(titles(ask(session, "connection pool exhausted"))).containsExactly("Pool");
    assertThat(titles(ask(arm.session("s-2"), "connection pool exhausted")))
        .containsExactly("Pool");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "who owns that service",
        "is it down",
        "what fixed this last time",
        "the same one again",
        "what happened there",
        "the pool, its limit"
      })
  void aQuestionThatNamesNoServiceIsAboutTheOneLastSpokenOf(String question) {
    ask(session, "payments is slow");
    ask(session, "checkout answers 503");
    Recall recall = ask(session, question);

    assertThat(recall.route().scope().service()).isEqualTo("checkout");
    assertThat(recall.route().inferred())
        .anySatisfy(
            remark ->
                assertThat(remark)
                    .startsWith("service checkout, meant by \"")
                    .contains("2026-05-12T02:43:00Z", "\"checkout answers 503\""));
  }

  @Test
  void whatSomebodyElseSaidCountsToo() {
    ask(session, "payments is slow");
    later(Duration.ofMinutes(1));
    session.said("assistant", "I would look at checkout first");

    assertThat(ask(session, "why, is it down").route().scope().service()).isEqualTo("checkout");
  }

  @Test
  void aFollowUpIsRememberedAsAboutTheServiceItMeant() {
    ask(session, "checkout answers 503");
    ask(session, "is it down");
    later(Duration.ofDays(2));

    assertThat(ask(session, "who owns that service").route().inferred())
        .anyMatch(remark -> remark.contains("\"is it down\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"is payments down", "payments: is it down", "disk full on all machines"})
  void aQuestionThatNamesOneOrRefersToNothingIsTakenAsItStands(String question) {
    ask(session, "checkout answers 503");

    assertThat(ask(session, question).route().scope().service()).isNotEqualTo("checkout");
  }

  @Test
  void anotherSessionKnowsNothingOfWhatWasMeant() {
    ask(session, "checkout answers 503");

    assertThat(ask(arm.session("s-2"), "is it down").route().scope().service()).isNull();
  }

  @Test
  void anEarlierQuestionIsNoAnswerToTheSameQuestion() {
    ask(session, "moon phase wrong on the wall clock");

    assertThat(ask(session, "moon phase wrong on the wall clock").judged()).isEmpty();
  }

  @Test
  void forgettingTakesAllTurnsAndNothingElse() {
    ask(session, "checkout answers 503");
    arm.session("s-2").said("user", "elsewhere");

    assertThat(session.forget()).isEqualTo(1);
    assertThat(turns()).isEmpty();
    assertThat(arm.memories().count(Filter.eq(Field.SESSION, "s-2"))).isEqualTo(1);
    assertThat(ask(session, "is it down").route().scope().service()).isNull();
  }

  @Test
  void secretsAreTakenOutOfWhatIsSaid() {
    session.said("user", "the password=hunter2hunter2 does not work");

    assertThat(turns().getFirst().text()).doesNotContain("hunter2hunter2");
    assertThat(turns().getFirst().title()).doesNotContain("hunter2hunter2");
  }

  @Test
  void aStoreThatIsDownStillGetsAnAnswer() {
    ask(session, "checkout answers 503");
    store.beforeReading(
        method -> {
          throw new UnavailableException("the store", "down");
        });
    store.beforeWriting(
        method -> {
          throw new UnavailableException("the store", "down");
        });

    assertThat(ask(session, "is it down").degraded()).contains(Degradation.STORE_DOWN);
  }

  @Test
  void anIdAndAWordAreTheLeast() {
    assertThatIllegalArgumentException().isThrownBy(() -> arm.session(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> session.said("user", " "));
    assertThat(arm.session(" s-1 ").id()).isEqualTo("s-1");
  }
}
