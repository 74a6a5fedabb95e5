package io.runbookmemory.connectors.record;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.replay.incident.Expectation;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.KnownMemory;
import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.replay.record.RecordedIncident;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a tracker's incidents and the alerts of that time together. An alert belongs to the first
 * incident of its service during which, or at most half an hour before which, it fired; what
 * belongs to none is noise, one incident a day for each alert. A resolved incident is known to
 * later ones. Who did what the export does not say, so that this has to be filled in. Immutable,
 * thread-safe.
 */
public final class TrackerRecorder {

  /** People open an incident after its first alert. */
  private static final Duration LEAD = Duration.ofMinutes(30);

  private static final Duration BEFORE = Duration.ofMinutes(10);

  /** What a budget has spent is judged over three days at most (SRE workbook, chapter 5). */
  private static final Duration BUDGET = Duration.ofDays(3);

  private static final Duration OPEN = Duration.ofDays(1);

  private static final List<String> REVIEW =
      List.of(
          "/alerts guessed: those of its service and time, as urgent as their label severity says",
          "/actions is missing: the tracker's export does not say what was done",
          "/expect is missing: say which memories help and what the verdict should have been");

  private final List<FiredAlert> alerts;
  private final Map<String, List<RecordedSli>> slis = new TreeMap<>();
  private final Redactor redactor;

  /**
   * Creates a recorder.
   *
   * @param alerts what fired, by beginning
   * @param slis what was counted, each with the name of the file that it will stand in
   * @param redactor takes secrets out
   */
  public TrackerRecorder(
      Collection<FiredAlert> alerts, Collection<RecordedSli> slis, Redactor redactor) {
    this.alerts = List.copyOf(alerts);
    slis.forEach(
        one -> this.slis.computeIfAbsent(one.slo().service(), any -> new ArrayList<>()).add(one));
    this.redactor = redactor;
  }

  /**
   * Records incidents, and the noise between them.
   *
   * @param tracked in any order
   * @return the incidents in order of time, then the noise
   */
  public List<RecordedIncident> record(Collection<TrackedIncident> tracked) {
    return record(tracked, Instant.MIN);
  }

  /**
   * Records the incidents that began from some time on. What earlier ones taught is known to the
   * first of them, and by that to all.
   *
   * @param tracked in any order, with those before that time
   * @param from when the first may have begun
   * @return the incidents in order of time, then the noise
   */
  public List<RecordedIncident> record(Collection<TrackedIncident> tracked, Instant from) {
    List<TrackedIncident> inOrder =
        tracked.stream()
            .sorted(
                Comparator.comparing(TrackedIncident::started).thenComparing(TrackedIncident::id))
            .toList();
    Map<TrackedIncident, List<FiredAlert>> own = new LinkedHashMap<>();
    inOrder.forEach(one -> own.put(one, new ArrayList<>()));
    Map<String, List<FiredAlert>> noise = new TreeMap<>();
    for (FiredAlert alert : alerts) {
      Optional<TrackedIncident> of =
          inOrder.stream().filter(one -> belongs(alert, one)).findFirst();
      if (of.isPresent()) {
        own.getOrDefault(of.get(), new ArrayList<>()).add(alert);
      } else if (alert.urgency() != Verdict.LOG) {
        noise.computeIfAbsent(noiseOf(alert), any -> new ArrayList<>()).add(alert);
      }
    }
    List<RecordedIncident> recorded = new ArrayList<>();
    List<KnownMemory> lessons = new ArrayList<>();
    own.forEach(
        (incident, fired) -> {
          lessons.addAll(lesson(incident));
          if (!incident.started().isBefore(from)) {
            recorded.add(recorded(incident, fired, lessons));
            lessons.clear();
          }
        });
    noise.forEach((id, fired) -> recorded.add(noise(id, fired)));
    return recorded;
  }

  private static boolean belongs(FiredAlert alert, TrackedIncident incident) {
    Optional<String> service = alert.alert().label("service");
    boolean same =
        service.isEmpty() || incident.service() == null || service.get().equals(incident.service());
    Instant at = alert.firedAt();
    return same && !at.isBefore(incident.started().minus(LEAD)) && !at.isAfter(over(incident));
  }

  private static Instant over(TrackedIncident incident) {
    Instant resolved = incident.resolved();
    return resolved == null ? incident.started().plus(OPEN) : resolved;
  }

  private static String noiseOf(FiredAlert alert) {
    LocalDate day = LocalDate.ofInstant(alert.firedAt(), ZoneOffset.UTC);
    Map<String, String> name = new TreeMap<>();
    alert.alert().name().ifPresent(one -> name.put("alertname", one));
    alert.alert().label("service").ifPresent(one -> name.put("service", one));
    Alert of = new Alert(name, Map.of(), Instant.EPOCH);
    return "noise-" + day + "-" + of.fingerprint().value();
  }

  private List<KnownMemory> lesson(TrackedIncident incident) {
    return incident.resolved() == null
        ? List.of()
        : List.of(remembered(incident, incident.resolved()));
  }

  private RecordedIncident recorded(
      TrackedIncident incident, List<FiredAlert> fired, List<KnownMemory> known) {
    List<FiredAlert> own = fired.isEmpty() ? List.of(reported(incident)) : fired;
    ReplayIncident replay =
        incident(incident.id(), incident.title(), true, own)
            .to(over(incident), incident.started())
            .with(slis(incident.service()), known);
    return new RecordedIncident(replay, REVIEW);
  }

  private RecordedIncident noise(String id, List<FiredAlert> fired) {
    Alert first = fired.getFirst().alert();
    ReplayIncident replay =
        incident(id, first.name().orElse("an alert"), false, fired)
            .to(first.startsAt().plus(BEFORE), first.startsAt())
            .with(slis(first.label("service").orElse(null)), List.of());
    return new RecordedIncident(
        replay, List.of("/real guessed: the tracker has no incident of it then"));
  }

  private List<RecordedSli> slis(@Nullable String service) {
    return service == null ? List.of() : slis.getOrDefault(service, List.of());
  }

  private Draft incident(String id, String title, boolean real, List<FiredAlert> fired) {
    return new Draft(id, redactor.redact(title), real, fired.stream().map(this::clean).toList());
  }

  private FiredAlert clean(FiredAlert fired) {
    Redactor together = redactor.together();
    Map<String, String> labels = new TreeMap<>(fired.alert().labels());
    labels.replaceAll(together::redact);
    Map<String, String> annotations = new TreeMap<>(fired.alert().annotations());
    annotations.replaceAll(together::redact);
    Alert alert = new Alert(labels, annotations, fired.firedAt());
    return new FiredAlert(alert, fired.resolvedAt(), fired.urgency());
  }

  /** What nobody was paged for is asked about all the same. */
  private static FiredAlert reported(TrackedIncident incident) {
    Map<String, String> labels = new TreeMap<>(Map.of("alertname", "Reported"));
    if (incident.service() != null) {
      labels.put("service", incident.service());
    }
    Alert alert = new Alert(labels, Map.of("summary", incident.title()), incident.started());
    return new FiredAlert(alert, null, Verdict.LOG);
  }

  private KnownMemory remembered(TrackedIncident incident, Instant resolved) {
    Incident content =
        Incident.builder(incident.title())
            .resolution(incident.resolution())
            .openedAt(incident.started())
            .resolvedAt(resolved)
            .build();
    Scope scope = Scope.of(Tenant.DEFAULT).withService(incident.service());
    Memory memory =
        Memory.builder(
                MemoryId.named("tracker", incident.id()),
                scope,
                incident.title(),
                content,
                resolved)
            .happenedAt(incident.started())
            .provenance(new Provenance("tracker", incident.id(), null, TrustTier.OBSERVED))
            .build();
    Memory clean = redactor.redact(memory);
    String key = clean.provenance().key();
    String name = key == null ? clean.id().toString() : key;
    return new KnownMemory(name, resolved, clean);
  }

  /** An incident whose window is not known yet. */
  private record Draft(String id, String title, boolean real, List<FiredAlert> alerts) {

    Spanned to(Instant end, Instant start) {
      Instant from =
          Stream.concat(Stream.of(start), alerts.stream().map(FiredAlert::firedAt))
              .min(Instant::compareTo)
              .orElse(start);
      Instant to =
          Stream.concat(
                  Stream.of(end),
                  alerts.stream()
                      .map(one -> Optional.ofNullable(one.resolvedAt()).orElse(one.firedAt())))
              .max(Instant::compareTo)
              .orElse(end);
      return new Spanned(this, from, to);
    }
  }

  private record Spanned(Draft draft, Instant from, Instant to) {

    ReplayIncident with(List<RecordedSli> slis, List<KnownMemory> known) {
      Instant begin = from.minus(slis.isEmpty() ? BEFORE : BUDGET);
      List<RecordedSli> there = slis.stream().filter(one -> counted(one, begin)).toList();
      return new ReplayIncident(
          draft.id(),
          draft.title(),
          begin,
          to,
          draft.real(),
          draft.alerts(),
          there,
          known,
          List.of(),
          Expectation.NONE);
    }

    private boolean counted(RecordedSli sli, Instant begin) {
      for (int i = 0; i < sli.series().size(); i++) {
        SliSample sample = sli.series().sample(i);
        if (!sample.at().isBefore(begin)) {
          return !sample.at().isAfter(to);
        }
      }
      return false;
    }
  }
}
