package io.runbookmemory.memory.content;

import io.runbookmemory.text.StorableText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a known problem is recognised and solved. */
public final class Runbook implements Content {

  private final String markdown;
  private final @Nullable String slo;
  private final List<String> alerts;
  private final List<DetectionRule> detectionRules;
  private final List<RunbookStep> steps;
  private final List<String> urls;
  private final List<String> owners;
  private final @Nullable String escalationPolicy;

  private Runbook(Builder builder) {
    this.markdown = StorableText.of(builder.markdown);
    this.slo = StorableText.orNull(builder.slo);
    this.alerts = StorableText.all(builder.alerts);
    this.detectionRules = builder.detectionRules;
    this.steps = builder.steps;
    this.urls = StorableText.all(builder.urls);
    this.owners = StorableText.all(builder.owners);
    this.escalationPolicy = StorableText.orNull(builder.escalationPolicy);
  }

  /**
   * Returns a builder.
   *
   * @param markdown the runbook's text
   * @return everything else empty
   */
  public static Builder builder(String markdown) {
    return new Builder(markdown);
  }

  /**
   * Returns a builder that starts from this runbook.
   *
   * @return a copy
   */
  public Builder toBuilder() {
    return new Builder(markdown)
        .slo(slo)
        .alerts(alerts)
        .detectionRules(detectionRules)
        .steps(steps)
        .urls(urls)
        .owners(owners)
        .escalationPolicy(escalationPolicy);
  }

  @Override
  public String kind() {
    return "runbook";
  }

  @Override
  public String text() {
    return markdown;
  }

  /**
   * Returns the runbook's text.
   *
   * @return Markdown
   */
  public String markdown() {
    return markdown;
  }

  /**
   * Returns the name of the SLO that the problem endangers.
   *
   * @return empty if unknown
   */
  public Optional<String> slo() {
    return Optional.ofNullable(slo);
  }

  /**
   * Returns the names of the alerts that this runbook answers.
   *
   * @return possibly empty
   */
  public List<String> alerts() {
    return alerts;
  }

  /**
   * Returns the queries that show the problem.
   *
   * @return possibly empty
   */
  public List<DetectionRule> detectionRules() {
    return detectionRules;
  }

  /**
   * Returns the steps in order.
   *
   * @return possibly empty
   */
  public List<RunbookStep> steps() {
    return steps;
  }

  /**
   * Returns the addresses of the page itself and of what it refers to.
   *
   * @return possibly empty
   */
  public List<String> urls() {
    return urls;
  }

  /**
   * Returns the teams or people who keep it right.
   *
   * @return possibly empty
   */
  public List<String> owners() {
    return owners;
  }

  /**
   * Returns the id of the escalation policy to page.
   *
   * @return empty if unknown
   */
  public Optional<String> escalationPolicy() {
    return Optional.ofNullable(escalationPolicy);
  }

  private List<@Nullable Object> parts() {
    return java.util.Arrays.asList(
        markdown, slo, alerts, detectionRules, steps, urls, owners, escalationPolicy);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Runbook that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return Objects.hash(markdown, slo, steps);
  }

  @Override
  public String toString() {
    return "Runbook[" + markdown.length() + " characters, " + steps.size() + " steps]";
  }

  /** Builds a {@link Runbook}. Not thread-safe. */
  public static final class Builder {

    private final String markdown;
    private @Nullable String slo;
    private List<String> alerts = List.of();
    private List<DetectionRule> detectionRules = List.of();
    private List<RunbookStep> steps = List.of();
    private List<String> urls = List.of();
    private List<String> owners = List.of();
    private @Nullable String escalationPolicy;

    private Builder(String markdown) {
      this.markdown = markdown;
    }

    /**
     * Sets the SLO's name.
     *
     * @param slo null for unknown
     * @return this
     */
    public Builder slo(@Nullable String slo) {
      this.slo = slo;
      return this;
    }

    /**
     * Sets the alerts it answers.
     *
     * @param alerts names, copied
     * @return this
     */
    public Builder alerts(List<String> alerts) {
      this.alerts = List.copyOf(alerts);
      return this;
    }

    /**
     * Sets the queries that show the problem.
     *
     * @param detectionRules copied
     * @return this
     */
    public Builder detectionRules(List<DetectionRule> detectionRules) {
      this.detectionRules = List.copyOf(detectionRules);
      return this;
    }

    /**
     * Sets the steps.
     *
     * @param steps in order, copied
     * @return this
     */
    public Builder steps(List<RunbookStep> steps) {
      this.steps = List.copyOf(steps);
      return this;
    }

    /**
     * Sets the addresses.
     *
     * @param urls copied
     * @return this
     */
    public Builder urls(List<String> urls) {
      this.urls = List.copyOf(urls);
      return this;
    }

    /**
     * Sets the owners.
     *
     * @param owners copied
     * @return this
     */
    public Builder owners(List<String> owners) {
      this.owners = List.copyOf(owners);
      return this;
    }

    /**
     * Sets the escalation policy's id.
     *
     * @param escalationPolicy null for unknown
     * @return this
     */
    public Builder escalationPolicy(@Nullable String escalationPolicy) {
      this.escalationPolicy = escalationPolicy;
      return this;
    }

    /**
     * Returns the runbook.
     *
     * @return a new value
     */
    public Runbook build() {
      return new Runbook(this);
    }
  }
}
