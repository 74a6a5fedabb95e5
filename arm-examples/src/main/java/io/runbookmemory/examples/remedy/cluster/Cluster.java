package io.runbookmemory.examples.remedy.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.runbookmemory.error.InvalidInputException;
import java.util.TreeSet;

/**
 * A cluster that may be acted on.
 *
 * @param client speaks to its API server
 * @param config what the team allows
 */
public record Cluster(KubernetesClient client, ClusterConfig config) implements AutoCloseable {

  private static final int ANSWER_WITHIN_MILLIS = 10_000;

  /** Returns the cluster that a configuration names; nothing is asked of it yet. */
  public static Cluster open(ClusterConfig config) {
    return of(Config.autoConfigure(config.context()), config);
  }

  /** Returns the cluster that an access leads to; nothing is asked of it yet. */
  public static Cluster of(Config access, ClusterConfig config) {
    access.setRequestTimeout(ANSWER_WITHIN_MILLIS);
    access.setConnectionTimeout(ANSWER_WITHIN_MILLIS);
    // Whoever called may try again; a tool that retries by itself outlives its deadline.
    access.setRequestRetryBackoffLimit(0);
    return new Cluster(new KubernetesClientBuilder().withConfig(access).build(), config);
  }

  /** Refuses a namespace that the configuration does not name. */
  public String allowed(String namespace) {
    if (!config.namespaces().contains(namespace)) {
      throw new InvalidInputException(
          "/namespace",
          "must be one of "
              + new TreeSet<>(config.namespaces())
              + ", which remedy.yaml allows, got "
              + namespace);
    }
    return namespace;
  }

  @Override
  public void close() {
    client.close();
  }
}
