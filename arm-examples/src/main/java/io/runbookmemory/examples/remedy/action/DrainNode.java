package io.runbookmemory.examples.remedy.action;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.Eviction;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.ToolEffect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes no more pods onto a node and evicts those it has, as disruption budgets let it. */
record DrainNode(ClusterRoom room) implements Remedy<DrainNode.Ask> {

  private static final String MIRROR = "kubernetes.io/config.mirror";

  /** A disruption budget lets the next go once the one before is ready elsewhere. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  record Ask(
      String node,
      @Nullable Boolean urgent,
      @Nullable @Described("id of the memory that recommended it") String memory)
      implements Order {}

  @Override
  public Card<Ask> card() {
    return new Card<>(
        "drain_node",
        "Cordons a node and evicts its pods one by one, but those of daemon sets; it waits"
            + " where a disruption budget does not let it, and a second call goes on.",
        Ask.class,
        ToolEffect.DESTRUCTIVE,
        Duration.ofMinutes(15));
  }

  @Override
  public Target target(Ask asked) {
    if (!room.cluster().config().drainNodes()) {
      throw new InvalidInputException(
          "/node", "may not be drained: remedy.yaml does not say drainNodes: true");
    }
    return new Target(room.cluster().config().cluster(), "", asked.node());
  }

  @Override
  public Course course(Ask asked, String call) {
    Node node =
        Found.found(
            room.cluster().client().nodes().withName(asked.node()).get(), "node", target(asked));
    List<Pod> pods = evicted(asked.node());
    pods.forEach(pod -> Pods.requireController(pod, "/node"));
    List<Course.Step> steps = new ArrayList<>();
    boolean cordoned = Boolean.TRUE.equals(node.getSpec().getUnschedulable());
    if (!cordoned) {
      steps.add(new Course.Step("cordon " + asked.node(), turn -> cordon(node)));
    }
    pods.forEach(
        pod -> steps.add(new Course.Step("evict " + name(pod), turn -> evict(pod), PATIENCE)));
    return new Course(
        "%s is %s and has %d pods to evict"
            .formatted(asked.node(), cordoned ? "cordoned" : "schedulable", pods.size()),
        steps,
        new Course.Check(
            "no pod left to evict", () -> evicted(asked.node()).isEmpty(), Duration.ofMinutes(10)));
  }

  private List<Pod> evicted(String node) {
    return room
        .cluster()
        .client()
        .pods()
        .inAnyNamespace()
        .withField("spec.nodeName", node)
        .list()
        .getItems()
        .stream()
        .filter(pod -> node.equals(pod.getSpec().getNodeName()))
        .filter(
            pod ->
                pod.getStatus() == null
                    || !ENDED.contains(String.valueOf(pod.getStatus().getPhase())))
        .filter(pod -> !pod.getMetadata().getAnnotations().containsKey(MIRROR))
        .filter(
            pod -> Pods.controller(pod).filter(one -> one.getKind().equals("DaemonSet")).isEmpty())
        .toList();
  }

  private void cordon(Node node) {
    room.cluster()
        .client()
        .resource(new NodeBuilder(node).editSpec().withUnschedulable(true).endSpec().build())
        .update();
  }

  /** Evicts this pod and no other that its controller made by the same name, maybe elsewhere. */
  private void evict(Pod pod) {
    String refusal;
    try {
      boolean evicted =
          room.cluster()
              .client()
              .pods()
              .inNamespace(pod.getMetadata().getNamespace())
              .withName(pod.getMetadata().getName())
              .evict(eviction(pod.getMetadata()));
      refusal = evicted ? "" : "a disruption budget does not let " + name(pod) + " go yet";
    } catch (KubernetesClientException e) {
      refusal =
          switch (e.getCode()) {
            case NOT_FOUND -> "";
            case CONFLICT -> name(pod) + " was changed meanwhile";
            default -> throw e;
          };
    }
    // What is refused may be about another by its name, as it went by itself meanwhile.
    if (!refusal.isEmpty() && isLeft(pod)) {
      throw new UnavailableException(name(pod), refusal + "; call again");
    }
  }

  private static Eviction eviction(ObjectMeta pod) {
    return new EvictionBuilder()
        .withNewMetadata()
        .withNamespace(pod.getNamespace())
        .withName(pod.getName())
        .endMetadata()
        .withDeleteOptions(
            new DeleteOptionsBuilder()
                .withNewPreconditions()
                .withUid(pod.getUid())
                .endPreconditions()
                .build())
        .build();
  }

  private boolean isLeft(Pod pod) {
    String uid = pod.getMetadata().getUid();
    return evicted(pod.getSpec().getNodeName()).stream()
        .anyMatch(one -> Objects.equals(one.getMetadata().getUid(), uid));
  }

  private static String name(Pod pod) {
    return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
  }
}
