package io.runbookmemory.examples.remedy.action;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import org.jspecify.annotations.Nullable;

/** What is read off deployments, as {@code kubectl rollout status} does. */
final class Deployments {

  private Deployments() {}

  static Deployment live(ClusterRoom room, Target target) {
    return Found.found(
        room.cluster()
            .client()
            .apps()
            .deployments()
            .inNamespace(target.namespace())
            .withName(target.name())
            .get(),
        "deployment",
        target);
  }

  static int wanted(Deployment one) {
    return number(one.getSpec().getReplicas(), 1);
  }

  static int available(Deployment one) {
    return one.getStatus() == null ? 0 : number(one.getStatus().getAvailableReplicas(), 0);
  }

  /**
   * Returns whether the status is about the deployment as it is asked for now: until its controller
   * has seen a change, the status still tells of what was asked for before.
   */
  static boolean isObserved(Deployment one) {
    DeploymentStatus status = one.getStatus();
    return status != null
        && longNumber(status.getObservedGeneration())
            >= longNumber(one.getMetadata().getGeneration());
  }

  static boolean isRolledOut(Deployment one) {
    DeploymentStatus status = one.getStatus();
    return status != null
        && isObserved(one)
        && number(status.getUpdatedReplicas(), 0) >= wanted(one)
        && number(status.getReplicas(), 0) <= number(status.getUpdatedReplicas(), 0)
        && available(one) >= wanted(one);
  }

  private static int number(@Nullable Integer given, int otherwise) {
    return given == null ? otherwise : given;
  }

  private static long longNumber(@Nullable Long given) {
    return given == null ? 0 : given;
  }
}
