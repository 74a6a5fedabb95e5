package io.runbookmemory.oncall;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.recall.Recollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What ended past incidents, in the order to try it. A system changes, and what ended an incident
 * in March may not do so in June: of the fixes for the same trouble the one comes first that helped
 * last, and goes on coming first until another one helps (win-stay, lose-shift; Robbins, "Some
 * Aspects of the Sequential Design of Experiments", 1952).
 */
final class KnownFixes {

  /** The salience above which a fix that helped is a known one. */
  private static final double KNOWN = 0.7;

  /** What failed more often than it helped, then what is further off, then what failed since. */
  private static final Comparator<Fix> ORDER =
      Comparator.comparing(Fix::doubtful)
          .thenComparing(fix -> -fix.from().exact().size())
          .thenComparing(fix -> fix.from().strength())
          .thenComparing(Fix::failedSince)
          .thenComparing(fix -> !fix.known())
          .thenComparing(Fix::helpedAt, Comparator.reverseOrder());

  /**
   * A fix.
   *
   * @param step what was done
   * @param from the incident that it ended
   * @param attempt how it is known; null for the incident's resolution
   * @param helpedAt when it last helped, as far as that is known
   * @param failedSince whether a later incident tells that it failed
   * @param doubtful whether it failed more often than it helped
   */
  record Fix(
      RunbookStep step,
      Recollection from,
      @Nullable Attempt attempt,
      Instant helpedAt,
      boolean failedSince,
      boolean doubtful) {

    /** Whether it helped since it was written down, and memory still counts on it. */
    boolean known() {
      return from.parts().salience() > KNOWN && from.usage().successes() > 0;
    }

    /** Returns what became of it since, for a known one; empty for others. */
    String record() {
      Usage usage = from.usage();
      long told = usage.successes() + usage.failures();
      return known()
          ? ", a known fix: helped %d of %d times since".formatted(usage.successes(), told)
          : "";
    }
  }

  private final PastAttempts past;
  private final Instant at;

  KnownFixes(PastAttempts past, Instant at) {
    this.past = past;
    this.at = at;
  }

  /** Returns the fixes of incidents, best first; ties in the order of the incidents. */
  List<Fix> of(List<Recollection> incidents) {
    return incidents.stream().flatMap(this::of).sorted(ORDER).toList();
  }

  private Stream<Fix> of(Recollection from) {
    if (!(from.memory().content() instanceof Incident incident)) {
      return Stream.empty();
    }
    List<Fix> fixes = new ArrayList<>();
    for (Attempt attempt : incident.attempts()) {
      if (attempt.effect().helped()) {
        fixes.add(fix(attempt.action(), from, attempt));
      }
    }
    if (fixes.isEmpty()) {
      incident.resolution().ifPresent(resolution -> fixes.add(fix(resolution, from, null)));
    }
    return fixes.stream();
  }

  private Fix fix(String action, Recollection from, @Nullable Attempt attempt) {
    RunbookStep step = new RunbookStep("", action, null, null);
    Instant helpedAt = helpedAt(from);
    return new Fix(
        step,
        from,
        attempt,
        helpedAt,
        past.failedAfter(action, helpedAt),
        failedMoreOften(from.usage().steps().getOrDefault(step.key(), StepUsage.NONE)));
  }

  private Instant helpedAt(Recollection from) {
    Memory memory = from.memory();
    Instant known = memory.times().knownAt();
    Instant used = from.usage().lastReinforced();
    return used != null && used.isAfter(known) && !used.isAfter(at) ? used : known;
  }

  /** That it is known as a fix at all counts as once. */
  private static boolean failedMoreOften(StepUsage usage) {
    return usage.outcomes().failures() > usage.outcomes().successes() + 1;
  }
}
