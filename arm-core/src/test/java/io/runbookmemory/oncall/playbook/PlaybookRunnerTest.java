package io.runbookmemory.oncall.playbook;

import static io.runbookmemory.oncall.playbook.Workshop.OK;
import static io.runbookmemory.oncall.playbook.Workshop.REX;
import static io.runbookmemory.oncall.playbook.Workshop.VIV;
import static io.runbookmemory.oncall.playbook.Workshop.above;
import static io.runbookmemory.oncall.playbook.Workshop.action;
import static io.runbookmemory.oncall.playbook.Workshop.order;
import static io.runbookmemory.oncall.playbook.Workshop.playbook;
import static io.runbookmemory.oncall.playbook.Workshop.rollback;
import static io.runbookmemory.oncall.playbook.Workshop.undo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.oncall.playbook.PlaybookEnd.Left;
import io.runbookmemory.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybookRunnerTest {

  private static final ToolResult BROKEN = new ToolResult.Failed("no route", false);
  private static final ToolResult BUSY = new ToolResult.Failed("busy", true);
  private static final PlaybookAction.Retry TWICE =
      new PlaybookAction.Retry(2, Duration.ofSeconds(30));

  @TempDir Path temp;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(temp);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private static PlaybookEnd.Stopped stopped(PlaybookReport report) {
    assertThat(report.end()).isInstanceOf(PlaybookEnd.Stopped.class);
    return (PlaybookEnd.Stopped) report.end();
  }

  @Test
  void aPreviewShowsEveryActionAndRunsNone() {
    Playbook fix = playbook(action("look").build(), action("drop").build()).build();
    PlaybookReport report = shop.runner(fix).preview(order(REX));
    assertThat(report.end()).isEqualTo(new PlaybookEnd.Previewed());
    assertThat(report.steps()).extracting(PlaybookStep::action).containsExactly("look", "drop");
    assertThat(report.steps().getLast().toString()).contains("\"service\":\"pay\"");
    assertThat(shop.ran).isEmpty();
  }

  @Test
  void aPreviewGoesOnBehindConditionsThatNobodyCanTell() {
    Playbook fix =
        playbook(action("look").when(List.of(above("errors"))).build(), action("scale").build())
            .build();
    PlaybookReport report = shop.runner(fix).preview(order(REX));
    assertThat(report.end()).isEqualTo(new PlaybookEnd.Previewed());
    assertThat(report.steps().getFirst())
        .isInstanceOfSatisfying(
            PlaybookStep.Checked.class,
            checked -> assertThat(checked.state().words()).isEqualTo("no errors"));
  }

  @Test
  void nothingRunsWhereOneActionCouldNotBeCalled() {
    Playbook fix = playbook(action("look").build(), action("scale").build()).build();
    PlaybookReport report = shop.runner(fix).run(order(VIV));
    assertThat(stopped(report).action()).isEqualTo("scale");
    assertThat(stopped(report).why()).contains("takes RESPONDER");
    assertThat(stopped(report).left()).isEqualTo(Left.NOTHING);
    assertThat(shop.ran).isEmpty();
  }

  @Test
  void actionsRunInOrderAndThoseWhoseConditionDoesNotHoldArePassedOver() {
    shop.found.put("errors", new ConditionState.HoldsNot("0.1"));
    shop.found.put("load", new ConditionState.Holds("0.9"));
    Playbook fix =
        playbook(
                action("look").build(),
                action("restart").when(List.of(above("errors"))).build(),
                action("scale").when(List.of(above("load"))).build())
            .build();
    PlaybookReport report = shop.runner(fix).run(order(REX));
    assertThat(report.end()).isEqualTo(new PlaybookEnd.Completed());
    assertThat(shop.ran).containsExactly("look", "scale");
    assertThat(report.steps())
        .contains(
            new PlaybookStep.Skipped("restart", Workshop.START.plusSeconds(1), "0.1"),
            new PlaybookStep.Called("scale", Workshop.START.plusSeconds(2), 1, OK));
  }

  @Test
  void aTriggerThatDoesNotHoldOrCannotBeToldRunsNothing() {
    Playbook fix =
        Playbook.builder(
                "fix",
                new Playbook.Trigger("PayDown", List.of(above("errors"))),
                List.of(action("look").build()))
            .build();
    assertThat(stopped(shop.runner(fix).run(order(REX))).why()).contains("no errors");
    shop.found.put("errors", new ConditionState.HoldsNot("0.2"));
    assertThat(shop.runner(fix).run(order(REX)).end()).isEqualTo(new PlaybookEnd.NotDue("0.2"));
    assertThat(shop.ran).isEmpty();
    shop.found.put("errors", new ConditionState.Holds("0.8"));
    assertThat(shop.runner(fix).run(order(REX)).end()).isEqualTo(new PlaybookEnd.Completed());
  }

  @Test
  void aConditionThatCannotBeToldInTheMiddlePutsBackWhatWasDone() {
    Playbook fix =
        playbook(action("scale").build(), action("restart").when(List.of(above("errors"))).build())
            .rollback(rollback(undo("scale", "unscale")))
            .build();
    assertThat(stopped(shop.runner(fix).run(order(REX))).left()).isEqualTo(Left.NOTHING);
    assertThat(shop.ran).containsExactly("scale", "unscale");
  }

  @Test
  void whatFailsInPassingIsTriedAgainAndWhatBreaksIsNot() {
    Playbook fix = playbook(action("silence").retry(TWICE).build()).build();
    shop.answer("silence", BUSY, new ToolResult.TimedOut(Duration.ofSeconds(1)), OK);
    PlaybookReport report = shop.runner(fix).run(order(REX));
    assertThat(report.end()).isEqualTo(new PlaybookEnd.Completed());
    assertThat(shop.waited).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(30));
    assertThat(report.steps().getLast())
        .isInstanceOfSatisfying(
            PlaybookStep.Called.class, called -> assertThat(called.attempts()).isEqualTo(3));
    shop.answer("silence", BUSY, BROKEN);
    assertThat(stopped(shop.runner(fix).run(order(REX))).why()).isEqualTo("failed: no route");
    shop.answer("silence", BUSY, BUSY, BUSY, OK);
    assertThat(stopped(shop.runner(fix).run(order(REX))).why()).isEqualTo("failed: busy");
  }

  @Test
  void aChangeThatDidNotAnswerIsNotTriedAgainAndMayBeDone() {
    Playbook fix =
        playbook(action("scale").build(), action("restart").build(), action("look").build())
            .rollback(rollback(undo("scale", "unscale")))
            .build();
    shop.answer("restart", new ToolResult.TimedOut(Duration.ofSeconds(10)));
    PlaybookEnd.Stopped end = stopped(shop.runner(fix).run(order(REX)));
    assertThat(end.left()).isEqualTo(Left.UNKNOWN);
    assertThat(end.why()).contains("whether it was done is not known");
    assertThat(shop.ran).containsExactly("scale", "restart", "unscale");
  }

  @Test
  void aFailurePutsBackWhatWasDoneLastFirst() {
    Playbook fix =
        playbook(
                action("silence").build(),
                action("look").build(),
                action("scale").build(),
                action("restart").build())
            .rollback(rollback(undo("silence", "unsilence"), undo("scale", "unscale")))
            .build();
    shop.answer("restart", BROKEN);
    PlaybookReport report = shop.runner(fix).run(order(REX));
    assertThat(shop.ran)
        .containsExactly("silence", "look", "scale", "restart", "unscale", "unsilence");
    assertThat(stopped(report).left()).isEqualTo(Left.NOTHING);
  }

  @Test
  void whatCannotBePutBackIsSaid() {
    Playbook fix =
        playbook(
                action("silence").build(),
                action("restart").build(),
                action("scale").build(),
                action("look").build())
            .rollback(rollback(undo("silence", "unsilence"), undo("scale", "unscale")))
            .build();
    shop.answer("look", BROKEN);
    PlaybookReport report = shop.runner(fix).run(order(REX));
    assertThat(stopped(report).left()).isEqualTo(Left.SOME);
    assertThat(report.steps())
        .anyMatch(
            step ->
                step instanceof PlaybookStep.LeftDone left
                    && left.action().equals("restart")
                    && left.why().equals("nothing undoes it"));
    shop.answer("look", BROKEN);
    shop.answer("unscale", BROKEN);
    report = shop.runner(fix).run(order(REX));
    assertThat(stopped(report).left()).isEqualTo(Left.ALL);
    assertThat(report.steps().getLast())
        .isInstanceOfSatisfying(
            PlaybookStep.LeftDone.class,
            left -> assertThat(left.why()).isEqualTo("putting back scale failed before it"));
  }

  @Test
  void whatIsOlderThanTheWindowStaysAndWithoutRollbackAllDoes() {
    PlaybookAction silence = action("silence").build();
    PlaybookAction slow = action("look").retry(new PlaybookAction.Retry(1, minutes(20))).build();
    shop.answer("look", BUSY, BROKEN);
    Playbook late =
        playbook(silence, slow).rollback(rollback(undo("silence", "unsilence"))).build();
    PlaybookReport report = shop.runner(late).run(order(REX));
    assertThat(stopped(report).left()).isEqualTo(Left.ALL);
    assertThat(report.steps().getLast().toString()).contains("longer ago than PT15M");
    shop.answer("look", BROKEN);
    assertThat(stopped(shop.runner(playbook(silence, slow).build()).run(order(REX))).left())
        .isEqualTo(Left.ALL);
    assertThat(shop.ran).doesNotContain("unsilence");
  }

  private static Duration minutes(int count) {
    return Duration.ofMinutes(count);
  }

  @Test
  void thingsThatGetWorseStopTheRunAndPutItBack() {
    Rollback rollback =
        new Rollback(
            true, minutes(15), List.of(above("errors")), List.of(undo("scale", "unscale")));
    Playbook fix =
        playbook(action("scale").build(), action("restart").build()).rollback(rollback).build();
    shop.found.put("errors", new ConditionState.HoldsNot("0.1"));
    assertThat(shop.runner(fix).run(order(REX)).end()).isEqualTo(new PlaybookEnd.Completed());
    shop.ran.clear();
    shop.found.put("errors", new ConditionState.Holds("0.9"));
    PlaybookEnd.Stopped end = stopped(shop.runner(fix).run(order(REX)));
    assertThat(end.why()).isEqualTo("it got worse: 0.9");
    assertThat(shop.ran).containsExactly("scale", "unscale");
    assertThat(end.left()).isEqualTo(Left.NOTHING);
  }

  @Test
  void aChangeThatFoundNothingStopsAndALookThatDidGoesOn() {
    ToolResult nothing = new ToolResult.NoData("no pods");
    Playbook fix = playbook(action("look").build(), action("restart").build()).build();
    shop.answer("look", nothing);
    assertThat(shop.runner(fix).run(order(REX)).end()).isEqualTo(new PlaybookEnd.Completed());
    shop.answer("restart", nothing);
    assertThat(stopped(shop.runner(fix).run(order(REX))).why()).isEqualTo("found nothing: no pods");
  }

  @Test
  void whoMayNotPutBackMayNotBegin() {
    Playbook fix =
        playbook(action("scale").build()).rollback(rollback(undo("scale", "revert"))).build();
    assertThat(stopped(shop.runner(fix).run(order(REX))).why())
        .isEqualTo("could not be put back: the caller may not call revert");
    assertThat(shop.ran).isEmpty();
    assertThat(shop.runner(fix).run(order(Workshop.ADA)).end())
        .isEqualTo(new PlaybookEnd.Completed());
  }

  @Test
  void theEscalationThatIsDueIsTheLastWhoseDelayPassed() {
    Playbook fix =
        playbook(action("look").build())
            .escalation(
                List.of(
                    new EscalationLevel(minutes(5), "#pay"),
                    new EscalationLevel(minutes(30), "pager")))
            .build();
    PlaybookRunner runner = shop.runner(fix);
    assertThat(runner.preview(order(REX)).escalation()).isEmpty();
    shop.now = Workshop.START.plus(minutes(5));
    assertThat(runner.preview(order(REX)).escalation().orElseThrow().channel()).isEqualTo("#pay");
    shop.now = Workshop.START.plus(minutes(300));
    assertThat(runner.run(order(REX)).escalation().orElseThrow().channel()).isEqualTo("pager");
  }

  @Test
  void aPlaybookThatIsNotThereIsRefused() {
    PlaybookRunner runner = shop.runner(playbook(action("look").build()).build());
    PlaybookOrder other = new PlaybookOrder("mend", REX, Workshop.PROD, Workshop.START);
    assertThatThrownBy(() -> runner.run(other))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be one of [fix], got mend");
  }

  @Test
  void aConditionThatBreaksIsUnknown() {
    Playbook fix = playbook(action("look").when(List.of(above("errors"))).build()).build();
    PlaybookRunner runner =
        new PlaybookRunner(
            PlaybookCatalog.of(List.of(fix), Workshop.contracts()),
            shop.toolbox(),
            (condition, scope) -> {
              throw new IllegalStateException("prometheus is down");
            },
            () -> shop.now,
            time -> {});
    assertThat(stopped(runner.run(order(REX))).why()).contains("prometheus is down");
    assertThat(shop.ran).isEmpty();
  }
}
