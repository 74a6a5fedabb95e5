package io.runbookmemory.examples.remedy.action;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.ToolEffect;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes a pod, of which its controller makes another. */
record RestartPod(ClusterRoom room) implements Remedy<RestartPod.Ask> {

  record Ask(
      String namespace,
      @Described("the pod's name") String pod,
      @Nullable Boolean urgent,
      @Nullable @Described("id of the memory that recommended it") String memory)
      implements Order {}

  @Override
  public Card<Ask> card() {
    return new Card<>(
        "restart_pod",
        "Deletes a pod, of which its controller makes another, and waits until that is ready.",
        Ask.class,
        ToolEffect.REVERSIBLE,
        Duration.ofMinutes(5));
  }

  @Override
  public Target target(Ask asked) {
    return room.target(asked.namespace(), asked.pod());
  }

  @Override
  public Course course(Ask asked, String call) {
    PodResource resource =
        room.cluster().client().pods().inNamespace(asked.namespace()).withName(asked.pod());
    Pod pod = Found.found(resource.get(), "pod", target(asked));
    OwnerReference owner = Pods.requireController(pod, "/pod");
    long others = ready(asked, owner) - (Pods.isReady(pod) ? 1 : 0);
    String uid = pod.getMetadata().getUid();
    return new Course(
        "%s is %s, beside %d ready of %s %s"
            .formatted(
                asked.pod(),
                Pods.isReady(pod) ? "ready" : "not ready",
                others,
                owner.getKind(),
                owner.getName()),
        List.of(
            new Course.Step(
                "delete pod " + asked.pod(),
                turn -> room.cluster().client().resource(pod).delete())),
        new Course.Check(
            (others + 1) + " ready pods of " + owner.getName(),
            () -> ready(asked, owner) > others && isGone(resource, uid),
            Duration.ofMinutes(4)));
  }

  private long ready(Ask asked, OwnerReference owner) {
    return Pods.ready(
        room.cluster().client().pods().inNamespace(asked.namespace()).list().getItems(), owner);
  }

  private static boolean isGone(PodResource resource, @Nullable String uid) {
    Pod live = resource.get();
    return live == null || !String.valueOf(live.getMetadata().getUid()).equals(uid);
  }
}
