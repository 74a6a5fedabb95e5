package io.runbookmemory.examples.remedy.action;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.ToolEffect;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has External Secrets fetch a secret anew; the secret itself is never read. */
record RefreshSecret(ClusterRoom room, Custom secrets) implements Remedy<RefreshSecret.Ask> {

  /** The annotation that External Secrets' documentation names for this. */
  private static final String FORCE = "force-sync";

  record Ask(
      String namespace,
      // Not called a secret, as the guard takes out of arguments what is.
      @Described("of the ExternalSecret") String name,
      @Nullable Boolean urgent,
      @Nullable @Described("id of the memory that recommended it") String memory)
      implements Order {}

  RefreshSecret(ClusterRoom room) {
    this(
        room,
        new Custom(
            room, Custom.kind("external-secrets.io", "v1", "ExternalSecret", "externalsecrets")));
  }

  @Override
  public Card<Ask> card() {
    return new Card<>(
        "refresh_secret",
        "Has the External Secrets operator fetch a secret anew; reads no secret itself.",
        Ask.class,
        ToolEffect.REVERSIBLE,
        Duration.ofMinutes(2));
  }

  @Override
  public Target target(Ask asked) {
    return room.target(asked.namespace(), asked.name());
  }

  @Override
  public Course course(Ask asked, String call) {
    Target target = target(asked);
    GenericKubernetesResource live = secrets.live(target);
    String refreshed = Custom.text(live, "status", "refreshTime");
    String mark = Long.toString(room.clock().instant().getEpochSecond());
    return new Course(
        refreshed.isEmpty() ? "it was never fetched" : "it was fetched at " + refreshed,
        List.of(
            new Course.Step(
                "ask for it anew with the annotation " + FORCE,
                turn ->
                    secrets.update(
                        target,
                        new GenericKubernetesResourceBuilder(live)
                            .editMetadata()
                            .addToAnnotations(FORCE, mark)
                            .endMetadata()
                            .build()))),
        new Course.Check(
            "a later refreshTime",
            () -> {
              String then = Custom.text(secrets.live(target), "status", "refreshTime");
              return !then.isEmpty() && !then.equals(refreshed);
            },
            Duration.ofSeconds(90)));
  }
}
