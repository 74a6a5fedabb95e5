package io.runbookmemory.recall;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.memory.Chronology;
import io.runbookmemory.memory.Doubt;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is otherwise now than when a memory was made, in words for people.
 *
 * @param situation what is known now
 * @param route where that was taken to be
 * @param deployments what went out lately of the route's service and of what it depends on, read
 *     for what is relevant alone
 */
record Differences(Situation situation, Route route, RecentDeployments deployments) {

  /** From this age on a verification is called old: the SLA of 90 days for runbooks. */
  private static final Duration FRESH = Duration.ofDays(90);

  /** The labels of Prometheus, OpenTelemetry and the clouds that say where an alert fired. */
  private static final List<String> REGION_LABELS =
      List.of("region", "cloud_region", "aws_region", "topology_kubernetes_io_region");

  /** Those that say which version fired it. */
  private static final List<String> VERSION_LABELS =
      List.of("version", "service_version", "app_version", "app_kubernetes_io_version");

  List<String> of(Recollection one) {
    Memory memory = one.memory();
    List<String> differs = new ArrayList<>();
    Scope then = memory.scope();
    Scope now = route.scope();
    note(differs, "service", then.service(), now.service());
    note(differs, "env", then.env(), now.env());
    note(differs, "cluster", then.cluster(), now.cluster());
    note(differs, "namespace", then.namespace(), now.namespace());
    noteTagged(differs, "region", memory, REGION_LABELS);
    noteTagged(differs, "version", memory, VERSION_LABELS);
    if (one.strength() != Strength.TRIAGE) {
      noteDeployments(differs, memory);
    }
    if (memory.status() == MemoryStatus.SUSPECT) {
      differs.add(Doubt.words(memory, deployments.behind(memory), situation.at()));
    }
    Instant verified = memory.times().lastVerifiedAt();
    Instant at = situation.at();
    if (verified != null && verified.plus(FRESH).isBefore(at)) {
      differs.add("last verified " + Duration.between(verified, at).toDays() + " days ago");
    }
    if (memory.provenance().trust() == TrustTier.EXTERNAL) {
      differs.add("from outside, approved by nobody");
    }
    return differs;
  }

  private static void note(
      List<String> differs, String what, @Nullable String then, @Nullable String now) {
    if (then != null && now != null && !then.equals(now)) {
      differs.add(what + " was " + then + ", is " + now);
    }
  }

  /** Compares tags such as {@code region:eu-west-1} with a label of the alert. */
  private void noteTagged(List<String> differs, String what, Memory memory, List<String> labels) {
    String prefix = what + ":";
    List<String> then =
        memory.tags().stream()
            .filter(tag -> tag.startsWith(prefix))
            .map(tag -> tag.substring(prefix.length()))
            .toList();
    if (then.isEmpty()) {
      return;
    }
    Optional<String> now = situation.alert().flatMap(alert -> first(alert, labels));
    if (now.isPresent() && !then.contains(now.get())) {
      note(differs, what, String.join(" or ", then), now.get());
    }
  }

  private static Optional<String> first(Alert alert, List<String> labels) {
    return labels.stream().flatMap(label -> alert.label(label).stream()).findFirst();
  }

  /** Tells of what went out after the memory was last known to be right. */
  private void noteDeployments(List<String> differs, Memory memory) {
    String service = memory.scope().service();
    if (memory.content() instanceof Deployment
        || (service != null && !service.equals(route.scope().service()))) {
      return;
    }
    Chronology times = memory.times();
    Instant verified = times.lastVerifiedAt();
    Instant known =
        verified != null && verified.isAfter(times.knownAt()) ? verified : times.knownAt();
    for (Memory one : deployments.newest()) {
      Instant happened = one.times().knownAt();
      if (one.content() instanceof Deployment deployment && happened.isAfter(known)) {
        differs.add(
            deployment.version()
                + " of "
                + one.scope().service()
                + " was deployed at "
                + happened
                + ", after it");
      }
    }
  }
}
