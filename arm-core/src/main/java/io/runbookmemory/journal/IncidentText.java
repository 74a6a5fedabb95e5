package io.runbookmemory.journal;

import io.runbookmemory.journal.JournalEvent.AlertName;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words of an incident, for the search. */
final class IncidentText {

  private IncidentText() {}

  static String of(JournalIncident incident) {
    return Stream.concat(
            Stream.concat(
                Stream.of(incident.title(), incident.symptom()),
                incident.alerts().stream().map(AlertName::name)),
            incident.entries().stream().flatMap(entry -> words(entry.event())))
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> words(JournalEvent event) {
    return switch (event) {
      case JournalEvent.Alerted it -> Stream.of(it.words());
      case JournalEvent.Noted it -> Stream.of(it.text());
      case JournalEvent.Acted it -> Stream.of(it.action(), it.detail());
      case JournalEvent.Judged it -> Stream.of(it.slo(), it.words());
      case JournalEvent.Mitigated it -> present(it.how());
      case JournalEvent.CauseFound it -> Stream.of(it.cause());
      case JournalEvent.Resolved it -> present(it.resolution());
      case JournalEvent.Reopened it -> Stream.of(it.reason());
      case JournalEvent.Abandoned it -> Stream.of(it.reason());
      case JournalEvent.FollowUp it -> Stream.of(it.text());
      case JournalEvent.Opened it -> Stream.empty();
      case JournalEvent.AlertEnded it -> Stream.empty();
      case JournalEvent.Detected it -> Stream.of(it.how());
      case JournalEvent.Acknowledged it -> Stream.empty();
      case JournalEvent.Recalled it -> Stream.empty();
      case JournalEvent.Watched it -> Stream.of(it.title(), it.note());
      case JournalEvent.Measured it -> Stream.of(it.slo());
      case JournalEvent.Unknown it -> Stream.empty();
    };
  }

  private static Stream<String> present(@Nullable String words) {
    return Stream.ofNullable(words).map(Objects::requireNonNull);
  }
}
