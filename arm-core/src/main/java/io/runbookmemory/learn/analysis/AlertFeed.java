package io.runbookmemory.learn.analysis;

import io.runbookmemory.learn.analysis.pattern.AlertLog;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The firings that were read so far, so that a later run reads what came since: however late it is
 * told, where the input knows what it learned when. Of another one the last day is read again each
 * time, and what comes later than that is seen after a restart.
 */
final class AlertFeed {

  private static final Duration LATE = Duration.ofDays(1);

  private final AnalysisInput input;
  private final AlertLog.Builder builder = AlertLog.builder();
  private @Nullable Instant begin;
  private @Nullable Instant end;
  private long position;

  AlertFeed(AnalysisInput input) {
    this.input = input;
  }

  /** Returns what fired; observation began with the first firing, not with the wish to look. */
  AlertLog log(Instant from, Instant until) {
    if (input instanceof AnalysisInput.Growing growing) {
      readOn(growing, from);
    } else {
      readAgain(from, until);
    }
    builder.dropBefore(from);
    begin = from;
    end = until;
    AlertLog log = builder.build(from, until);
    return log.isEmpty() ? log : builder.build(log.first(), until);
  }

  /** Asked for an earlier time than before, it begins anew: what was before that is forgotten. */
  private void readOn(AnalysisInput.Growing growing, Instant from) {
    if (begin != null && from.isBefore(begin)) {
      position = 0;
    }
    position =
        growing.alertsSince(
            position,
            event -> {
              if (!event.at().isBefore(from)) {
                builder.add(event);
              }
            });
  }

  private void readAgain(Instant from, Instant until) {
    Instant first = begin;
    Instant last = end;
    Instant since = from;
    if (first != null && last != null && !from.isBefore(first) && !until.isBefore(last)) {
      Instant late = last.minus(LATE);
      since = late.isBefore(from) ? from : late;
    }
    input.alerts(since, until, builder::add);
  }
}
