package io.runbookmemory.onnx;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a model's card says of its use. What is not set is read from the model's folder (see {@link
 * OnnxEmbeddingModel#open(java.nio.file.Path)}), and where that does not say it either, has the
 * default that the {@link Builder} names. Immutable.
 */
public final class OnnxModelOptions {

  private static final int DEFAULT_WINDOW_TOKENS = 512;
  private static final int DEFAULT_PASSAGE_CHARACTERS = 900;
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);

  /**
   * The model that comes with the module. Instruction and pooling are from its <a
   * href="https://huggingface.co/BAAI/bge-small-en-v1.5">card</a>.
   */
  static final OnnxModelOptions BUNDLED =
      builder("bge-small-en-v1.5-q")
          .pooling(Pooling.CLS)
          .queryInstruction("Represent this sentence for searching relevant passages: ")
          .build();

  private final Builder set;

  private OnnxModelOptions(Builder set) {
    this.set = set;
  }

  /**
   * Returns a builder of options with every default.
   *
   * @param modelId the model's name in its {@link io.runbookmemory.embedding.EmbeddingSpace}, not
   *     blank
   * @return a builder
   * @throws IllegalArgumentException if the name is blank
   */
  public static Builder builder(String modelId) {
    return new Builder(modelId);
  }

  /** Returns these options, and what they leave open from others. */
  OnnxModelOptions orElse(OnnxModelOptions others) {
    Builder both = new Builder(set.modelId);
    both.pooling = either(set.pooling, others.set.pooling);
    both.queryInstruction = either(set.queryInstruction, others.set.queryInstruction);
    both.passageInstruction = either(set.passageInstruction, others.set.passageInstruction);
    both.windowTokens = either(set.windowTokens, others.set.windowTokens);
    both.passageCharacters = either(set.passageCharacters, others.set.passageCharacters);
    both.patience = either(set.patience, others.set.patience);
    return new OnnxModelOptions(both);
  }

  private static <T> @Nullable T either(@Nullable T one, @Nullable T other) {
    return one == null ? other : one;
  }

  String modelId() {
    return set.modelId;
  }

  /** Returns the pooling that was asked for, if one was. */
  @Nullable Pooling pooling() {
    return set.pooling;
  }

  String queryInstruction() {
    return Objects.requireNonNullElse(set.queryInstruction, "");
  }

  String passageInstruction() {
    return Objects.requireNonNullElse(set.passageInstruction, "");
  }

  int windowTokens() {
    return Objects.requireNonNullElse(set.windowTokens, DEFAULT_WINDOW_TOKENS);
  }

  int passageCharacters() {
    return Objects.requireNonNullElse(set.passageCharacters, DEFAULT_PASSAGE_CHARACTERS);
  }

  Duration patience() {
    return Objects.requireNonNullElse(set.patience, DEFAULT_PATIENCE);
  }

  /** Builds {@link OnnxModelOptions}. Not thread-safe. */
  public static final class Builder {

    private final String modelId;
    private @Nullable Pooling pooling;
    private @Nullable String queryInstruction;
    private @Nullable String passageInstruction;
    private @Nullable Integer windowTokens;
    private @Nullable Integer passageCharacters;
    private @Nullable Duration patience;

    private Builder(String modelId) {
      if (modelId.isBlank()) {
        throw new IllegalArgumentException("modelId must not be blank");
      }
      this.modelId = modelId;
    }

    /**
     * Sets how tokens become a text. Default: the folder's; where that names none, what the network
     * calls {@code sentence_embedding}, else {@link Pooling#CLS}.
     *
     * @param pooling the kind that the model was trained with
     * @return this
     */
    public Builder pooling(Pooling pooling) {
      this.pooling = pooling;
      return this;
    }

    /**
     * Sets what stands in front of a question and of no passage. Default: the folder's prompt
     * {@code query}, else nothing.
     *
     * @param queryInstruction the text, with the space at its end where there is one
     * @return this
     */
    public Builder queryInstruction(String queryInstruction) {
      this.queryInstruction = queryInstruction;
      return this;
    }

    /**
     * Sets what stands in front of a passage and of no question. Default: the folder's prompt
     * {@code document} or {@code passage}, else nothing.
     *
     * @param passageInstruction the text, with the space at its end where there is one
     * @return this
     */
    public Builder passageInstruction(String passageInstruction) {
      this.passageInstruction = passageInstruction;
      return this;
    }

    /**
     * Sets how many tokens the model reads at once, its own two among them. Default: the folder's,
     * else 512.
     *
     * @param windowTokens at least 3
     * @return this
     * @throws IllegalArgumentException if it is less
     */
    public Builder windowTokens(int windowTokens) {
      if (windowTokens < 3) {
        throw new IllegalArgumentException("windowTokens must be at least 3, got " + windowTokens);
      }
      this.windowTokens = windowTokens;
      return this;
    }

    /**
     * Sets the length of passage that the model finds best, which is less than its window holds.
     * Default: 900, measured with the bundled model.
     *
     * @param passageCharacters at least 1
     * @return this
     * @throws IllegalArgumentException if it is less
     */
    public Builder passageCharacters(int passageCharacters) {
      if (passageCharacters < 1) {
        throw new IllegalArgumentException(
            "passageCharacters must be at least 1, got " + passageCharacters);
      }
      this.passageCharacters = passageCharacters;
      return this;
    }

    /**
     * Sets how long a text waits for its turn at most, when more threads ask than there are cores.
     * Default: 30 seconds.
     *
     * @param patience more than zero
     * @return this
     * @throws IllegalArgumentException if it is not
     */
    public Builder patience(Duration patience) {
      if (patience.isNegative() || patience.isZero()) {
        throw new IllegalArgumentException("patience must be more than zero, got " + patience);
      }
      this.patience = patience;
      return this;
    }

    /**
     * Returns the options.
     *
     * @return options with what was set
     */
    public OnnxModelOptions build() {
      // A copy, which the builder no longer reaches.
      return new OnnxModelOptions(this).orElse(new OnnxModelOptions(new Builder(modelId)));
    }
  }
}
