package io.runbookmemory.recall;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known now. Immutable, thread-safe. */
public final class Situation {

  private final String text;
  private final Instant at;
  private final @Nullable Alert alert;
  private final Scope scope;
  private final Filter filter;
  private final int topK;
  private final Duration deadline;

  private Situation(Builder builder) {
    this.text = builder.text;
    this.at = builder.at;
    this.alert = builder.alert;
    this.scope = builder.scope;
    this.filter = builder.filter;
    this.topK = builder.topK;
    this.deadline = builder.deadline;
  }

  /**
   * Returns a builder for a question as a person types it.
   *
   * @param text the question
   * @param at now
   * @return a builder with the defaults that {@link Builder} lists
   */
  public static Builder builder(String text, Instant at) {
    return new Builder(text, at);
  }

  /**
   * Returns a builder for an alert as it fires: its name, summary and description become the text,
   * its labels the scope (Prometheus, Kubernetes and OpenTelemetry names).
   *
   * @param alert the alert
   * @param at now
   * @return a builder with the defaults that {@link Builder} lists
   */
  public static Builder builder(Alert alert, Instant at) {
    List<String> lines = new ArrayList<>();
    alert.name().ifPresent(lines::add);
    lines.addAll(alert.annotations().values());
    Builder builder = new Builder(String.join("\n", lines), at);
    builder.alert = alert;
    builder.scope =
        new Scope(
            Tenant.DEFAULT,
            first(alert, "cluster", "k8s_cluster_name"),
            first(alert, "namespace", "k8s_namespace_name", "kubernetes_namespace"),
            first(alert, "service", "service_name", "app", "job"),
            first(alert, "env", "environment", "deployment_environment", "stage"),
            null);
    return builder;
  }

  private static @Nullable String first(Alert alert, String... names) {
    for (String name : names) {
      Optional<String> value = alert.label(name);
      if (value.isPresent()) {
        return value.get();
      }
    }
    return null;
  }

  /**
   * Returns a builder that starts from this situation.
   *
   * @return a copy
   */
  public Builder toBuilder() {
    Builder builder = new Builder(text, at).alert(alert);
    return builder.scope(scope).filter(filter).topK(topK).deadline(deadline);
  }

  /**
   * Returns what is said about it.
   *
   * @return possibly empty
   */
  public String text() {
    return text;
  }

  /**
   * Returns the time of asking.
   *
   * @return now
   */
  public Instant at() {
    return at;
  }

  /**
   * Returns the alert that fired.
   *
   * @return empty if a person asks
   */
  public Optional<Alert> alert() {
    return Optional.ofNullable(alert);
  }

  /**
   * Returns where it happens, as far as known.
   *
   * @return the tenant that asks, and known parts
   */
  public Scope scope() {
    return scope;
  }

  /**
   * Returns what may be recalled.
   *
   * @return everything unless set otherwise
   */
  public Filter filter() {
    return filter;
  }

  /**
   * Returns the most recollections wanted.
   *
   * @return at least 1
   */
  public int topK() {
    return topK;
  }

  /**
   * Returns how long the answer may take.
   *
   * @return above zero
   */
  public Duration deadline() {
    return deadline;
  }

  /**
   * Builds a {@link Situation}. Not thread-safe.
   *
   * <p>Defaults: no alert, the tenant {@code default} everywhere, no filter, {@code topK} 5, a
   * deadline of 2 seconds.
   */
  public static final class Builder {

    private final String text;
    private final Instant at;
    private @Nullable Alert alert;
    private Scope scope = Scope.of(Tenant.DEFAULT);
    private Filter filter = Filter.everything();
    private int topK = 5;
    private Duration deadline = Duration.ofSeconds(2);

    private Builder(String text, Instant at) {
      this.text = text;
      this.at = at;
    }

    /**
     * Sets the alert that fired. Text and scope stay as they are.
     *
     * @param alert null if a person asks
     * @return this
     */
    public Builder alert(@Nullable Alert alert) {
      this.alert = alert;
      return this;
    }

    /**
     * Sets where it happens.
     *
     * @param scope the tenant that asks, and known parts
     * @return this
     */
    public Builder scope(Scope scope) {
      this.scope = scope;
      return this;
    }

    /**
     * Sets who asks.
     *
     * @param tenant whose memories are recalled
     * @return this
     */
    public Builder tenant(Tenant tenant) {
      this.scope = scope.withTenant(tenant);
      return this;
    }

    /**
     * Sets the service it is about. It is preferred, not required.
     *
     * @param service null for unknown
     * @return this
     */
    public Builder service(@Nullable String service) {
      this.scope = scope.withService(service);
      return this;
    }

    /**
     * Sets the environment it is about. It is preferred, not required.
     *
     * @param env null for unknown
     * @return this
     */
    public Builder env(@Nullable String env) {
      this.scope = scope.withEnv(env);
      return this;
    }

    /**
     * Sets what may be recalled.
     *
     * @param filter holds for every candidate
     * @return this
     */
    public Builder filter(Filter filter) {
      this.filter = filter;
      return this;
    }

    /**
     * Sets the most recollections wanted.
     *
     * @param topK at least 1
     * @return this
     */
    public Builder topK(int topK) {
      if (topK < 1) {
        throw new IllegalArgumentException("topK must be at least 1, got " + topK);
      }
      this.topK = topK;
      return this;
    }

    /**
     * Sets how long the answer may take.
     *
     * @param deadline above zero
     * @return this
     */
    public Builder deadline(Duration deadline) {
      if (deadline.isZero() || deadline.isNegative()) {
        throw new IllegalArgumentException("deadline must be above zero, got " + deadline);
      }
      this.deadline = deadline;
      return this;
    }

    /**
     * Returns the situation.
     *
     * @return a new value
     */
    public Situation build() {
      return new Situation(this);
    }
  }
}
