package io.runbookmemory.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scores that were computed by hand. */
class EvaluationTest {

  private static EvaluationQuery query(String id, String kind, Map<String, Integer> grades) {
    return new EvaluationQuery(id, "what is " + id, kind, null, grades, Set.of());
  }

  private static Answer answer(int millis, boolean abstained, String... ranking) {
    return new Answer(List.of(ranking), abstained, 100 * millis, Duration.ofMillis(millis));
  }

  private static final List<EvaluationQuery> QUERIES =
      List.of(
          query("q1", "alert", Map.of("a", 2)),
          query("q2", "alert", Map.of("b", 2)),
          query("q3", "log", Map.of("c", 2)),
          query("q4", "log", Map.of()),
          query("q5", "log", Map.of("d", 0)));

  /** q1 first, q2 second, q3 not found and abstained, q4 rightly abstained, q5 not abstained. */
  private static final Map<String, Answer> ANSWERS =
      Map.of(
          "q1", answer(1, false, "a"),
          "q2", answer(2, false, "x", "b"),
          "q3", answer(3, true, "x", "y"),
          "q4", answer(4, true, "x"),
          "q5", answer(10, false, "x"));

  private static Map<String, Scores> run() {
    return new Evaluation(QUERIES, Bootstrap.DEFAULT)
        .run(query -> Objects.requireNonNull(ANSWERS.get(query.id())), done -> {});
  }

  private static Scores of(String kind) {
    return Objects.requireNonNull(run().get(kind));
  }

  @Test
  void theOrderIsMeasuredOverWhatHasAnAnswer() {
    Scores all = of(Evaluation.ALL);

    assertThat(all.asked()).isEqualTo(5);
    assertThat(all.n()).isEqualTo(3);
    // nDCG: 1, 1 / log2(3) = 0.6309298, 0.
    assertThat(all.ndcgAt10().value()).isEqualTo(1.6309298 / 3, within(1e-6));
    assertThat(all.recallAt5().value()).isEqualTo(2.0 / 3);
    assertThat(all.mrrAt10().value()).isEqualTo(0.5);
    assertThat(all.pAt1().value()).isEqualTo(1.0 / 3);
    assertThat(all.pAt1().low()).isZero();
    assertThat(all.pAt1().high()).isEqualTo(1);
  }

  @Test
  void toAbstainIsRightWhereNothingAnswers() {
    Abstention abstention = of(Evaluation.ALL).abstention();

    assertThat(abstention.unanswerable()).isEqualTo(2);
    assertThat(abstention.abstained()).isEqualTo(2);
    assertThat(abstention.rightly()).isEqualTo(1);
    assertThat(abstention.precision().value()).isEqualTo(0.5);
    assertThat(abstention.recall().value()).isEqualTo(0.5);
    assertThat(of("alert").abstention().precision().known()).isFalse();
    assertThat(of("alert").abstention().recall().known()).isFalse();
  }

  @Test
  void latencyIsByNearestRankAndContextTheMean() {
    Scores all = of(Evaluation.ALL);

    assertThat(all.latency()).isEqualTo(new Latency(3, 10));
    assertThat(all.contextTokens()).isEqualTo(400);
  }

  @Test
  void everyKindStandsByItself() {
    assertThat(run()).containsOnlyKeys("ALL", "alert", "log");
    assertThat(of("alert").n()).isEqualTo(2);
    assertThat(of("alert").mrrAt10().value()).isEqualTo(0.75);
    assertThat(of("log").pAt1().value()).isZero();
  }

  @Test
  void progressIsToldAfterEachQuery() {
    List<Long> told = new ArrayList<>();

    new Evaluation(QUERIES.subList(0, 2), Bootstrap.DEFAULT)
        .run(query -> answer(1, false), told::add);

    assertThat(told).containsExactly(1L, 2L);
  }

  @Test
  void aQueryWhoseAnswersAreHiddenHasNone() {
    EvaluationQuery hidden = QUERIES.getFirst().withAnswersHidden();

    assertThat(hidden.answerable()).isFalse();
    assertThat(hidden.hidden()).containsExactly("a");
  }

  @Test
  void aQueryMustSaySomething() {
    assertThatThrownBy(() -> new EvaluationQuery("q", " ", "k", null, Map.of(), Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("query q");
    assertThatThrownBy(() -> query("q", "k", Map.of("d", -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got -1");
  }
}
