package io.runbookmemory.learn;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a situation ended. Immutable, thread-safe. */
public final class Outcome {

  /**
   * A step that was carried out or passed over.
   *
   * @param source the memory that it came from, or null if it was somebody's own idea
   * @param text what was done: the step's own words, or the person's
   * @param effect what it did; null if it was skipped
   */
  public record Step(@Nullable MemoryId source, String text, @Nullable Effect effect) {

    /** Checks the rules. */
    public Step {
      if (text.isBlank()) {
        throw new IllegalArgumentException("a step's text must not be blank");
      }
    }
  }

  private final Effect effect;
  private final Instant at;
  private final @Nullable String rootCause;
  private final @Nullable String resolution;
  private final List<Step> steps;

  private Outcome(Builder builder) {
    this.effect = builder.effect;
    this.at = builder.at;
    this.rootCause = builder.rootCause;
    this.resolution = builder.resolution;
    this.steps = List.copyOf(builder.steps);
  }

  /**
   * Returns a builder.
   *
   * @param effect how it ended as a whole
   * @param at when it ended
   * @return no steps, cause and resolution unknown
   */
  public static Builder builder(Effect effect, Instant at) {
    return new Builder(effect, at);
  }

  /**
   * Returns how it ended as a whole.
   *
   * @return the effect of everything together
   */
  public Effect effect() {
    return effect;
  }

  /**
   * Returns when it ended.
   *
   * @return the time
   */
  public Instant at() {
    return at;
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
   * Returns the steps that were carried out or skipped.
   *
   * @return in order
   */
  public List<Step> steps() {
    return steps;
  }

  /** Builds an {@link Outcome}. Not thread-safe. */
  public static final class Builder {

    private final Effect effect;
    private final Instant at;
    private @Nullable String rootCause;
    private @Nullable String resolution;
    private final List<Step> steps = new ArrayList<>();

    private Builder(Effect effect, Instant at) {
      this.effect = effect;
      this.at = at;
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
     * Adds a step that was carried out.
     *
     * @param source the memory that it came from, or null
     * @param text what was done: the step's own words, or the person's
     * @param did what it did
     * @return this
     */
    public Builder tried(@Nullable MemoryId source, String text, Effect did) {
      steps.add(new Step(source, text, did));
      return this;
    }

    /**
     * Adds a step that was passed over.
     *
     * @param source the memory that it came from
     * @param text what was not done
     * @return this
     */
    public Builder skipped(MemoryId source, String text) {
      steps.add(new Step(source, text, null));
      return this;
    }

    /**
     * Returns the outcome.
     *
     * @return a new value
     */
    public Outcome build() {
      return new Outcome(this);
    }
  }
}
