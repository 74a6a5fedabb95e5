package io.runbookmemory.oncall;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.text.remark.StepRemarks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what is to be expected of a step: what its runbook says, else what was counted. */
final class Prospects {

  private final PastAttempts past;
  private final Placeholders placeholders;

  Prospects(PastAttempts past, Placeholders placeholders) {
    this.past = past;
    this.placeholders = placeholders;
  }

  /**
   * Returns the prospect of a step.
   *
   * @param acts whether it is meant to help; of looking nothing is counted
   */
  Prospect of(RunbookStep step, StepRemarks remarks, Memory source, StepUsage usage, boolean acts) {
    String written = filled(step.expected(), remarks.expected());
    String counted = acts ? counted(step, source, usage).orElse(null) : null;
    Prospect.Basis basis = Prospect.Basis.UNKNOWN;
    if (written != null) {
      basis = Prospect.Basis.WRITTEN;
    } else if (counted != null) {
      basis = Prospect.Basis.COUNTED;
    }
    return new Prospect(
        basis,
        written == null ? counted : written,
        filled(step.rollback(), remarks.rollback()),
        filled(step.otherwise(), remarks.otherwise()));
  }

  private @Nullable String filled(@Nullable String stored, @Nullable String read) {
    String words = stored == null ? read : stored;
    return words == null ? null : placeholders.fill(words);
  }

  /** Usage counts every outcome; the recalled incidents stand in where none was reported. */
  private Optional<String> counted(RunbookStep step, Memory source, StepUsage usage) {
    String words = Planner.wordsOf(step);
    List<PastAttempts.Try> tries = past.triesOf(words);
    List<Duration> spans =
        Stream.concat(
                tries.stream().filter(PastAttempts.Try::helped).map(PastAttempts.Try::incident),
                Stream.of(source).filter(it -> it.content() instanceof Incident))
            .distinct()
            .flatMap(it -> ((Incident) it.content()).duration().stream())
            .filter(it -> !it.isNegative())
            .sorted()
            .toList();
    if (usage.tried() > 0) {
      return Optional.of(times(usage.helped(), usage.tried()) + median(spans));
    }
    if (!tries.isEmpty()) {
      long helped = tries.stream().filter(PastAttempts.Try::helped).count();
      return Optional.of(times(helped, tries.size()) + median(spans));
    }
    return source.content() instanceof Incident
        ? Optional.of("ended it once" + median(spans))
        : Optional.empty();
  }

  private static String times(long helped, long tried) {
    return "helped " + helped + " of " + tried + (tried == 1 ? " time" : " times");
  }

  /** The lower median: a time that was really reached. */
  private static String median(List<Duration> sorted) {
    if (sorted.isEmpty()) {
      return "";
    }
    String span = Span.inWords(sorted.get((sorted.size() - 1) / 2));
    return sorted.size() == 1
        ? ", " + span + " from its begin to mitigation"
        : ", in the median " + span + " from its begin to mitigation";
  }
}
