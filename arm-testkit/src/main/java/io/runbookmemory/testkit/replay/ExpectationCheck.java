package io.runbookmemory.testkit.replay;

import io.runbookmemory.replay.engine.Answered;
import io.runbookmemory.replay.engine.Judged;
import io.runbookmemory.replay.engine.Paging;
import io.runbookmemory.replay.engine.ReplayReport;
import io.runbookmemory.replay.engine.ReplayedIncident;
import io.runbookmemory.replay.incident.CorrectAction;
import io.runbookmemory.replay.incident.ReplayIncident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds a report against what the files expect. Used once. */
final class ExpectationCheck {

  /** What did not come, with the instants that it is about. */
  record Unmet(String said, Map<Instant, String> marks) {}

  private final IncidentReplay replay;
  private final ClockTimes clock;
  private final List<String> said = new ArrayList<>();
  private final Map<Instant, String> marks = new TreeMap<>();

  ExpectationCheck(IncidentReplay replay, ClockTimes clock) {
    this.replay = replay;
    this.clock = clock;
  }

  Optional<Unmet> noWorse() {
    for (ReplayedIncident one : replay.report().worse()) {
      Paging paging = one.paging();
      say(
          one,
          paging.before(),
          "a page was due at %s, and came %s".formatted(time(paging.before()), came(paging)));
    }
    return result("must be no worse than before");
  }

  private String came(Paging paging) {
    return paging.foldedInto() != null
        ? "only as the page of " + paging.foldedInto()
        : paging.after() == null ? "not at all" : "at " + time(paging.after());
  }

  private String time(@Nullable Instant at) {
    return at == null ? "no time" : clock.show(at);
  }

  Optional<Unmet> unmet() {
    for (ReplayedIncident one : replay.report().incidents()) {
      verdicts(one);
      memories(one);
      action(one);
    }
    return result("must meet the expectations of its files");
  }

  private void verdicts(ReplayedIncident one) {
    for (Judged judged : one.judged()) {
      if (judged.actual() != judged.expected()) {
        say(
            one,
            judged.at(),
            "%s was expected at %s, and it was %s"
                .formatted(judged.expected(), time(judged.at()), judged.actual()));
      }
    }
  }

  private void memories(ReplayedIncident one) {
    Answered answered = one.answered();
    Instant first = one.incident().firstAlertAt().orElse(null);
    List<String> top = answered.recalled().stream().limit(ReplayReport.K).toList();
    long right = answered.right().stream().filter(place -> place < ReplayReport.K).count();
    if (right < answered.expected()) {
      say(
          one,
          first,
          "%s were expected within the first %d, and %s came"
              .formatted(
                  one.incident().expected().recalls(),
                  ReplayReport.K,
                  top.isEmpty() ? "none" : top));
    }
    if (answered.misleading() > 0) {
      say(
          one,
          first,
          "none of %s was to be recalled, and %s came"
              .formatted(one.incident().expected().neverRecalls(), answered.recalled()));
    }
  }

  private void action(ReplayedIncident one) {
    ReplayIncident incident = one.incident();
    CorrectAction correct = incident.expected().correctAction();
    if (correct != null && one.answered().offeredAfter() == null) {
      Instant taken = incident.actions().get(correct.action()).at();
      say(
          one,
          taken,
          "a plan with a step of %s was expected before %s, and there was none"
              .formatted(correct.memory(), time(taken)));
    }
  }

  private void say(ReplayedIncident one, @Nullable Instant at, String what) {
    said.add("\n  - " + one.incident().id() + ": " + what);
    if (at != null) {
      marks.merge(at, what, (before, also) -> before + "; " + also);
    }
  }

  private Optional<Unmet> result(String rule) {
    return said.isEmpty()
        ? Optional.empty()
        : Optional.of(new Unmet(rule + String.join("", said), marks));
  }
}
