package io.runbookmemory.examples.remedy.action;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.ToolEffect;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Goes back to the revision before, as {@code kubectl rollout undo} does. Whoever asks names it, so
 * that what was agreed to is not done to another: neither a second time, which would bring back
 * what was left, nor after a new rollout.
 */
record UndoRollout(ClusterRoom room) implements Remedy<UndoRollout.Ask> {

  private static final String REVISION = "deployment.kubernetes.io/revision";
  private static final String HASH = "pod-template-hash";

  record Ask(
      String namespace,
      String deployment,
      @Described("the revision to go back to, which must be the one before the live one") long to,
      @Nullable Boolean urgent,
      @Nullable @Described("id of the memory that recommended it") String memory)
      implements Order {}

  @Override
  public Card<Ask> card() {
    return new Card<>(
        "undo_rollout",
        "Rolls a deployment back to the revision before this one, and waits until it is out.",
        Ask.class,
        ToolEffect.DESTRUCTIVE,
        Duration.ofMinutes(10));
  }

  @Override
  public Target target(Ask asked) {
    return room.target(asked.namespace(), asked.deployment());
  }

  @Override
  public Course course(Ask asked, String call) {
    Target target = target(asked);
    Deployment live = Deployments.live(room, target);
    long now = revision(live.getMetadata().getAnnotations());
    ReplicaSet before = before(live, now);
    long to = revision(before.getMetadata().getAnnotations());
    if (asked.to() != to) {
      throw new InvalidInputException(
          "/to",
          "must be the revision before the live one: %d is live, %d was before it, got %d"
              .formatted(now, to, asked.to()));
    }
    PodTemplateSpec template = template(before);
    return new Course(
        "revision %d with %s".formatted(now, images(live.getSpec().getTemplate())),
        List.of(
            new Course.Step(
                "go back to revision %d with %s".formatted(to, images(template)),
                turn ->
                    room.cluster()
                        .client()
                        .resource(
                            new DeploymentBuilder(live)
                                .editSpec()
                                .withTemplate(template)
                                .endSpec()
                                .build())
                        .update())),
        new Course.Check(
            "every replica of the new revision available",
            () -> {
              Deployment then = Deployments.live(room, target);
              return images(then.getSpec().getTemplate()).equals(images(template))
                  && Deployments.isRolledOut(then);
            },
            Duration.ofMinutes(9)));
  }

  private ReplicaSet before(Deployment live, long now) {
    String uid = live.getMetadata().getUid();
    List<ReplicaSet> sets =
        room.cluster()
            .client()
            .apps()
            .replicaSets()
            .inNamespace(live.getMetadata().getNamespace())
            .list()
            .getItems();
    return sets.stream()
        .filter(
            set ->
                set.getMetadata().getOwnerReferences().stream()
                    .anyMatch(owner -> owner.getUid().equals(uid)))
        .filter(set -> revision(set.getMetadata().getAnnotations()) < now)
        .max(Comparator.comparingLong(set -> revision(set.getMetadata().getAnnotations())))
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "/deployment", "must have a revision before " + now + ", there is none"));
  }

  private static PodTemplateSpec template(ReplicaSet set) {
    return new PodTemplateSpecBuilder(set.getSpec().getTemplate())
        .editOrNewMetadata()
        .removeFromLabels(HASH)
        .endMetadata()
        .build();
  }

  private static long revision(@Nullable Map<String, String> annotations) {
    String text = annotations == null ? null : annotations.get(REVISION);
    return text == null || !text.matches("[0-9]{1,18}") ? 0 : Long.parseLong(text);
  }

  private static String images(PodTemplateSpec template) {
    return template.getSpec().getContainers().stream()
        .map(Container::getImage)
        .collect(Collectors.joining(", "));
  }
}
