package io.runbookmemory.store;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.store.ranking.IndexedText;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is looked for. Immutable, thread-safe. */
public final class SearchRequest {

  /** By which legs a search finds. */
  public enum Mode {
    /** By the vectors of passages. */
    VECTOR,
    /** By the tokens of title and text. */
    TEXT,
    /** By both: the union of their candidates, in one order. */
    HYBRID
  }

  private final Mode mode;
  private final @Nullable Embedding embedding;
  private final @Nullable EmbeddingSpace space;
  private final @Nullable String text;
  private final Instant asOf;
  private final int topK;
  private final double minScore;
  private final Filter filter;
  private final boolean exact;

  private SearchRequest(Builder builder) {
    this.mode = builder.mode;
    this.embedding = builder.embedding;
    this.space = builder.space;
    this.text = builder.text;
    this.asOf = builder.asOf;
    this.topK = builder.topK;
    this.minScore = builder.minScore;
    this.filter = builder.filter;
    this.exact = builder.exact;
  }

  /**
   * Returns a builder of a search by vector.
   *
   * @param embedding what to be near to
   * @param space the vector's space
   * @param asOf the time of asking; what has expired by then is not found
   * @return a builder with the defaults that {@link Builder} lists
   */
  public static Builder vector(Embedding embedding, EmbeddingSpace space, Instant asOf) {
    return new Builder(Mode.VECTOR, embedding, space, null, asOf);
  }

  /**
   * Returns a builder of a search by words. A memory matches if it shares at least one token with
   * the text; see {@link IndexedText}.
   *
   * @param text the words
   * @param asOf the time of asking; what has expired by then is not found
   * @return a builder with the defaults that {@link Builder} lists
   */
  public static Builder text(String text, Instant asOf) {
    return new Builder(Mode.TEXT, null, null, text, asOf);
  }

  /**
   * Returns a builder of a search by vector and words.
   *
   * @param embedding what to be near to
   * @param space the vector's space
   * @param text the words
   * @param asOf the time of asking; what has expired by then is not found
   * @return a builder with the defaults that {@link Builder} lists
   */
  public static Builder hybrid(
      Embedding embedding, EmbeddingSpace space, String text, Instant asOf) {
    return new Builder(Mode.HYBRID, embedding, space, text, asOf);
  }

  /**
   * Returns by which legs to search.
   *
   * @return the mode
   */
  public Mode mode() {
    return mode;
  }

  /**
   * Returns what to be near to.
   *
   * @return present unless the mode is {@link Mode#TEXT}
   */
  public Optional<Embedding> embedding() {
    return Optional.ofNullable(embedding);
  }

  /**
   * Returns the vector's space.
   *
   * @return present unless the mode is {@link Mode#TEXT}
   */
  public Optional<EmbeddingSpace> space() {
    return Optional.ofNullable(space);
  }

  /**
   * Returns the words to match.
   *
   * @return empty if the mode is {@link Mode#VECTOR}
   */
  public String text() {
    return Objects.requireNonNullElse(text, "");
  }

  /**
   * Returns the time of asking.
   *
   * @return what has expired by then is not found
   */
  public Instant asOf() {
    return asOf;
  }

  /**
   * Returns the most hits to return.
   *
   * @return at least 1
   */
  public int topK() {
    return topK;
  }

  /**
   * Returns the score below which nothing is returned.
   *
   * @return in [0, 1]
   */
  public double minScore() {
    return minScore;
  }

  /**
   * Returns what to let through.
   *
   * @return holds for every leg
   */
  public Filter filter() {
    return filter;
  }

  /**
   * Returns whether every vector is to be compared rather than the likely ones.
   *
   * @return false unless asked for
   */
  public boolean exact() {
    return exact;
  }

  /**
   * Builds a {@link SearchRequest}. Not thread-safe.
   *
   * <p>Defaults: {@code topK} 5, {@code minScore} 0, filter {@link Filter#everything()}, not exact.
   */
  public static final class Builder {

    private final Mode mode;
    private final @Nullable Embedding embedding;
    private final @Nullable EmbeddingSpace space;
    private final @Nullable String text;
    private final Instant asOf;
    private int topK = 5;
    private double minScore;
    private Filter filter = Filter.everything();
    private boolean exact;

    private Builder(
        Mode mode,
        @Nullable Embedding embedding,
        @Nullable EmbeddingSpace space,
        @Nullable String text,
        Instant asOf) {
      if (embedding != null && space != null && embedding.dimension() != space.dimension()) {
        throw new IllegalArgumentException(
            "the vector must have the "
                + space.dimension()
                + " dimensions of its space, got "
                + embedding.dimension());
      }
      this.mode = mode;
      this.embedding = embedding;
      this.space = space;
      this.text = text;
      this.asOf = asOf;
    }

    /**
     * Sets the most hits to return.
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
     * Sets the score below which nothing is returned.
     *
     * @param minScore in [0, 1]
     * @return this
     */
    public Builder minScore(double minScore) {
      if (!(minScore >= 0 && minScore <= 1)) {
        throw new IllegalArgumentException("minScore must be in [0, 1], got " + minScore);
      }
      this.minScore = minScore;
      return this;
    }

    /**
     * Sets what to let through.
     *
     * @param filter holds for every leg
     * @return this
     */
    public Builder filter(Filter filter) {
      this.filter = filter;
      return this;
    }

    /**
     * Sets whether every vector is to be compared.
     *
     * @param exact true for an exhaustive search
     * @return this
     */
    public Builder exact(boolean exact) {
      this.exact = exact;
      return this;
    }

    /**
     * Returns the request.
     *
     * @return a new value
     */
    public SearchRequest build() {
      return new SearchRequest(this);
    }
  }
}
