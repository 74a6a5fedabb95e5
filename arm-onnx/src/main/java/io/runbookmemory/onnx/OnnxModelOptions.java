package io.runbookmemory.onnx;

/**
 * What a model's card says of its use. The defaults are those of BGE's small English models without
 * a query instruction. Immutable.
 */
public final class OnnxModelOptions {

  /**
   * The model that comes with the module. Instruction and pooling are from its <a
   * href="https://huggingface.co/BAAI/bge-small-en-v1.5">card</a>.
   */
  static final OnnxModelOptions BUNDLED =
      builder("bge-small-en-v1.5-q")
          .queryInstruction("Represent this sentence for searching relevant passages: ")
          .build();

  private final String modelId;
  private final Pooling pooling;
  private final String queryInstruction;
  private final int windowTokens;
  private final int passageCharacters;

  private OnnxModelOptions(Builder builder) {
    this.modelId = builder.modelId;
    this.pooling = builder.pooling;
    this.queryInstruction = builder.queryInstruction;
    this.windowTokens = builder.windowTokens;
    this.passageCharacters = builder.passageCharacters;
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

  String modelId() {
    return modelId;
  }

  Pooling pooling() {
    return pooling;
  }

  String queryInstruction() {
    return queryInstruction;
  }

  int windowTokens() {
    return windowTokens;
  }

  int passageCharacters() {
    return passageCharacters;
  }

  /** Builds {@link OnnxModelOptions}. Not thread-safe. */
  public static final class Builder {

    private final String modelId;
    private Pooling pooling = Pooling.CLS;
    private String queryInstruction = "";
    private int windowTokens = 512;
    private int passageCharacters = 900;

    private Builder(String modelId) {
      if (modelId.isBlank()) {
        throw new IllegalArgumentException("modelId must not be blank");
      }
      this.modelId = modelId;
    }

    /**
     * Sets how tokens become a text. Default: {@link Pooling#CLS}.
     *
     * @param pooling the kind that the model was trained with
     * @return this
     */
    public Builder pooling(Pooling pooling) {
      this.pooling = pooling;
      return this;
    }

    /**
     * Sets what stands in front of a question and of no passage. Default: nothing.
     *
     * @param queryInstruction the text, with the space at its end where there is one
     * @return this
     */
    public Builder queryInstruction(String queryInstruction) {
      this.queryInstruction = queryInstruction;
      return this;
    }

    /**
     * Sets how many tokens the model reads at once, its own two among them. Default: 512.
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
     * Returns the options.
     *
     * @return options with what was set
     */
    public OnnxModelOptions build() {
      return new OnnxModelOptions(this);
    }
  }
}
