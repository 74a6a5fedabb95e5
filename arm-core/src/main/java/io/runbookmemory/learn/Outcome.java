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
  private final HowKnown known;
  private final @Nullable String key;

  private Outcome(Builder builder) {
    this.effect = builder.effect;
    this.at = builder.at;
    this.rootCause = builder.rootCause;
    this.resolution = builder.resolution;
    this.steps = List.copyOf(builder.steps);
    this.known = builder.known;
    this.key = builder.key;
  }

  /**
   * Returns a builder.
   *
   * @param effect how it ended as a whole
   * @param at when it ended
   * @return no steps, cause and resolution unknown, told by somebody, without a key
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

  /**
   * Returns how it is known.
   *
   * @return a person's word by default
   */
  public HowKnown known() {
    return known;
  }

  /**
   * Returns what it is known by when it is reported again.
   *
   * @return empty if every report counts
   */
  public Optional<String> key() {
    return Optional.ofNullable(key);
  }

  /** Builds an {@link Outcome}. Not thread-safe. */
  public static final class Builder {

    /** What a ledger takes as a subject. */
    private static final int LONGEST_KEY = 512;

    private final Effect effect;
    private final Instant at;
    private @Nullable String rootCause;
    private @Nullable String resolution;
    private final List<Step> steps = new ArrayList<>();
    private HowKnown known = new HowKnown.Told(null);
    private @Nullable String key;

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
     * Sets how it is known.
     *
     * @param known by a word, or from silence
     * @return this
     */
    public Builder known(HowKnown known) {
      this.known = known;
      return this;
    }

    /**
     * Sets what the outcome is known by, so that it counts once however often it is reported: such
     * as the channel, the alert's fingerprint and its start together. The first report stands.
     *
     * @param key 1 to 512 characters, not blank; null if every report counts
     * @return this
     */
    public Builder key(@Nullable String key) {
      if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
        throw new IllegalArgumentException(
            "an outcome's key must not be blank and have at most "
                + LONGEST_KEY
                + " characters, got \""
                + key
                + "\"");
      }
      this.key = key;
      return this;
    }

    /**
     * Returns the outcome.
     *
     * @return a new value
     * @throws IllegalArgumentException if silence is said to tell more than that nothing helped
     */
    public Outcome build() {
      if (known instanceof HowKnown.Silent) {
        requireNoEffect(effect);
        steps.forEach(step -> requireNoEffect(step.effect()));
      }
      return new Outcome(this);
    }

    private static void requireNoEffect(@Nullable Effect effect) {
      if (effect != null && effect != Effect.NO_EFFECT) {
        throw new IllegalArgumentException(
            "silence can only tell that nothing helped, NO_EFFECT, got " + effect);
      }
    }
  }
}
