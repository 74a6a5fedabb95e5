package io.runbookmemory.replay.record;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.journal.alerts.Episode;
import io.runbookmemory.replay.incident.Expectation;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.slo.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One reading of alerts that became no incident. */
final class NoiseReading {

  private static final String REVIEW =
      "real: guessed, since the journal has no incident of it; true if somebody had to act";

  private final List<Episode> episodes;
  private final Redactor redactor;

  NoiseReading(List<Episode> episodes, Redactor redactor) {
    this.episodes = episodes;
    this.redactor = redactor;
  }

  List<RecordedIncident> read() {
    Map<String, List<Episode>> days = new TreeMap<>();
    for (Episode one : episodes) {
      LocalDate day = LocalDate.ofInstant(one.from(), ZoneOffset.UTC);
      if (one.urgency() != Verdict.LOG) {
        days.computeIfAbsent(
                "noise-" + day + "-" + one.alert().fingerprint(), any -> new ArrayList<>())
            .add(one);
      }
    }
    List<RecordedIncident> recorded = new ArrayList<>();
    days.forEach((id, of) -> recorded.add(recorded(id, of)));
    return recorded;
  }

  private RecordedIncident recorded(String id, List<Episode> of) {
    Instant from = of.getFirst().from();
    Instant to = from;
    List<FiredAlert> alerts = new ArrayList<>();
    for (Episode one : of) {
      Map<String, String> labels = JournalReading.labels(one.alert(), one.place(), redactor);
      Alert alert = new Alert(labels, Map.of(), one.from());
      Instant ended = one.to();
      alerts.add(new FiredAlert(alert, ended, one.urgency()));
      Instant last = ended == null ? one.from() : ended;
      to = last.isAfter(to) ? last : to;
    }
    ReplayIncident incident =
        new ReplayIncident(
            id,
            redactor.redact(of.getFirst().alert().name()),
            from,
            to.plus(1, ChronoUnit.MINUTES),
            false,
            alerts,
            List.of(),
            List.of(),
            List.of(),
            Expectation.NONE);
    return new RecordedIncident(incident, List.of(REVIEW));
  }
}
