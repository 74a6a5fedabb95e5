package io.runbookmemory.memory.content;

import io.runbookmemory.text.StorableText;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What broke, why, what was tried and what helped. */
public final class Incident implements Content {

  private final String symptom;
  private final @Nullable String alertName;
  private final @Nullable String fingerprint;
  private final @Nullable String rootCause;
  private final @Nullable String resolution;
  private final @Nullable Instant openedAt;
  private final @Nullable Instant detectedAt;
  private final @Nullable Instant mitigatedAt;
  private final @Nullable Instant resolvedAt;
  private final List<String> affectedServices;
  private final List<Attempt> attempts;
  private final List<String> observations;

  private Incident(Builder builder) {
    this.symptom = StorableText.of(builder.symptom);
    this.alertName = StorableText.orNull(builder.alertName);
    this.fingerprint = StorableText.orNull(builder.fingerprint);
    this.rootCause = StorableText.orNull(builder.rootCause);
    this.resolution = StorableText.orNull(builder.resolution);
    this.openedAt = builder.openedAt;
    this.detectedAt = builder.detectedAt;
    this.mitigatedAt = builder.mitigatedAt;
    this.resolvedAt = builder.resolvedAt;
    this.affectedServices = StorableText.all(builder.affectedServices);
    this.attempts = builder.attempts;
    this.observations = StorableText.all(builder.observations);
  }

  /**
   * Returns a builder.
   *
   * @param symptom what was seen
   * @return everything else unknown
   */
  public static Builder builder(String symptom) {
    return new Builder(symptom);
  }

  /**
   * Returns a builder that starts from this incident.
   *
   * @return a copy
   */
  public Builder toBuilder() {
    Builder builder =
        new Builder(symptom)
            .alertName(alertName)
            .fingerprint(fingerprint)
            .rootCause(rootCause)
            .resolution(resolution)
            .affectedServices(affectedServices)
            .attempts(attempts)
            .observations(observations);
    builder.openedAt = openedAt;
    builder.detectedAt = detectedAt;
    builder.mitigatedAt = mitigatedAt;
    builder.resolvedAt = resolvedAt;
    return builder;
  }

  @Override
  public String kind() {
    return "incident";
  }

  @Override
  public String text() {
    StringJoiner text = new StringJoiner("\n\n");
    add(text, "Alert: ", alertName);
    add(text, "", symptom.isBlank() ? null : symptom);
    add(text, "Root cause: ", rootCause);
    add(text, "Fix: ", resolution);
    add(text, "Seen:\n", observations.isEmpty() ? null : String.join("\n", observations));
    return text.toString();
  }

  private static void add(StringJoiner text, String label, @Nullable String paragraph) {
    if (paragraph != null) {
      text.add(label + paragraph);
    }
  }

  /**
   * Returns what was seen.
   *
   * @return a few sentences
   */
  public String symptom() {
    return symptom;
  }

  /**
   * Returns the name of the alert that told of it.
   *
   * @return empty if people noticed first
   */
  public Optional<String> alertName() {
    return Optional.ofNullable(alertName);
  }

  /**
   * Returns the fingerprint of that alert.
   *
   * @return 16 hexadecimal digits, or empty
   */
  public Optional<String> fingerprint() {
    return Optional.ofNullable(fingerprint);
  }

  /**
   * Returns why it happened.
   *
   * @return empty if unknown
   */
  public Optional<String> rootCause() {
    return Optional.ofNullable(rootCause);
  }

  /**
   * Returns what ended it.
   *
   * @return empty if unknown
   */
  public Optional<String> resolution() {
    return Optional.ofNullable(resolution);
  }

  /**
   * Returns when the harm began.
   *
   * @return empty if unknown
   */
  public Optional<Instant> openedAt() {
    return Optional.ofNullable(openedAt);
  }

  /**
   * Returns when somebody or something noticed.
   *
   * @return empty if unknown
   */
  public Optional<Instant> detectedAt() {
    return Optional.ofNullable(detectedAt);
  }

  /**
   * Returns when the harm stopped.
   *
   * @return empty if unknown
   */
  public Optional<Instant> mitigatedAt() {
    return Optional.ofNullable(mitigatedAt);
  }

  /**
   * Returns when the cause was removed.
   *
   * @return empty if unknown or still open
   */
  public Optional<Instant> resolvedAt() {
    return Optional.ofNullable(resolvedAt);
  }

  /**
   * Returns how long the harm lasted, from its begin to its mitigation, else to its resolution.
   *
   * @return empty if either end is unknown
   */
  public Optional<Duration> duration() {
    Instant end = mitigatedAt != null ? mitigatedAt : resolvedAt;
    return openedAt == null || end == null
        ? Optional.empty()
        : Optional.of(Duration.between(openedAt, end));
  }

  /**
   * Returns the services that suffered, besides the one of the memory's scope.
   *
   * @return possibly empty
   */
  public List<String> affectedServices() {
    return affectedServices;
  }

  /**
   * Returns what was tried, in order.
   *
   * @return possibly empty
   */
  public List<Attempt> attempts() {
    return attempts;
  }

  /**
   * Returns what was said and found out meanwhile.
   *
   * @return a line each with its source, in order; possibly empty
   */
  public List<String> observations() {
    return observations;
  }

  private List<@Nullable Object> parts() {
    return Arrays.asList(
        symptom,
        alertName,
        fingerprint,
        rootCause,
        resolution,
        openedAt,
        detectedAt,
        mitigatedAt,
        resolvedAt,
        affectedServices,
        attempts,
        observations);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Incident that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return Objects.hash(symptom, alertName, openedAt);
  }

  @Override
  public String toString() {
    return "Incident[" + (alertName == null ? symptom : alertName) + "]";
  }

  /** Builds an {@link Incident}. Not thread-safe. */
  public static final class Builder {

    private final String symptom;
    private @Nullable String alertName;
    private @Nullable String fingerprint;
    private @Nullable String rootCause;
    private @Nullable String resolution;
    private @Nullable Instant openedAt;
    private @Nullable Instant detectedAt;
    private @Nullable Instant mitigatedAt;
    private @Nullable Instant resolvedAt;
    private List<String> affectedServices = List.of();
    private List<Attempt> attempts = List.of();
    private List<String> observations = List.of();

    private Builder(String symptom) {
      this.symptom = symptom;
    }

    /**
     * Sets the alert's name.
     *
     * @param alertName null for unknown
     * @return this
     */
    public Builder alertName(@Nullable String alertName) {
      this.alertName = alertName;
      return this;
    }

    /**
     * Sets the alert's fingerprint.
     *
     * @param fingerprint 16 hexadecimal digits, or null for unknown
     * @return this
     */
    public Builder fingerprint(@Nullable String fingerprint) {
      this.fingerprint = fingerprint;
      return this;
    }

    /**
     * Sets why it happened.
     *
     * @param rootCause null for unknown
     * @return this
     */
    public Builder rootCause(@Nullable String rootCause) {
      this.rootCause = rootCause;
      return this;
    }

    /**
     * Sets what ended it.
     *
     * @param resolution null for unknown
     * @return this
     */
    public Builder resolution(@Nullable String resolution) {
      this.resolution = resolution;
      return this;
    }

    /**
     * Sets when the harm began.
     *
     * @param openedAt null for unknown
     * @return this
     */
    public Builder openedAt(@Nullable Instant openedAt) {
      this.openedAt = openedAt;
      return this;
    }

    /**
     * Sets when it was noticed.
     *
     * @param detectedAt null for unknown
     * @return this
     */
    public Builder detectedAt(@Nullable Instant detectedAt) {
      this.detectedAt = detectedAt;
      return this;
    }

    /**
     * Sets when the harm stopped.
     *
     * @param mitigatedAt null for unknown
     * @return this
     */
    public Builder mitigatedAt(@Nullable Instant mitigatedAt) {
      this.mitigatedAt = mitigatedAt;
      return this;
    }

    /**
     * Sets when the cause was removed.
     *
     * @param resolvedAt null for unknown or still open
     * @return this
     */
    public Builder resolvedAt(@Nullable Instant resolvedAt) {
      this.resolvedAt = resolvedAt;
      return this;
    }

    /**
     * Sets the services that suffered.
     *
     * @param affectedServices copied
     * @return this
     */
    public Builder affectedServices(List<String> affectedServices) {
      this.affectedServices = List.copyOf(affectedServices);
      return this;
    }

    /**
     * Sets what was tried.
     *
     * @param attempts in order, copied
     * @return this
     */
    public Builder attempts(List<Attempt> attempts) {
      this.attempts = List.copyOf(attempts);
      return this;
    }

    /**
     * Sets what was said and found out meanwhile.
     *
     * @param observations a line each with its source, in order, copied
     * @return this
     */
    public Builder observations(List<String> observations) {
      this.observations = List.copyOf(observations);
      return this;
    }

    /**
     * Returns the incident.
     *
     * @return a new value
     */
    public Incident build() {
      return new Incident(this);
    }
  }
}
