package io.runbookmemory.testkit.replay;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.replay.incident.KnownMemory;
import io.runbookmemory.slo.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a replay. Whatever fails shows what happened around it. Memories go by the
 * key of their provenance or by their id; times are those of {@link ReplayAssertions}.
 *
 * @param <S> the type of the assertions
 */
public abstract class AbstractReplayAssert<S extends AbstractReplayAssert<S>>
    extends AbstractAssert<S, IncidentReplay> {

  private static final Top TEN = new Top(10);

  private final @Nullable Instant now;

  AbstractReplayAssert(IncidentReplay replay, @Nullable Instant now, Class<S> type) {
    super(replay, type);
    this.now = now;
  }

  AbstractReplayAssert(AbstractReplayAssert<?> before, @Nullable Instant now, Class<S> type) {
    this(before.actual, now, type);
    info.description(before.info.description());
  }

  @Nullable Instant now() {
    return now;
  }

  ClockTimes clock() {
    return new ClockTimes(actual.incidents(), actual.setup().zone());
  }

  /** Returns a failure: the rule, then what happened around the marks. */
  AssertionError fault(String rule, Map<Instant, String> marks) {
    failWithMessage("%s: %s\n%s", actual, rule, TimelineText.of(actual, marks));
    return new AssertionError(rule);
  }

  private ReplayAssert next() {
    return new ReplayAssert(this, now);
  }

  /**
   * Goes to an instant, of which the next assertions speak.
   *
   * @param time when; what happens at that very instant has happened
   * @return goes on there
   */
  public ReplayAssert at(String time) {
    return new ReplayAssert(this, clock().read(time).from());
  }

  /**
   * Says how often somebody is woken in all.
   *
   * @param times at least 0; reminders count
   * @return goes on with when
   */
  public PagesAssert pages(int times) {
    List<Instant> pages = actual.pages();
    if (pages.size() != times) {
      String when = pages.stream().map(clock()::show).collect(Collectors.joining(", "));
      throw fault(
          "must page %s, paged %s%s"
              .formatted(often(times), often(pages.size()), pages.isEmpty() ? "" : ": " + when),
          Map.of());
    }
    return new PagesAssert(this);
  }

  private static String often(int times) {
    return switch (times) {
      case 0 -> "never";
      case 1 -> "once";
      case 2 -> "twice";
      default -> times + " times";
    };
  }

  /**
   * Says that nobody is woken any more.
   *
   * @param time after which
   * @return goes on at the same instant as before
   */
  public ReplayAssert neverPagesAfter(String time) {
    Instant last = clock().read(time).from();
    Map<Instant, String> late =
        actual.pages().stream()
            .filter(page -> page.isAfter(last))
            .collect(
                Collectors.toMap(
                    page -> page, page -> "no page was expected after " + time, (one, two) -> one));
    if (!late.isEmpty()) {
      String when =
          late.keySet().stream().sorted().map(clock()::show).collect(Collectors.joining(", "));
      throw fault("must not page after " + time + ", paged at " + when, late);
    }
    return next();
  }

  /**
   * Says how urgent it is at the instant.
   *
   * @param expected the most urgent verdict of the incidents that the instant lies in
   * @return goes on there
   */
  public ReplayAssert verdict(Verdict expected) {
    if (now == null) {
      throw new IllegalStateException("verdict needs an instant: write at(\"02:51\") before it");
    }
    Verdict said = actual.verdictAt(now);
    if (said != expected) {
      throw fault(
          "must be " + expected + " at " + clock().show(now) + ", was " + said,
          Map.of(now, expected + " was expected here"));
    }
    return next();
  }

  /**
   * Says what memory brings at the instant, else at the first alert, among ten.
   *
   * @param memories all of them, in any order
   * @return goes on with how far down
   */
  public RecallsAssert recalls(String... memories) {
    Instant asked = asked();
    List<String> names = List.of(memories);
    requireRecalled(asked, names, TEN);
    return new RecallsAssert(this, asked, names);
  }

  void requireRecalled(Instant asked, List<String> names, Top top) {
    List<Memory> found =
        planned(asked).recall().recollections().stream()
            .map(Recollection::memory)
            .limit(top.places())
            .toList();
    List<String> missing =
        names.stream()
            .filter(name -> found.stream().noneMatch(one -> KnownMemory.isCalled(one, name)))
            .toList();
    if (!missing.isEmpty()) {
      String said = String.join(", ", missing) + " within " + top;
      throw fault(
          "must recall %s at %s, recalled %s"
              .formatted(said, clock().show(asked), TimelineText.recalled(planned(asked))),
          Map.of(asked, said + " was expected here"));
    }
  }

  /**
   * Says what no alert brings, among ten.
   *
   * @param memories none of them
   * @return goes on at the same instant as before
   */
  public ReplayAssert neverRecalls(String... memories) {
    for (ReplayTrace.Planned one : actual.trace().plans()) {
      for (String name : memories) {
        if (one.plan().recall().recollections().stream()
            .anyMatch(found -> KnownMemory.isCalled(found.memory(), name))) {
          throw fault(
              "must never recall %s, recalled it at %s".formatted(name, clock().show(one.at())),
              Map.of(one.at(), name + " was not expected here"));
        }
      }
    }
    return next();
  }

  /**
   * Says what the plan begins with at the instant, else at the first alert.
   *
   * @param step the memory that the step is from, or words of the step, in any case
   * @return goes on at the same instant
   */
  public ReplayAssert plansFirst(String step) {
    Instant asked = asked();
    ActionPlan plan = planned(asked);
    if (plan.steps().stream().limit(1).noneMatch(one -> is(one, step, plan))) {
      throw fault(
          "must plan %s first at %s, planned %s"
              .formatted(step, clock().show(asked), TimelineText.first(plan)),
          Map.of(asked, "a plan that begins with " + step + " was expected here"));
    }
    return next();
  }

  /**
   * Says what the plan holds at the instant, else at the first alert.
   *
   * @param step as in {@link #plansFirst}
   * @return goes on at the same instant
   */
  public ReplayAssert offers(String step) {
    Instant asked = asked();
    ActionPlan plan = planned(asked);
    if (plan.steps().stream().noneMatch(one -> is(one, step, plan))) {
      String steps =
          plan.steps().stream()
              .map(one -> "\n  - " + one.text() + " (" + one.origin() + ")")
              .collect(Collectors.joining());
      throw fault(
          "must offer %s at %s, offered%s"
              .formatted(step, clock().show(asked), steps.isEmpty() ? " no step" : ":" + steps),
          Map.of(asked, "a plan with " + step + " was expected here"));
    }
    return next();
  }

  private static boolean is(PlannedStep step, String wanted, ActionPlan plan) {
    return step.text().toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT))
        || plan.recall().recollections().stream()
            .map(Recollection::memory)
            .filter(memory -> memory.id().equals(step.source()))
            .anyMatch(memory -> KnownMemory.isCalled(memory, wanted));
  }

  private Instant asked() {
    List<ReplayTrace.Planned> plans = actual.trace().plans();
    Instant until = now == null && !plans.isEmpty() ? plans.getFirst().at() : now;
    if (until == null || actual.planAt(until).isEmpty()) {
      throw fault(
          "nothing was asked"
              + (until == null ? "" : " by " + clock().show(until))
              + ", as no alert had fired",
          until == null ? Map.of() : Map.of(until, "an alert was expected by here"));
    }
    return until;
  }

  private ActionPlan planned(Instant asked) {
    return actual.planAt(asked).orElseThrow();
  }

  /**
   * Says that no real incident pages later than it did or was due, or not at all.
   *
   * @return goes on at the same instant as before
   */
  public ReplayAssert noWorseThanBefore() {
    new ExpectationCheck(actual, clock()).noWorse().ifPresent(this::refuse);
    return next();
  }

  /**
   * Says that all that the incidents' files expect has come: the verdicts, the memories within the
   * first five, none that mislead, and a plan in time that holds the first correct action.
   *
   * @return goes on at the same instant as before
   */
  public ReplayAssert meetsExpectations() {
    new ExpectationCheck(actual, clock()).unmet().ifPresent(this::refuse);
    return next();
  }

  private void refuse(ExpectationCheck.Unmet unmet) {
    throw fault(unmet.said(), unmet.marks());
  }
}
