package io.runbookmemory.oncall.tool;

import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code memory_search_incidents}. */
final class IncidentSearch {

  record Tried(
      String action, @Described("resolved, mitigated, no_effect, worsened") String effect) {}

  record Past(
      Recalling.Found found,
      @Described("when it was last seen") Instant at,
      long occurrences,
      String symptom,
      @Nullable String rootCause,
      @Nullable String resolution,
      List<Tried> tried) {}

  record Answer(
      List<Past> incidents,
      @Described("what the search had to do without") List<String> degraded) {}

  private IncidentSearch() {}

  static Tool tool(Recalling recalling) {
    return recalling.tool(
        "memory_search_incidents",
        "Finds past incidents like this one, best first: what it was, what was tried, what"
            + " ended it and what made it worse.",
        "incident",
        Answer.class,
        IncidentSearch::answer);
  }

  private static Optional<Answer> answer(Recall recall) {
    List<Past> found = recall.recollections().stream().flatMap(IncidentSearch::past).toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new Answer(found, Recalling.degraded(recall)));
  }

  private static Stream<Past> past(Recollection one) {
    if (!(one.memory().content() instanceof Incident incident)) {
      return Stream.empty();
    }
    return Stream.of(
        new Past(
            Recalling.Found.of(one),
            one.memory().times().knownAt(),
            one.memory().occurrences(),
            incident.symptom(),
            incident.rootCause().orElse(null),
            incident.resolution().orElse(null),
            incident.attempts().stream()
                .map(
                    attempt ->
                        new Tried(
                            attempt.action(), attempt.effect().name().toLowerCase(Locale.ROOT)))
                .toList()));
  }
}
