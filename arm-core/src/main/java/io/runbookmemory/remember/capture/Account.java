package io.runbookmemory.remember.capture;

import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.remember.capture.Clauses.Clause;
import io.runbookmemory.remember.capture.Marks.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the clauses of one text say, gathered. */
final class Account {

  private final ClockTimes times;
  private final List<String> symptoms = new ArrayList<>();
  private final List<String> causes = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private @Nullable String service;
  private @Nullable String alert;
  private @Nullable Instant start;
  private @Nullable Instant end;
  private boolean labelled;
  private @Nullable Role last;

  Account(ClockTimes times) {
    this.times = times;
  }

  void add(Clause clause) {
    if (end == null) {
      end = times.ended(clause.words()).orElse(null);
    }
    Label label = clause.label();
    if (label == null) {
      unlabelled(clause);
    } else {
      labelled(label, clause);
    }
  }

  private void unlabelled(Clause clause) {
    List<Finding> findings = Marks.of(clause.words());
    boolean goesOn =
        clause.continues()
            && last == Role.FIX
            && findings.getFirst().role() == Role.SYMPTOM
            && !Character.isDigit(clause.words().charAt(0));
    if (goesOn) {
      Attempt fix = attempts.removeLast();
      attempts.add(new Attempt(fix.action() + "; " + clause.words(), fix.effect()));
    } else {
      findings.forEach(this::take);
    }
  }

  private void labelled(Label label, Clause clause) {
    String words = clause.words();
    switch (label) {
      case SERVICE -> service = service == null ? sentence(words) : service;
      case ALERT -> {
        alert = alert == null ? sentence(words) : alert;
        labelled = true;
      }
      case START -> {
        start = start == null ? times.said(words).orElse(null) : start;
        keepUnlessTime(start, clause);
      }
      case END -> end(clause);
      case SYMPTOM -> unlabelled(clause);
      case OTHER -> symptoms.add(clause.raw());
      case FIX -> remedy(Role.FIX, clause);
      case MITIGATION -> remedy(Role.MITIGATION, clause);
      case NO_EFFECT -> remedy(Role.NO_EFFECT, clause);
      case WORSENED -> remedy(Role.WORSENED, clause);
      case ROOT_CAUSE -> {
        labelled = true;
        take(
            Causes.isUnknown(words)
                ? new Finding(Role.SYMPTOM, clause.raw())
                : new Finding(Role.CAUSE, words));
      }
    }
  }

  private void end(Clause clause) {
    if (ClockTimes.isAll(clause.words())) {
      end = times.said(clause.words()).orElse(end);
      keepUnlessTime(end, clause);
    } else {
      unlabelled(clause);
    }
  }

  private void keepUnlessTime(@Nullable Instant time, Clause clause) {
    if (time == null || !ClockTimes.isAll(clause.words())) {
      symptoms.add(clause.raw());
    }
  }

  private void remedy(Role role, Clause clause) {
    labelled = true;
    if (Causes.isUnknown(clause.words()) || clause.question()) {
      symptoms.add(clause.raw());
    } else {
      Marks.failed(clause.words())
          .orElse(List.of(new Finding(role, clause.words())))
          .forEach(this::take);
    }
  }

  private void take(Finding finding) {
    last = finding.role();
    switch (finding.role()) {
      case SYMPTOM -> symptoms.add(finding.words());
      case CAUSE -> causes.add(sentence(finding.words()));
      case FIX -> attempt(finding, Effect.RESOLVED);
      case MITIGATION -> attempt(finding, Effect.MITIGATED);
      case NO_EFFECT -> attempt(finding, Effect.NO_EFFECT);
      case WORSENED -> attempt(finding, Effect.WORSENED);
      case PREVIOUS_HAD_NO_EFFECT -> previous(finding, Effect.NO_EFFECT);
      case PREVIOUS_WORSENED -> previous(finding, Effect.WORSENED);
      case PREVIOUS_MITIGATED -> previous(finding, Effect.MITIGATED);
      case PREVIOUS_HELPED -> previous(finding, Effect.RESOLVED);
    }
  }

  private void attempt(Finding finding, Effect effect) {
    String action = sentence(finding.words());
    if (action.isBlank()) {
      symptoms.add(finding.words());
    } else {
      attempts.add(new Attempt(action, effect));
    }
  }

  private void previous(Finding finding, Effect effect) {
    if (attempts.isEmpty()) {
      symptoms.add(finding.words());
    } else {
      attempts.add(new Attempt(attempts.removeLast().action(), effect));
    }
  }

  private static String sentence(String words) {
    return words.strip().replaceFirst("[\\s.;,]+$", "").replaceFirst("^\\d{1,2}:\\d{2}\\s+", "");
  }

  /** Returns the service that was named by a label, else in the symptom, else in what was done. */
  Optional<String> service() {
    return Optional.ofNullable(service)
        .or(() -> ServiceNames.in(symptom()))
        .or(() -> ServiceNames.in(joined(attempts.stream().map(Attempt::action), "\n")));
  }

  /** Returns whether what was said has the shape of an incident: a label, or two signs of one. */
  boolean isIncident() {
    int signs = Trouble.isIn(symptom()) ? 1 : 0;
    signs += start().isPresent() ? 1 : 0;
    signs += attempts.size();
    signs += causes.isEmpty() ? 0 : 1;
    signs += alert().isPresent() ? 2 : 0;
    return labelled || signs > 1;
  }

  Incident incident() {
    Instant began = start().orElse(null);
    List<String> fixes =
        attempts.stream()
            .filter(attempt -> attempt.effect() == Effect.RESOLVED)
            .map(Attempt::action)
            .toList();
    boolean ordered = began == null || end == null || !end.isBefore(began);
    return Incident.builder(symptom())
        .alertName(alert().orElse(null))
        .fingerprint(Trouble.fingerprint(symptom()).orElse(null))
        .rootCause(causes.isEmpty() ? null : String.join("\n", causes))
        .resolution(fixes.isEmpty() ? null : String.join("\n", fixes))
        .openedAt(began)
        .resolvedAt(ordered ? end : null)
        .attempts(attempts)
        .build();
  }

  private Optional<String> alert() {
    return Optional.ofNullable(alert).or(() -> Trouble.alert(symptom()));
  }

  private Optional<Instant> start() {
    return Optional.ofNullable(start)
        .or(() -> first(symptoms.stream().map(times::begun)))
        .or(() -> first(symptoms.stream().map(times::said)));
  }

  private static Optional<Instant> first(Stream<Optional<Instant>> times) {
    return times.flatMap(Optional::stream).findFirst();
  }

  private String symptom() {
    return joined(symptoms.stream().map(Account::ended), " ");
  }

  /** A piece without its end mark would run into the next one. */
  private static String ended(String piece) {
    return piece.matches("(?s).*[.!?:;,…]") ? piece : piece + ".";
  }

  private static String joined(Stream<String> parts, String between) {
    return parts.collect(Collectors.joining(between));
  }
}
