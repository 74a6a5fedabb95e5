package io.runbookmemory.learn.analysis;

import io.runbookmemory.learn.analysis.pattern.AlertLog;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The firings that were read so far, so that a later run reads what came since. The last day is
 * read again each time, for what came late; what comes later than that is seen after a restart.
 */
final class AlertFeed {

  private static final Duration LATE = Duration.ofDays(1);

  private final AnalysisInput input;
  private final AlertLog.Builder builder = AlertLog.builder();
  private @Nullable Instant begin;
  private @Nullable Instant end;

  AlertFeed(AnalysisInput input) {
    this.input = input;
  }

  /** Returns what fired; observation began with the first firing, not with the wish to look. */
  AlertLog log(Instant from, Instant until) {
    Instant first = begin;
    Instant last = end;
    Instant since = from;
    if (first != null && last != null && !from.isBefore(first) && !until.isBefore(last)) {
      Instant late = last.minus(LATE);
      since = late.isBefore(from) ? from : late;
    }
    input.alerts(since, until, builder::add);
    builder.dropBefore(from);
    begin = from;
    end = until;
    AlertLog log = builder.build(from, until);
    return log.isEmpty() ? log : builder.build(log.first(), until);
  }
}
