package io.runbookmemory.replay.record;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.journal.ActResult;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalEvent.Acted;
import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.alerts.Episode;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.replay.incident.CorrectAction;
import io.runbookmemory.replay.incident.Expectation;
import io.runbookmemory.replay.incident.ExpectedVerdict;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.KnownMemory;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.replay.incident.TakenAction;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One reading of a journal's incident. */
final class JournalReading {

  /** An incident's file begins a little before it, so that its beginning is in it. */
  private static final Duration BEFORE = Duration.ofMinutes(10);

  /** An alert may be logged a little after it fired. */
  private static final Duration DELAY = Duration.ofMinutes(5);

  private final JournalIncident incident;
  private final List<Episode> episodes;
  private final KnownThen known;
  private final Redactor redactor;
  private final List<FiredAlert> alerts = new ArrayList<>();
  private final List<JournalEntry> acts = new ArrayList<>();
  private final List<TakenAction> actions = new ArrayList<>();
  private final List<String> review = new ArrayList<>();

  JournalReading(
      JournalIncident incident, List<Episode> episodes, KnownThen known, Redactor redactor) {
    this.incident = incident;
    this.episodes = episodes;
    this.known = known;
    this.redactor = redactor;
  }

  RecordedIncident read() {
    incident.entries().forEach(this::take);
    if (alerts.isEmpty()) {
      alerts.add(reported());
    }
    acts.forEach(this::act);
    boolean real = real();
    Instant began = alerts.stream().map(FiredAlert::firedAt).min(Instant::compareTo).orElseThrow();
    List<KnownMemory> held = new ArrayList<>(known.news(began, incident.id()));
    Expectation expected = expected(began, held);
    ReplayIncident recorded =
        new ReplayIncident(
            incident.id().toString(),
            redactor.redact(incident.title()),
            began.minus(BEFORE),
            ended(),
            real,
            alerts,
            List.of(),
            held,
            actions,
            expected);
    return new RecordedIncident(recorded, review);
  }

  private void take(JournalEntry entry) {
    switch (entry.event()) {
      case JournalEvent.Opened opened when opened.alert() != null ->
          fired(opened.alert(), opened.symptom(), entry.at());
      case JournalEvent.Alerted alerted -> fired(alerted.alert(), alerted.words(), entry.at());
      case JournalEvent.AlertEnded over -> over(over.alert(), entry.at());
      case Acted acted when acted.result() == ActResult.DONE -> acts.add(entry);
      default -> {
        // The rest says nothing that a replay could play.
      }
    }
  }

  private void fired(AlertName name, String words, Instant at) {
    Optional<Verdict> urgency =
        episodes.stream()
            .filter(one -> one.alert().fingerprint().equals(name.fingerprint()))
            .filter(one -> !one.from().isAfter(at.plus(DELAY)))
            .filter(one -> one.to() == null || !one.to().isBefore(at))
            .map(Episode::urgency)
            .reduce((one, later) -> later);
    if (urgency.isEmpty()) {
      review("alerts/" + alerts.size() + "/urgency", "guessed, since the alert log has none");
    }
    Map<String, String> labels = labels(name, incident.place(), redactor);
    alerts.add(
        new FiredAlert(new Alert(labels, said(words), at), null, urgency.orElse(Verdict.PAGE)));
  }

  private Map<String, String> said(String words) {
    return words.isBlank() ? Map.of() : Map.of("summary", redactor.redact(words));
  }

  static Map<String, String> labels(AlertName name, Place place, Redactor redactor) {
    Redactor together = redactor.together();
    Map<String, String> labels = new TreeMap<>();
    put(labels, "service", place.service());
    put(labels, "env", place.env());
    put(labels, "cluster", place.cluster());
    put(labels, "namespace", place.namespace());
    labels.replaceAll(together::redact);
    labels.put("alertname", together.redact(name.name()));
    return labels;
  }

  private static void put(Map<String, String> labels, String name, @Nullable String value) {
    if (value != null) {
      labels.put(name, value);
    }
  }

  private void over(AlertName name, Instant at) {
    for (int i = alerts.size() - 1; i >= 0; i--) {
      FiredAlert one = alerts.get(i);
      boolean same = one.alert().name().equals(Optional.of(redactor.redact(name.name())));
      if (same && one.resolvedAt() == null && !at.isBefore(one.firedAt())) {
        alerts.set(i, new FiredAlert(one.alert(), at, one.urgency()));
        return;
      }
    }
  }

  /** What people told without an alert woke nobody, and is asked about all the same. */
  private FiredAlert reported() {
    review("alerts/0", "stands for a report: no alert opened this incident");
    Map<String, String> labels = labels(new AlertName("Reported", ""), incident.place(), redactor);
    String words = incident.title() + ". " + incident.symptom();
    Alert alert = new Alert(labels, said(words.strip()), incident.times().openedAt());
    return new FiredAlert(alert, null, Verdict.LOG);
  }

  private void act(JournalEntry entry) {
    Acted acted = (Acted) entry.event();
    Effect effect = acted.effect();
    if (effect == null) {
      effect = guessed(entry);
      review("actions/" + actions.size() + "/outcome", "guessed, since nobody said what it did");
    }
    actions.add(new TakenAction(entry.at(), redactor.redact(acted.action()), effect));
  }

  /** If nobody says what helped, the last action before the harm stopped may have. */
  private Effect guessed(JournalEntry entry) {
    boolean told = acts.stream().anyMatch(one -> effect(one).filter(Effect::helped).isPresent());
    Instant mitigated = incident.times().mitigatedAt();
    Instant stopped = mitigated == null ? incident.times().resolvedAt() : mitigated;
    Optional<JournalEntry> last =
        acts.stream()
            .filter(one -> stopped != null && !one.at().isAfter(stopped))
            .reduce((one, later) -> later);
    if (told || last.isEmpty() || !last.get().equals(entry)) {
      return Effect.NO_EFFECT;
    }
    return mitigated == null ? Effect.RESOLVED : Effect.MITIGATED;
  }

  private static Optional<Effect> effect(JournalEntry entry) {
    return Optional.ofNullable(((Acted) entry.event()).effect());
  }

  private boolean real() {
    boolean touched =
        !acts.isEmpty()
            || incident.cause().isPresent()
            || incident.times().acknowledgedAt() != null
            || incident.times().mitigatedAt() != null;
    if (!touched) {
      review("real", "guessed, since nobody did anything; true if somebody had to");
    }
    return touched;
  }

  private Instant ended() {
    return Stream.of(
            alerts.stream().map(FiredAlert::firedAt),
            alerts.stream().flatMap(one -> Optional.ofNullable(one.resolvedAt()).stream()),
            actions.stream().map(TakenAction::at),
            Optional.ofNullable(incident.times().resolvedAt()).stream())
        .flatMap(at -> at)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  private Expectation expected(Instant began, List<KnownMemory> held) {
    SequencedSet<String> recalls = new LinkedHashSet<>();
    SequencedSet<String> misleads = new LinkedHashSet<>();
    for (JournalEntry entry : acts) {
      Acted acted = (Acted) entry.event();
      Optional<String> name = known.name(acted.memory(), began);
      if (acted.effect() != null && acted.effect().helped()) {
        name.ifPresent(recalls::add);
      } else if (acted.effect() == Effect.WORSENED) {
        name.ifPresent(misleads::add);
      }
    }
    misleads.removeAll(recalls);
    if (recalls.isEmpty()) {
      review("expect/recalls", "is missing: no step of a memory is known to have helped");
    }
    if (!misleads.isEmpty()) {
      review("expect/neverRecalls", "guessed: a step of it made things worse");
    }
    Stream.concat(recalls.stream(), misleads.stream())
        .filter(name -> held.stream().noneMatch(one -> one.name().equals(name)))
        .forEach(name -> held.add(new KnownMemory(name, null, null)));
    return new Expectation(
        verdict(began), List.copyOf(recalls), List.copyOf(misleads), correct(began));
  }

  /** The first action of which somebody said that it helped, if a memory told to take it. */
  private @Nullable CorrectAction correct(Instant began) {
    for (int i = 0; i < acts.size(); i++) {
      Acted acted = (Acted) acts.get(i).event();
      if (acted.effect() != null && acted.effect().helped()) {
        int action = i;
        Optional<String> name = known.name(acted.memory(), began);
        return name.map(one -> new CorrectAction(action, one)).orElse(null);
      }
    }
    return null;
  }

  private List<ExpectedVerdict> verdict(Instant began) {
    Verdict urgency =
        alerts.stream()
            .filter(one -> one.firedAt().equals(began))
            .map(FiredAlert::urgency)
            .min(Verdict::compareTo)
            .orElseThrow();
    if (urgency == Verdict.LOG) {
      return List.of();
    }
    review("expect/verdicts/0", "guessed: as urgent as the first alert was");
    return List.of(new ExpectedVerdict(began, urgency, null));
  }

  private void review(String path, String what) {
    review.add("/" + path + " " + Objects.requireNonNull(what));
  }
}
