package io.runbookmemory.recall;

import static io.runbookmemory.fixture.Corpus.question;
import static io.runbookmemory.fixture.Corpus.titles;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.note;
import static io.runbookmemory.fixture.TestMemories.runbook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.fixture.Corpus;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions that nobody would type in daylight. */
class OddQuestionsTest {

  private final HashingModel model = new HashingModel();
  private final Corpus corpus = new Corpus(new ExactMemoryStore(), model);

  @BeforeEach
  void remember() {
    corpus.add(
        note("Disk full", "The disk is full"),
        runbook("Where to begin", "Look at the dashboard")
            .tags(List.of(RecallPipeline.TRIAGE_TAG)));
  }

  @AfterEach
  void close() {
    corpus.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   \n\t ",
        "?!…",
        "the and of",
        "\u0000\u0001\u0007",
        "\uD83D",
        "\uD83D\uDE92\uD83D\uDE92",
        "[REDACTED:email]",
        "[EMAIL_1]",
        "(((\\\\[[[***"
      })
  void aQuestionThatSaysNothingGetsTheTriageRunbook(String text) {
    Recall recall = corpus.recall(text);

    assertThat(recall.strength()).isEqualTo(Strength.TRIAGE);
    assertThat(titles(recall)).containsExactly("Where to begin");
    assertThat(recall.degraded()).isEmpty();
  }

  @Test
  void anEmptyQuestionAsksNoModel() {
    corpus.recall(" \n ");

    assertThat(model.queries()).isEmpty();
  }

  @Test
  void oddCharactersAroundAQuestionDoNotHideIt() {
    Recall recall = corpus.recall("\u0000\u001B[31mdisk\u0007 \uD83D\uDE92 full\u0000\uDE92");

    assertThat(titles(recall)).first().isEqualTo("Disk full");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "disk full ",
        "db-7.prod.example.com ",
        "a.",
        "eyJaaaaaaaa.",
        "ORA-00060 KubePodCrashLooping\n",
        "\uD83D\uDE92"
      })
  void aMegabyteIsAnsweredWithinTheDeadline(String piece) {
    String text = "disk full " + piece.repeat(1_000_000 / piece.length());
    long begin = System.nanoTime();

    Recall recall = corpus.recall(question(text).deadline(Duration.ofSeconds(20)).build());

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(21));
    assertThat(recall.degraded()).isEmpty();
    assertThat(titles(recall.judged())).contains("Disk full");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void noQuestionMakesItThrow(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append((char) random.nextInt(0x10000));
      }
      assertThat(corpus.recall(text.toString()).degraded()).as("seed %d: %s", seed, text).isEmpty();
    }
  }

  @Test
  void anAlertWhoseNameEndsInASpaceIsAnswered() {
    Alert alert = new Alert(Map.of("alertname", "Disk full "), Map.of(), NOW);

    Recall recall = corpus.recall(Situation.builder(alert, NOW).build());

    assertThat(recall.degraded()).isEmpty();
    assertThat(titles(recall)).containsExactly("Disk full");
  }

  @Test
  void anAlertWithoutAnythingIsAnEmptyQuestion() {
    Situation bare =
        Situation.builder(new Alert(Map.of(), Map.of(), NOW), NOW)
            .deadline(Duration.ofSeconds(30))
            .build();

    assertThat(titles(corpus.recall(bare))).containsExactly("Where to begin");
  }

  @Test
  void anAlertsLabelsSayWhereItHappens() {
    Alert alert =
        new Alert(
            Map.of(
                "alertname", "DiskFull",
                "k8s_namespace_name", "shop",
                "cluster", "eu-1",
                "job", "orders",
                "stage", "production",
                "env", " "),
            Map.of("summary", "disk full"),
            NOW);

    Recall recall =
        corpus.recall(Situation.builder(alert, NOW).deadline(Duration.ofSeconds(30)).build());

    assertThat(recall.route().scope().namespace()).isEqualTo("shop");
    assertThat(recall.route().scope().cluster()).isEqualTo("eu-1");
    assertThat(recall.route().scope().service()).isEqualTo("orders");
    assertThat(recall.route().scope().env()).isEqualTo("prod");
    assertThat(titles(recall)).containsExactly("Disk full");
  }

  @Test
  void aSituationRefusesWhatMakesNoSense() {
    assertThatThrownBy(() -> question("x").topK(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("topK must be at least 1, got 0");
    assertThatThrownBy(() -> question("x").deadline(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("above zero");
  }

  @Test
  void aCopyOfASituationIsTheSameButForWhatIsChanged() {
    Situation situation =
        question("disk full")
            .service("orders")
            .env("prod")
            .topK(3)
            .deadline(Duration.ofDays(1))
            .build();

    Situation copy = situation.toBuilder().topK(4).build();

    assertThat(copy.text()).isEqualTo("disk full");
    assertThat(copy.scope()).isEqualTo(situation.scope());
    assertThat(copy.filter()).isEqualTo(situation.filter());
    assertThat(copy.deadline()).isEqualTo(Duration.ofDays(1));
    assertThat(copy.topK()).isEqualTo(4);
  }
}
