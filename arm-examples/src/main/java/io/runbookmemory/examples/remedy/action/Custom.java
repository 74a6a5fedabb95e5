package io.runbookmemory.examples.remedy.action;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Reads resources that other operators define. */
record Custom(ClusterRoom room, ResourceDefinitionContext kind) {

  static ResourceDefinitionContext kind(String group, String version, String kind, String plural) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion(version)
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }

  GenericKubernetesResource live(Target target) {
    return Found.found(
        room.cluster()
            .client()
            .genericKubernetesResources(kind)
            .inNamespace(target.namespace())
            .withName(target.name())
            .get(),
        kind.getKind(),
        target);
  }

  void update(Target target, GenericKubernetesResource changed) {
    room.cluster()
        .client()
        .genericKubernetesResources(kind)
        .inNamespace(target.namespace())
        .resource(changed)
        .update();
  }

  static String text(GenericKubernetesResource of, Object... path) {
    Object found = of.get(path);
    return found == null ? "" : found.toString();
  }

  /** Returns the time at a path; empty where none is there, or it is none. */
  static Optional<Instant> time(GenericKubernetesResource of, Object... path) {
    try {
      return Optional.of(Instant.parse(text(of, path)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
