package io.runbookmemory.examples.remedy.watch;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.runbookmemory.alert.Alert;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads off a pod what is wrong with it, as alerts of the names that the standard checks have, so
 * that their runbooks are recalled. The state of pods is read and not the events about them: events
 * expire after an hour, are folded, and of OOMKilled there is none.
 */
final class PodTroubles {

  private static final Map<String, String> WAITING =
      Map.of(
          "CrashLoopBackOff", "ContainerCrashLoops",
          "ImagePullBackOff", "ImagePullFails",
          "ErrImagePull", "ImagePullFails",
          "InvalidImageName", "ImagePullFails");
  private static final String OOM = "OOMKilled";

  private final String cluster;
  private final Pod pod;
  private final List<Alert> alerts = new ArrayList<>();

  private PodTroubles(String cluster, Pod pod) {
    this.cluster = cluster;
    this.pod = pod;
  }

  /** Returns an alert for each trouble; of two containers there may be two. */
  static List<Alert> of(String cluster, Pod pod) {
    if (pod.getStatus() == null || pod.getMetadata().getDeletionTimestamp() != null) {
      return List.of();
    }
    PodTroubles troubles = new PodTroubles(cluster, pod);
    pod.getStatus().getConditions().forEach(troubles::condition);
    pod.getStatus().getInitContainerStatuses().forEach(troubles::container);
    pod.getStatus().getContainerStatuses().forEach(troubles::container);
    return List.copyOf(troubles.alerts);
  }

  /** Troubles of a container that runs for a while between two of them. */
  private static final Set<String> RECURRING =
      Set.of("ContainerCrashLoops", "ContainerOutOfMemory");

  /**
   * Returns whether a pod that shows a trouble no more is surely rid of it: of what recurs once its
   * container has been ready since a time, or is done.
   */
  static boolean isOver(Alert alert, Pod pod, Instant readySince) {
    String name = alert.labels().get("container");
    boolean goes = pod.getStatus() == null || pod.getMetadata().getDeletionTimestamp() != null;
    if (goes || name == null || !RECURRING.contains(alert.name().orElse(""))) {
      return true;
    }
    return Stream.concat(
            pod.getStatus().getInitContainerStatuses().stream(),
            pod.getStatus().getContainerStatuses().stream())
        .filter(one -> name.equals(one.getName()) && one.getState() != null)
        .allMatch(one -> isCalm(one, readySince));
  }

  private static boolean isCalm(ContainerStatus one, Instant readySince) {
    var running = one.getState().getRunning();
    var ended = one.getState().getTerminated();
    if (ended != null) {
      return Integer.valueOf(0).equals(ended.getExitCode());
    }
    return running != null
        && Boolean.TRUE.equals(one.getReady())
        && !parsed(running.getStartedAt()).orElse(Instant.EPOCH).isAfter(readySince);
  }

  private void condition(PodCondition one) {
    boolean unschedulable =
        one.getType().equals("PodScheduled")
            && one.getStatus().equals("False")
            && "Unschedulable".equals(one.getReason());
    if (unschedulable) {
      add("PodUnschedulable", "FailedScheduling", "", one.getLastTransitionTime());
    }
  }

  private void container(ContainerStatus one) {
    var state = one.getState();
    if (state != null && state.getWaiting() != null) {
      String reason = String.valueOf(state.getWaiting().getReason());
      String alert = WAITING.get(reason);
      if (alert != null) {
        // Pulling goes to and fro between two reasons: one trouble.
        String shown = alert.equals("ImagePullFails") ? "ImagePullBackOff" : reason;
        add(alert, shown, one.getName(), pod.getStatus().getStartTime());
      }
    }
    var last = one.getLastState() == null ? null : one.getLastState().getTerminated();
    var now = state == null ? null : state.getTerminated();
    boolean ready = Boolean.TRUE.equals(one.getReady());
    if (now != null && OOM.equals(now.getReason())) {
      add("ContainerOutOfMemory", OOM, one.getName(), now.getFinishedAt());
    } else if (!ready && last != null && OOM.equals(last.getReason())) {
      add("ContainerOutOfMemory", OOM, one.getName(), last.getFinishedAt());
    }
  }

  private void add(String alert, String reason, String container, @Nullable String since) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("alertname", alert);
    labels.put("cluster", cluster);
    labels.put("namespace", pod.getMetadata().getNamespace());
    labels.put("service", service());
    labels.put("reason", reason);
    labels.put("severity", alert.equals("ContainerCrashLoops") ? "critical" : "warning");
    if (!container.isEmpty()) {
      labels.put("container", container);
    }
    String name = pod.getMetadata().getName();
    alerts.add(
        new Alert(labels, Map.of("summary", reason + " of pod " + name, "pod", name), at(since)));
  }

  /** A pod's own name changes with every pod, and would make an alert of each. */
  private String service() {
    Map<String, String> labels = pod.getMetadata().getLabels();
    for (String key : List.of("app.kubernetes.io/name", "app")) {
      String name = labels == null ? null : labels.get(key);
      if (name != null && !name.isBlank()) {
        return name;
      }
    }
    return pod.getMetadata().getOwnerReferences().stream()
        .map(OwnerReference::getName)
        .findFirst()
        .orElse(pod.getMetadata().getName());
  }

  private Instant at(@Nullable String since) {
    for (String text :
        List.of(
            Objects.requireNonNullElse(since, ""),
            Objects.requireNonNullElse(pod.getMetadata().getCreationTimestamp(), ""))) {
      Optional<Instant> time = parsed(text);
      if (time.isPresent()) {
        return time.get();
      }
    }
    return Instant.EPOCH;
  }

  private static Optional<Instant> parsed(@Nullable String time) {
    try {
      return time == null ? Optional.empty() : Optional.of(Instant.parse(time));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
