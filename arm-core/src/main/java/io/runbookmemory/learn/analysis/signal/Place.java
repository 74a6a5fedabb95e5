package io.runbookmemory.learn.analysis.signal;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a finding applies to. A part that is null applies everywhere.
 *
 * @param service as in OpenTelemetry's {@code service.name}
 * @param env such as {@code prod}
 * @param cluster such as {@code eu-1}
 */
public record Place(@Nullable String service, @Nullable String env, @Nullable String cluster) {

  /** Takes blank parts for absent. */
  public Place {
    service = present(service);
    env = present(env);
    cluster = present(cluster);
  }

  private static @Nullable String present(@Nullable String part) {
    return part == null || part.isBlank() ? null : part;
  }

  /**
   * Returns the environment and the cluster alone.
   *
   * @return this without its service
   */
  public Place withoutService() {
    return service == null ? this : new Place(null, env, cluster);
  }

  /**
   * Returns environment and cluster for the end of a name.
   *
   * @return such as {@code (prod, eu-1)}, with the blank; empty if neither is known
   */
  public String inBrackets() {
    String words =
        Stream.of(env, cluster).filter(Objects::nonNull).collect(Collectors.joining(", "));
    return words.isEmpty() ? "" : " (" + words + ")";
  }
}
