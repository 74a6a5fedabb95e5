package io.runbookmemory.testkit.replay;

import static io.runbookmemory.testkit.replay.ReplayAssertions.assertThat;
import static io.runbookmemory.testkit.replay.ReplayAssertions.top;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.replay.incident.CorrectAction;
import io.runbookmemory.replay.incident.Expectation;
import io.runbookmemory.replay.incident.ExpectedVerdict;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.slo.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ReplayAssertionsTest {

  private static final Path NIGHT = Path.of("src/test/resources/replay/night");

  private final IncidentReplay replay = IncidentReplay.of(NIGHT.resolve("inc-7.json"));

  private static void assertFails(ThrowingCallable assertion, String message) {
    assertThatThrownBy(assertion)
        .isInstanceOf(AssertionError.class)
        .message()
        .isEqualTo(message.stripTrailing());
  }

  @Test
  void whatComesIsSaidInOneSentence() {
    assertThat(replay)
        .pages(1)
        .at("02:50")
        .verdict(Verdict.PAGE)
        .recalls("RB-7")
        .within(top(3))
        .plansFirst("RB-7")
        .plansFirst("raise max")
        .offers("Raise max connections")
        .neverRecalls("RB-9")
        .neverPagesAfter("02:51")
        .at("02:47")
        .verdict(Verdict.LOG)
        .meetsExpectations();
  }

  @Test
  void anotherNumberOfPagesShowsTheWholeTimeline() {
    assertFails(
        () -> assertThat(replay).as("the night").pages(2),
        """
        [the night] replay of INC-7 checkout answers 503: must page twice, paged once: 02:50

          2026-03-14 (UTC)
          02:31     samples  17 of checkout-availability until 02:47, 0 of 1700 bad
          02:47     alert    CheckoutErrors of checkout fires
          02:47     recall   RB-7 0.78
          02:47     plan     first "Raise max connections" of RB-7
          02:48     samples  3 of checkout-availability until 02:50, 100 of 300 bad
          02:50     verdict  PAGE, before LOG
          02:50     page     somebody is woken
          02:51     samples  5 of checkout-availability until 02:55, 250 of 500 bad
          02:55     action   restarted the pods: NO_EFFECT
          02:56     samples  15 of checkout-availability until 03:10, 750 of 1500 bad
          03:10     action   raised max connections: RESOLVED
          03:11     samples  10 of checkout-availability until 03:20, 0 of 1000 bad
          03:20     alert    CheckoutErrors of checkout is resolved
          03:21     samples  20 of checkout-availability until 03:40, 0 of 2000 bad
          03:40     verdict  TICKET, before PAGE
          03:41     samples  19 of checkout-availability until 03:59, 0 of 1900 bad
        """);
  }

  @Test
  void aPageAtAnotherTimeIsMarkedWhereItWasExpected() {
    assertFails(
        () -> assertThat(replay).pages(1).at("02:48:30"),
        """
        replay of INC-7 checkout answers 503: must page at 02:48:30, and paged at 02:50

          2026-03-14 (UTC)
          02:31     samples  17 of checkout-availability until 02:47, 0 of 1700 bad
          02:47     alert    CheckoutErrors of checkout fires
          02:47     recall   RB-7 0.78
          02:47     plan     first "Raise max connections" of RB-7
          02:48     samples  3 of checkout-availability until 02:50, 100 of 300 bad
        > 02:48:30  <== a page was expected here
          02:50     verdict  PAGE, before LOG
          02:50     page     somebody is woken
          02:51     samples  5 of checkout-availability until 02:55, 250 of 500 bad
          02:55     action   restarted the pods: NO_EFFECT
          02:56     samples  15 of checkout-availability until 03:10, 750 of 1500 bad
          03:10     action   raised max connections: RESOLVED
          03:11     samples  10 of checkout-availability until 03:20, 0 of 1000 bad
          03:20     alert    CheckoutErrors of checkout is resolved
          …
        """);
  }

  private void assertRefused(ThrowingCallable assertion, String... words) {
    assertThatThrownBy(assertion)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("replay of INC-7")
        .hasMessageContaining("02:47     alert    CheckoutErrors of checkout fires")
        .message()
        .contains(words);
  }

  @Test
  void everyOtherMismatchIsMarkedToo() {
    assertRefused(
        () -> assertThat(replay).at("02:47").verdict(Verdict.PAGE),
        "must be PAGE at 02:47, was LOG",
        "> 02:47     <== PAGE was expected here");
    assertRefused(
        () -> assertThat(replay).recalls("RB-7", "RB-9"),
        "must recall RB-9 within the first 10 at 02:47, recalled RB-7 0.78",
        "> 02:47     <== RB-9 within the first 10 was expected here");
    assertRefused(
        () -> assertThat(replay).neverRecalls("RB-1", "RB-7"),
        "must never recall RB-7, recalled it at 02:47",
        "> 02:47     <== RB-7 was not expected here");
    assertRefused(
        () -> assertThat(replay).plansFirst("RB-9"),
        "must plan RB-9 first at 02:47, planned first \"Raise max connections\" of RB-7");
    assertRefused(
        () -> assertThat(replay).offers("restart the pods"),
        "must offer restart the pods at 02:47, offered:\n  - Raise max connections (");
    assertRefused(
        () -> assertThat(replay).neverPagesAfter("02:49"),
        "must not page after 02:49, paged at 02:50",
        "> 02:50     <== no page was expected after 02:49");
    assertRefused(
        () -> assertThat(replay).at("02:40").recalls("RB-7"),
        "nothing was asked by 02:40, as no alert had fired",
        "> 02:40     <== an alert was expected by here");
    assertRefused(
        () -> assertThat(replay).noWorseThanBefore(),
        "- INC-7: a page was due at 02:47, and came at 02:50");
  }

  @Test
  void aMemoryTooFarDownIsNotWithinTheTop() {
    IncidentReplay both =
        IncidentReplay.of(NIGHT.resolve("inc-8.json"), NIGHT.resolve("inc-7.json"));
    assertThat(both).at("05:10").recalls("RB-9").within(top(1));
    assertThat(both).pages(2).at("02:50", "05:10");
    assertThatThrownBy(() -> assertThat(both).pages(2).at("02:50", "05:11"))
        .hasMessageContaining("must page at 05:11, and paged at 05:10")
        .hasMessageContaining("INC-8: DiskFull of builds fires");
  }

  @Test
  void expectationsThatAreNotMetAreAllSaid() {
    ReplayIncident incident = replay.incidents().getFirst();
    Expectation other =
        new Expectation(
            List.of(
                new ExpectedVerdict(Instant.parse("2026-03-14T02:47:00Z"), Verdict.PAGE, null),
                new ExpectedVerdict(Instant.parse("2026-03-14T02:55:00Z"), Verdict.PAGE, null)),
            List.of("RB-9"),
            List.of("RB-7"),
            new CorrectAction(0, "RB-9"));
    IncidentReplay wrong =
        IncidentReplay.of(
            List.of(
                new ReplayIncident(
                    incident.id(),
                    incident.title(),
                    incident.from(),
                    incident.to(),
                    true,
                    incident.alerts(),
                    incident.slis(),
                    incident.known(),
                    incident.actions(),
                    other)));
    assertRefused(
        () -> assertThat(wrong).meetsExpectations(),
        "must meet the expectations of its files\n",
        "  - INC-7: PAGE was expected at 02:47, and it was LOG\n",
        "  - INC-7: [RB-9] were expected within the first 5, and [RB-7] came\n",
        "  - INC-7: none of [RB-7] was to be recalled, and [RB-7] came\n",
        "  - INC-7: a plan with a step of RB-9 was expected before 02:55, and there was none\n",
        "> 02:47     <== PAGE was expected at 02:47, and it was LOG; [RB-9] were expected");
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertThatThrownBy(() -> assertThat(replay).verdict(Verdict.PAGE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("at(\"02:51\")");
    assertThatThrownBy(() -> assertThat(replay).pages(1).at("02:50", "02:51"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at must be given the time of each of 1 pages, got 2");
    assertThatThrownBy(() -> top(11)).hasMessage("top must be from 1 to 10, got 11");
    assertThatThrownBy(() -> IncidentReplay.of(Path.of("none.json")))
        .hasMessageContaining("none.json")
        .hasMessageContaining("Name an incident file");
  }
}
