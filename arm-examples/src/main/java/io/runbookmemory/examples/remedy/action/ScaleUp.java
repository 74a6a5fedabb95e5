package io.runbookmemory.examples.remedy.action;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.remedy.cluster.ClusterConfig;
import io.runbookmemory.examples.remedy.later.FollowUp;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.ToolEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives a deployment more replicas for a while. */
record ScaleUp(ClusterRoom room) implements Remedy<ScaleUp.Ask> {

  record Ask(
      String namespace,
      String deployment,
      @Described("how many there shall be, more than now") int replicas,
      @Nullable Boolean urgent,
      @Nullable @Described("id of the memory that recommended it") String memory)
      implements Order {}

  @Override
  public Card<Ask> card() {
    return new Card<>(
        "scale_up",
        "Gives a deployment more replicas, and the former number again after "
            + room.cluster().config().scaleDownAfter().toMinutes()
            + " minutes.",
        Ask.class,
        ToolEffect.REVERSIBLE,
        Duration.ofMinutes(5));
  }

  @Override
  public Target target(Ask asked) {
    ClusterConfig config = room.cluster().config();
    Target target = room.target(asked.namespace(), asked.deployment());
    if (asked.replicas() > config.maxReplicas()) {
      throw new InvalidInputException(
          "/replicas",
          "must be at most "
              + config.maxReplicas()
              + ", which remedy.yaml allows, got "
              + asked.replicas());
    }
    return target;
  }

  @Override
  public Course course(Ask asked, String call) {
    Target target = target(asked);
    Deployment live = Deployments.live(room, target);
    int now = Deployments.wanted(live);
    if (asked.replicas() <= now) {
      throw new InvalidInputException(
          "/replicas", "must be more than the " + now + " there are, got " + asked.replicas());
    }
    requireNoAutoscaler(asked);
    // What was scaled up before, and not yet down, goes back to where that began.
    int back = room.followUps().open(target.toString(), now).map(FollowUp::back).orElse(now);
    Duration after = room.cluster().config().scaleDownAfter();
    return new Course(
        "%d of %d replicas are available".formatted(Deployments.available(live), now),
        List.of(
            new Course.Step(
                "note that it goes back to %d replicas after %d minutes"
                    .formatted(back, after.toMinutes()),
                turn -> room.followUps().keep(turn, call, later(target, asked, back))),
            new Course.Step(
                "scale from %d to %d replicas".formatted(now, asked.replicas()),
                turn -> scale(live, asked.replicas()))),
        new Course.Check(
            asked.replicas() + " available replicas",
            () -> {
              Deployment then = Deployments.live(room, target);
              return Deployments.isObserved(then)
                  && Deployments.available(then) >= asked.replicas();
            },
            Duration.ofMinutes(4)));
  }

  private FollowUp later(Target target, Ask asked, int back) {
    Instant due = room.clock().instant().plus(room.cluster().config().scaleDownAfter());
    return new FollowUp(
        1, target.cluster(), target.namespace(), target.name(), asked.replicas(), back, due);
  }

  private void requireNoAutoscaler(Ask asked) {
    List<HorizontalPodAutoscaler> scalers =
        room.cluster()
            .client()
            .autoscaling()
            .v2()
            .horizontalPodAutoscalers()
            .inNamespace(asked.namespace())
            .list()
            .getItems();
    for (HorizontalPodAutoscaler one : scalers) {
      var scaled = one.getSpec().getScaleTargetRef();
      if (scaled.getKind().equals("Deployment") && scaled.getName().equals(asked.deployment())) {
        throw new InvalidInputException(
            "/deployment",
            "must not be scaled by an autoscaler, which would undo it, got "
                + asked.deployment()
                + " of "
                + one.getMetadata().getName());
      }
    }
  }

  /** Of the version that was looked at, so that what somebody changed since is a conflict. */
  private void scale(Deployment live, int replicas) {
    room.cluster()
        .client()
        .resource(new DeploymentBuilder(live).editSpec().withReplicas(replicas).endSpec().build())
        .update();
  }
}
