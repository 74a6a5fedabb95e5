package io.runbookmemory.examples.remedy.action;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.runbookmemory.error.InvalidInputException;
import java.util.List;
import java.util.Optional;

/** What is read off pods. */
final class Pods {

  private Pods() {}

  static boolean isReady(Pod pod) {
    return pod.getStatus() != null
        && pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus().getConditions().stream()
            .anyMatch(one -> one.getType().equals("Ready") && one.getStatus().equals("True"));
  }

  /** Returns what makes another pod where this one goes. */
  static Optional<OwnerReference> controller(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .findFirst();
  }

  static OwnerReference requireController(Pod pod, String field) {
    return controller(pod)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    field,
                    "must name a pod with a controller, as nothing would make another "
                        + pod.getMetadata().getName()));
  }

  static long ready(List<Pod> pods, OwnerReference owner) {
    return pods.stream()
        .filter(Pods::isReady)
        .filter(
            pod -> controller(pod).filter(one -> one.getUid().equals(owner.getUid())).isPresent())
        .count();
  }
}
