package io.runbookmemory.oncall;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.oncall.Plans.plan;
import static io.runbookmemory.oncall.Plans.recalled;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.ScoreParts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Systems change: the fix that works now comes first. */
class KnownFixesTest {

  private static Instant daysAgo(long days) {
    return NOW.minus(Duration.ofDays(days));
  }

  private static Recollection past(long daysAgo, Usage usage, Attempt... attempts) {
    Incident incident = Incident.builder("Slow").attempts(Arrays.asList(attempts)).build();
    Memory memory =
        TestMemories.of("Incident of " + daysAgo + attempts[0].action(), incident)
            .happenedAt(daysAgo(daysAgo))
            .build();
    return recalled(0.9, memory, usage);
  }

  private static Recollection ended(long daysAgo, String fix, Usage usage) {
    return past(daysAgo, usage, new Attempt(fix, Effect.RESOLVED));
  }

  private static Usage counted(String fix, long tried, long helped, Instant last) {
    return new Usage(
        0,
        0,
        helped,
        tried - helped,
        helped > 0 ? last : null,
        Map.of(fix.toLowerCase(Locale.ROOT), new StepUsage(tried, helped, 0, 0)));
  }

  private static String first(Recollection... recollections) {
    return plan(recollections).steps().getFirst().text();
  }

  @Test
  void whatHelpedLastComesFirstWhateverWasRecalledFirst() {
    assertThat(first(ended(90, "Restart", Usage.NONE), ended(10, "Raise the limit", Usage.NONE)))
        .isEqualTo("Raise the limit");
    assertThat(
            first(
                ended(10, "Raise the limit", Usage.NONE),
                ended(90, "Restart", counted("Restart", 1, 1, daysAgo(2)))))
        .isEqualTo("Restart");
  }

  @Test
  void aHelpAfterTheTimeOfAskingIsNotKnownYet() {
    assertThat(
            first(
                ended(10, "Raise the limit", Usage.NONE),
                ended(90, "Restart", counted("Restart", 1, 1, NOW.plusSeconds(1)))))
        .isEqualTo("Raise the limit");
  }

  @Test
  void whatFailedMoreOftenThanItHelpedComesLast() {
    assertThat(
            first(
                ended(5, "Restart", counted("Restart", 2, 0, NOW)),
                ended(90, "Raise the limit", Usage.NONE)))
        .isEqualTo("Raise the limit");
    assertThat(
            first(
                ended(5, "Restart", counted("Restart", 1, 0, NOW)),
                ended(90, "Raise the limit", Usage.NONE)))
        .isEqualTo("Restart");
  }

  @Test
  void whatALaterIncidentTellsToHaveFailedComesAfterWhatDidNot() {
    Recollection later = past(3, Usage.NONE, new Attempt("Restart the pods", Effect.NO_EFFECT));

    assertThat(
            first(
                ended(20, "Restart the pods", Usage.NONE),
                ended(90, "Raise the limit", Usage.NONE),
                later))
        .isEqualTo("Raise the limit");
    assertThat(
            first(
                ended(20, "Restart the pods", counted("Restart the pods", 1, 1, daysAgo(1))),
                ended(90, "Raise the limit", Usage.NONE),
                later))
        .isEqualTo("Restart the pods");
  }

  @Test
  void aStrongerMatchComesBeforeAFresherHelp() {
    Incident incident =
        Incident.builder("Slow")
            .attempts(List.of(new Attempt("Elsewhere", Effect.RESOLVED)))
            .build();
    Recollection weaker =
        recalled(0.65, TestMemories.of("Other", incident).happenedAt(daysAgo(1)).build());

    assertThat(first(ended(90, "Here", Usage.NONE), weaker)).isEqualTo("Here");
  }

  private static Recollection salient(double salience, Recollection one) {
    ScoreParts parts = one.parts();
    return new Recollection(
        one.memory(),
        one.usage(),
        new ScoreParts(
            parts.score(),
            parts.relevance(),
            parts.recency(),
            parts.success(),
            salience,
            parts.evidence()),
        one.exact(),
        one.why(),
        one.differs(),
        one.passage(),
        null,
        null);
  }

  @Test
  void aKnownFixComesFirstWithItsRecord() {
    Recollection proven = ended(90, "Restart", counted("Restart", 4, 3, daysAgo(30)));
    Recollection fresh = ended(2, "Raise the limit", Usage.NONE);

    assertThat(first(fresh, salient(0.71, proven))).isEqualTo("Restart");
    assertThat(plan(fresh, salient(0.71, proven)).steps().getFirst().origin())
        .startsWith("resolved ")
        .endsWith(", a known fix: helped 3 of 4 times since");
    assertThat(first(fresh, salient(0.7, proven))).isEqualTo("Raise the limit");
    assertThat(plan(fresh, salient(0.7, proven)).steps().getLast().origin())
        .doesNotContain("known fix");
  }

  @Test
  void whatNeverHelpedSinceIsNoKnownFixHoweverSalient() {
    Recollection praised = ended(90, "Restart", new Usage(0, 5, 0, 0, daysAgo(30), Map.of()));

    assertThat(first(ended(2, "Raise the limit", Usage.NONE), salient(0.9, praised)))
        .isEqualTo("Raise the limit");
  }

  @Test
  void aKnownFixThatFailedSinceComesAfterWhatDidNot() {
    Recollection proven = ended(90, "Restart", counted("Restart", 4, 3, daysAgo(30)));
    Recollection later = past(3, Usage.NONE, new Attempt("Restart", Effect.NO_EFFECT));

    assertThat(first(salient(0.8, proven), ended(60, "Raise the limit", Usage.NONE), later))
        .isEqualTo("Raise the limit");
  }
}
