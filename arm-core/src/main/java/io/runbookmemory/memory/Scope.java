package io.runbookmemory.memory;

import io.runbookmemory.text.StorableText;
import org.jspecify.annotations.Nullable;

/**
 * What a memory applies to. A part that is null applies everywhere.
 *
 * @param tenant whose it is
 * @param cluster such as {@code eu-1}
 * @param namespace of Kubernetes
 * @param service as in OpenTelemetry's {@code service.name}
 * @param env one of the configured {@link Environments}
 * @param session the chat session it belongs to; null for what all sessions share
 */
public record Scope(
    Tenant tenant,
    @Nullable String cluster,
    @Nullable String namespace,
    @Nullable String service,
    @Nullable String env,
    @Nullable String session) {

  /** Treats blank parts as absent. */
  public Scope {
    cluster = present(cluster);
    namespace = present(namespace);
    service = present(service);
    env = present(env);
    session = present(session);
  }

  private static @Nullable String present(@Nullable String part) {
    return part == null || part.isBlank() ? null : StorableText.of(part.strip());
  }

  /**
   * Returns the scope of everything a tenant has.
   *
   * @param tenant whose
   * @return all other parts absent
   */
  public static Scope of(Tenant tenant) {
    return new Scope(tenant, null, null, null, null, null);
  }

  /**
   * Returns this scope with another tenant.
   *
   * @param newTenant whose
   * @return a copy
   */
  public Scope withTenant(Tenant newTenant) {
    return new Scope(newTenant, cluster, namespace, service, env, session);
  }

  /**
   * Returns this scope with another service.
   *
   * @param newService null for every service
   * @return a copy
   */
  public Scope withService(@Nullable String newService) {
    return new Scope(tenant, cluster, namespace, newService, env, session);
  }

  /**
   * Returns this scope with another environment.
   *
   * @param newEnv null for every environment
   * @return a copy
   */
  public Scope withEnv(@Nullable String newEnv) {
    return new Scope(tenant, cluster, namespace, service, newEnv, session);
  }

  /**
   * Returns this scope with another session.
   *
   * @param newSession null for what all sessions share
   * @return a copy
   */
  public Scope withSession(@Nullable String newSession) {
    return new Scope(tenant, cluster, namespace, service, env, newSession);
  }

  /**
   * Returns this scope with another cluster and namespace.
   *
   * @param newCluster null for every cluster
   * @param newNamespace null for every namespace
   * @return a copy
   */
  public Scope withPlace(@Nullable String newCluster, @Nullable String newNamespace) {
    return new Scope(tenant, newCluster, newNamespace, service, env, session);
  }
}
