package io.runbookmemory.oncall;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.graph.Neighbour;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whom a situation concerns, and when to call in more of them. */
final class Informing {

  /** Who waits for a service without asking it is told by those who do. */
  private static final int HOPS = 1;

  /** As many as are told in a minute; a platform has hundreds of dependents. */
  private static final int MAX_DEPENDENTS = 8;

  private final ServiceGraph services;
  private final Map<String, Contact> contacts = new LinkedHashMap<>();

  Informing(ServiceGraph services) {
    this.services = services;
  }

  /** Returns whom to tell: owners, then who depends on the service, then who suffered before. */
  List<Contact> contacts(
      @Nullable String service, List<Recollection> runbooks, List<Recollection> incidents) {
    for (Recollection one : runbooks) {
      if (one.memory().content() instanceof Runbook runbook) {
        runbook.owners().forEach(it -> add(it, "keeps the runbook " + one.memory().title()));
      }
    }
    if (service != null) {
      services.ownersOf(service).forEach(owner -> add(owner, "owns " + service));
      services.dependentsOf(service, HOPS).stream()
          .limit(MAX_DEPENDENTS)
          .forEach(this::addDependent);
    }
    incidents.stream().map(Recollection::memory).forEach(it -> addSufferers(it, service));
    return List.copyOf(contacts.values());
  }

  private void addDependent(Neighbour dependent) {
    String path = dependent.path().getLast().toString();
    addService(dependent.service(), path);
  }

  private void addSufferers(Memory memory, @Nullable String service) {
    if (memory.content() instanceof Incident incident) {
      String name = Planner.ticketOf(memory).orElse("“" + memory.title() + "”");
      for (String affected : incident.affectedServices()) {
        if (!affected.equals(service)) {
          addService(affected, affected + " suffered in " + name);
        }
      }
    }
  }

  private void addService(String service, String why) {
    if (services.ownersOf(service).isEmpty()) {
      add(service, why);
    }
    services.ownersOf(service).forEach(owner -> add(owner, why));
  }

  private void add(String who, String why) {
    if (!who.isBlank()) {
      contacts.putIfAbsent(who, new Contact(who, why));
    }
  }

  /** Returns when to call in others, the soonest first. */
  static List<Escalation> escalations(
      Situation situation,
      @Nullable Classification classification,
      EscalationPolicy policy,
      List<String> to) {
    List<Escalation> escalations = new ArrayList<>();
    Optional<Verdict> verdict = verdict(situation, classification);
    verdict
        .flatMap(it -> policy.deadlines(it, severity(situation)))
        .ifPresent(
            it -> {
              Instant at = situation.at();
              String taken = "if nobody has acknowledged it for " + Span.inWords(it.acknowledged());
              String stopped = "if the harm has not stopped after " + Span.inWords(it.mitigated());
              escalations.add(new Escalation(at.plus(it.acknowledged()), taken, to));
              escalations.add(new Escalation(at.plus(it.mitigated()), stopped, to));
            });
    if (classification != null && classification.verdict() != Verdict.LOG) {
      classification
          .projectedExhaustion()
          .ifPresent(left -> escalations.add(spent(classification, left, to)));
    }
    escalations.sort(Comparator.comparing(Escalation::at));
    return escalations;
  }

  private static Escalation spent(Classification classification, Duration left, List<String> to) {
    String condition =
        left.isZero()
            ? "since the error budget is spent"
            : "if it burns on as now: the error budget is spent, "
                + Span.inWords(left)
                + " from the verdict";
    return new Escalation(classification.at().plus(left), condition, to);
  }

  /** An alert without a series is taken as seriously as it takes itself: it woke somebody. */
  private static Optional<Verdict> verdict(
      Situation situation, @Nullable Classification classification) {
    return classification == null
        ? situation.alert().map(alert -> Verdict.PAGE)
        : Optional.of(classification.verdict());
  }

  private static @Nullable Severity severity(Situation situation) {
    return situation
        .alert()
        .flatMap(alert -> alert.label("severity"))
        .flatMap(Severity::of)
        .orElse(null);
  }
}
