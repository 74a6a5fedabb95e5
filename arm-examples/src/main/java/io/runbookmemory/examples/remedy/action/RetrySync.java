package io.runbookmemory.examples.remedy.action;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.ToolEffect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has Argo CD sync an application again, to what Git says, without deleting anything. */
record RetrySync(ClusterRoom room, Custom applications) implements Remedy<RetrySync.Ask> {

  record Ask(
      @Described("where the Application is, often argocd") String namespace,
      String application,
      @Nullable Boolean urgent,
      @Nullable @Described("id of the memory that recommended it") String memory)
      implements Order {}

  RetrySync(ClusterRoom room) {
    this(
        room,
        new Custom(room, Custom.kind("argoproj.io", "v1alpha1", "Application", "applications")));
  }

  @Override
  public Card<Ask> card() {
    return new Card<>(
        "retry_sync",
        "Has Argo CD sync an application again to what Git says, without pruning.",
        Ask.class,
        ToolEffect.REVERSIBLE,
        Duration.ofMinutes(10));
  }

  @Override
  public Target target(Ask asked) {
    return room.target(asked.namespace(), asked.application());
  }

  @Override
  public Course course(Ask asked, String call) {
    Target target = target(asked);
    GenericKubernetesResource live = applications.live(target);
    String phase = Custom.text(live, "status", "operationState", "phase");
    if (live.get("operation") != null || phase.equals("Running")) {
      throw new InvalidInputException(
          "/application", "must not be syncing already, got " + asked.application());
    }
    String before = Custom.text(live, "status", "operationState", "startedAt");
    Map<String, Object> operation =
        Map.of("initiatedBy", Map.of("username", "arm"), "sync", Map.of("prune", false));
    return new Course(
        "%s, the last sync %s"
            .formatted(
                Custom.text(live, "status", "sync", "status"), phase.isEmpty() ? "unknown" : phase),
        List.of(
            new Course.Step(
                "sync without pruning",
                turn ->
                    applications.update(
                        target,
                        new GenericKubernetesResourceBuilder(live)
                            .addToAdditionalProperties("operation", operation)
                            .build()))),
        new Course.Check(
            "a later sync that succeeded",
            () -> {
              GenericKubernetesResource then = applications.live(target);
              return !Custom.text(then, "status", "operationState", "startedAt").equals(before)
                  && Custom.text(then, "status", "operationState", "phase").equals("Succeeded");
            },
            Duration.ofMinutes(9)));
  }
}
