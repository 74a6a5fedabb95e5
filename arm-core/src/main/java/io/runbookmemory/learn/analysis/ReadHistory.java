package io.runbookmemory.learn.analysis;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.learn.analysis.pattern.AlertLog;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A history that was read once, for several who ask for parts of it. Where resources could not be
 * read it has none, and says why. Immutable, thread-safe.
 */
public final class ReadHistory implements AnalysisInput {

  private final AnalysisInput input;
  private final AlertLog alerts;
  private final Mined mined;
  private final List<DeploymentEvent> deployments;
  private final List<ResourceSeries> resources;
  private final @Nullable String missing;

  private ReadHistory(
      AnalysisInput input,
      Mined mined,
      AlertLog alerts,
      List<DeploymentEvent> deployments,
      Resources resources) {
    this.input = input;
    this.mined = mined;
    this.alerts = alerts;
    this.deployments = List.copyOf(deployments);
    this.resources = List.copyOf(resources.read());
    this.missing = resources.missing();
  }

  /** Resources, or why there are none. */
  private record Resources(List<ResourceSeries> read, @Nullable String missing) {

    static Resources of(AnalysisInput input, Instant asOf) {
      try {
        return new Resources(input.resources(asOf), null);
      } catch (ArmException e) {
        return new Resources(List.of(), String.valueOf(e.getMessage()));
      }
    }
  }

  /**
   * Reads a history.
   *
   * @param input where it is
   * @param from inclusive
   * @param until exclusive, and the time as of which resources are asked for; later than {@code
   *     from} by at most 3660 days
   * @return what was read
   * @throws ArmException if alerts or deployments cannot be read
   */
  public static ReadHistory of(AnalysisInput input, Instant from, Instant until) {
    AlertLog.Builder builder = AlertLog.builder();
    input.alerts(from, until, builder::add);
    AlertLog log = builder.build(from, until);
    List<DeploymentEvent> deployments = input.deployments(from, until);
    return of(input, log, new Mined(log, deployments), deployments, until);
  }

  /** Reads the resources; alerts and deployments were read before. */
  static ReadHistory of(
      AnalysisInput input,
      AlertLog log,
      Mined mined,
      List<DeploymentEvent> deployments,
      Instant asOf) {
    return new ReadHistory(input, mined, log, deployments, Resources.of(input, asOf));
  }

  /**
   * Returns why there are no resources.
   *
   * @return empty if they were read
   */
  public Optional<String> missing() {
    return Optional.ofNullable(missing);
  }

  /** Returns the patterns of what fired. */
  Mined mined() {
    return mined;
  }

  /** Returns what fired. */
  AlertLog log() {
    return alerts;
  }

  /** What began before the first time that was read is asked for anew. */
  @Override
  public void alerts(Instant from, Instant until, Consumer<AlertEvent> sink) {
    if (from.isBefore(alerts.from())) {
      input.alerts(from, alerts.from(), sink);
    }
    alerts.tell(from, until, sink);
  }

  @Override
  public List<DeploymentEvent> deployments(Instant from, Instant until) {
    return deployments.stream()
        .filter(one -> !one.at().isBefore(from) && one.at().isBefore(until))
        .toList();
  }

  @Override
  public List<ResourceSeries> resources(Instant asOf) {
    return resources;
  }
}
