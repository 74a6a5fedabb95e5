package io.runbookmemory.embedding;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A model that is a function from texts to vectors: the small adapter for another library's model
 * class.
 *
 * <pre>
 *     // LangChain4j
 *     FunctionEmbeddingModel.builder("all-minilm", model.dimension(), texts ->
 *         model.embedAll(texts.stream().map(TextSegment::from).toList()).content().stream()
 *             .map(Embedding::vector).toList()).build();
 *     // Spring AI
 *     FunctionEmbeddingModel.builder("text-embedding-3-small", 1536, model::embed).build();
 * </pre>
 *
 * Thread-safe if the function is. Closing it does nothing: what is behind the function belongs to
 * the caller.
 */
public final class FunctionEmbeddingModel implements EmbeddingModel {

  /** The size of a passage unless another is set; see {@code PassageSplitter}. */
  public static final int DEFAULT_PASSAGE_CHARACTERS = 900;

  private final EmbeddingSpace space;
  private final Function<List<String>, List<float[]>> function;
  private final String queryInstruction;
  private final String passageInstruction;
  private final int passageCharacters;

  private FunctionEmbeddingModel(Builder builder) {
    this.space = builder.space;
    this.function = builder.function;
    this.queryInstruction = builder.queryInstruction;
    this.passageInstruction = builder.passageInstruction;
    this.passageCharacters = builder.passageCharacters;
  }

  /**
   * Returns a builder for a model whose weights are known by its name alone.
   *
   * @param modelId the model's name; vectors of another name are never compared with its own
   * @param dimension how many coordinates its vectors have
   * @param function gives as many vectors as texts, in their order
   * @return a builder with the defaults that {@link Builder} lists
   */
  public static Builder builder(
      String modelId, int dimension, Function<List<String>, List<float[]>> function) {
    return new Builder(new EmbeddingSpace(modelId, dimension, "by-name"), function);
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public int passageCharacters() {
    return passageCharacters;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a passage is blank; then none is embedded
   * @throws ConfigurationException if the function gives other vectors than its space has
   * @throws UnavailableException if the function fails
   */
  @Override
  public List<Embedding> embedPassages(List<String> passages) {
    for (int i = 0; i < passages.size(); i++) {
      if (passages.get(i).isBlank()) {
        throw new IllegalArgumentException(
            "a passage must not be blank, got one at " + i + " of " + passages.size());
      }
    }
    return embed(passages.stream().map(passage -> passageInstruction + passage).toList());
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the question is blank
   * @throws ConfigurationException if the function gives another vector than its space has
   * @throws UnavailableException if the function fails
   */
  @Override
  public Embedding embedQuery(String query) {
    if (query.isBlank()) {
      throw new IllegalArgumentException("a query must not be blank");
    }
    return embed(List.of(queryInstruction + query)).getFirst();
  }

  private List<Embedding> embed(List<String> texts) {
    if (texts.isEmpty()) {
      return List.of();
    }
    List<float[]> vectors = vectors(texts);
    if (vectors.size() != texts.size()) {
      throw new ConfigurationException(
          space.modelId(),
          space.modelId()
              + " must give a vector for each of "
              + texts.size()
              + " texts, gave "
              + vectors.size());
    }
    List<Embedding> embeddings = new ArrayList<>(vectors.size());
    for (float[] vector : vectors) {
      embeddings.add(embedding(vector));
    }
    return List.copyOf(embeddings);
  }

  private List<float[]> vectors(List<String> texts) {
    try {
      return function.apply(texts);
    } catch (ArmException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new UnavailableException(
          space.modelId(), space.modelId() + " could not embed: " + e.getMessage(), e);
    }
  }

  private Embedding embedding(float[] vector) {
    if (vector.length != space.dimension()) {
      throw new ConfigurationException(
          space.modelId(),
          space.modelId()
              + " must give vectors of "
              + space.dimension()
              + " dimensions, gave one of "
              + vector.length);
    }
    try {
      return Embedding.of(vector);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          space.modelId(), space.modelId() + " gave no vector: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    // What is behind the function belongs to the caller.
  }

  /**
   * Builds a {@link FunctionEmbeddingModel}. Not thread-safe.
   *
   * <p>Defaults: no instructions, passages of {@value #DEFAULT_PASSAGE_CHARACTERS} characters.
   */
  public static final class Builder {

    private final EmbeddingSpace space;
    private final Function<List<String>, List<float[]>> function;
    private String queryInstruction = "";
    private String passageInstruction = "";
    private int passageCharacters = DEFAULT_PASSAGE_CHARACTERS;

    private Builder(EmbeddingSpace space, Function<List<String>, List<float[]>> function) {
      this.space = space;
      this.function = function;
    }

    /**
     * Sets what stands before a question, as the model's card has it.
     *
     * @param instruction with the space at its end
     * @return this
     */
    public Builder queryInstruction(String instruction) {
      this.queryInstruction = instruction;
      return this;
    }

    /**
     * Sets what stands before a passage, as the model's card has it.
     *
     * @param instruction with the space at its end
     * @return this
     */
    public Builder passageInstruction(String instruction) {
      this.passageInstruction = instruction;
      return this;
    }

    /**
     * Sets how many characters a passage has.
     *
     * @param characters of ordinary English, which fit the model's window; at least 100
     * @return this
     */
    public Builder passageCharacters(int characters) {
      if (characters < 100) {
        throw new IllegalArgumentException(
            "passageCharacters must be at least 100, got " + characters);
      }
      this.passageCharacters = characters;
      return this;
    }

    /**
     * Returns the model.
     *
     * @return a new one
     */
    public FunctionEmbeddingModel build() {
      return new FunctionEmbeddingModel(this);
    }
  }
}
