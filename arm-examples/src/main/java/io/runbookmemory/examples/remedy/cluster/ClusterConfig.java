package io.runbookmemory.examples.remedy.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be done to a cluster.
 *
 * @param context of the kube config; null for the current one, or the pod's own account
 * @param cluster what alerts and memories call it
 * @param namespaces where anything may be done; elsewhere nothing is
 * @param maxReplicas to which a deployment is scaled at most
 * @param scaleDownAfter how long a deployment stays scaled up
 * @param temporaryPaths below which files may be deleted
 * @param drainNodes whether nodes may be emptied, which touches every namespace
 * @param configMaps the manifests that live ones are compared with, by namespace/name
 */
public record ClusterConfig(
    @Nullable String context,
    String cluster,
    Set<String> namespaces,
    int maxReplicas,
    Duration scaleDownAfter,
    List<String> temporaryPaths,
    boolean drainNodes,
    Map<String, Path> configMaps) {

  /** Copies what can change. */
  public ClusterConfig {
    namespaces = Set.copyOf(namespaces);
    temporaryPaths = List.copyOf(temporaryPaths);
    configMaps = Map.copyOf(configMaps);
  }

  /** Returns the manifest that a ConfigMap is compared with. */
  public Optional<Path> manifest(String namespace, String name) {
    return Optional.ofNullable(configMaps.get(namespace + "/" + name));
  }
}
