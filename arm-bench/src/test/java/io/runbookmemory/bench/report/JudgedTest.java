package io.runbookmemory.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.report.Figure.Cell;
import io.runbookmemory.bench.report.Judged.Outcome;
import io.runbookmemory.bench.report.Result.Status;
import io.runbookmemory.bench.report.Result.Titled;
import io.runbookmemory.replay.Estimate;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgedTest {

  private static final Figure WORST =
      Figure.atMost("search", Cell.of("times", "ratio", "*")).columns("arm ms", "raw ms");

  static Result measured(Table table) {
    return new Result(
        "search",
        Status.MEASURED,
        12.4,
        List.of("./arm bench search"),
        List.of(new Titled("times", table)),
        List.of());
  }

  static Table times() {
    return new Table("filter", "arm ms", "raw ms", "ratio")
        .row("none", 0.39, 1.0, new Estimate(0.39, 0.37, 0.41))
        .row("5 %", 1.2, 1.0, new Estimate(1.2, 1.1, 1.3));
  }

  static Judged judged(Figure figure, Result result, Form form) {
    Chapter chapter = Chapter.of("search", "What?").shows(figure);
    return Judged.of(chapter, result, form).getFirst();
  }

  @Test
  void theWorstRowIsHeldToTheGoal() {
    Judged judged = judged(WORST.goal(1.15, "Lucene store"), measured(times()), Form.QUICK);

    assertThat(judged.outcome()).isEqualTo(Outcome.MISSED);
    assertThat(judged.row()).containsExactly("5 %");
    assertThat(judged.printed()).isEqualTo("1.200 [1.100, 1.300]");
    assertThat(judged.arm()).isEqualTo("1.200 ms");
    assertThat(judged.peer()).isEqualTo("1.000 ms");
  }

  @Test
  void aGoalIsMetOnItsVeryLimit() {
    assertThat(judged(WORST.goal(1.2, "Lucene store"), measured(times()), Form.QUICK).outcome())
        .isEqualTo(Outcome.MET);
  }

  @Test
  void ofWhatIsToBeLargeTheSmallestIsTheWorst() {
    Figure least =
        Figure.atLeast("speed", Cell.of("times", "ratio", "*")).goal(0.5, "Lucene store");
    Judged judged = judged(least, measured(times()), Form.QUICK);

    assertThat(judged.row()).containsExactly("none");
    assertThat(judged.outcome()).isEqualTo(Outcome.MISSED);
  }

  @Test
  void aRowIsNamedByItsFirstCells() {
    Figure none =
        Figure.atMost("search", Cell.of("times", "ratio", "none")).goal(1.15, "Lucene store");

    assertThat(judged(none, measured(times()), Form.QUICK).outcome()).isEqualTo(Outcome.MET);
  }

  @Test
  void aGoalOfTheFullFormIsNotJudgedBySmallerOnes() {
    Figure full = WORST.goal(1.15, "Lucene store", Form.FULL);

    assertThat(judged(full, measured(times()), Form.QUICK).outcome()).isEqualTo(Outcome.TOO_SMALL);
    assertThat(judged(full, measured(times()), Form.FULL).outcome()).isEqualTo(Outcome.MISSED);
  }

  @Test
  void whatWasNotMeasuredIsNeitherMetNorMissed() {
    Figure goal = WORST.goal(1.15, "Lucene store");
    Result notRun = Result.notRun(Chapter.of("search", "What?"), "no server");
    Result without = measured(new Table("filter", "ratio").row("none", Double.NaN));

    assertThat(judged(goal, notRun, Form.QUICK).outcome()).isEqualTo(Outcome.NOT_RUN);
    assertThat(judged(goal, without, Form.QUICK).outcome()).isEqualTo(Outcome.NOT_RUN);
    assertThat(judged(WORST, measured(times()), Form.QUICK).outcome()).isEqualTo(Outcome.NO_GOAL);
  }
}
