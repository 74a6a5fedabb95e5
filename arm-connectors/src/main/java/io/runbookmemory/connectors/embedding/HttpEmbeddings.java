package io.runbookmemory.connectors.embedding;

import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.FunctionEmbeddingModel;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model behind an HTTP endpoint that speaks OpenAI's protocol ({@code POST …/embeddings} with
 * {@code model} and {@code input}): OpenAI itself, and vLLM, Ollama, text-embeddings-inference,
 * LiteLLM and others. Any dimension. To be used as the function of a {@link
 * FunctionEmbeddingModel}:
 *
 * <pre>
 *     EmbeddingModel model =
 *         HttpEmbeddings.builder(URI.create("https://api.openai.com/v1"), "text-embedding-3-small")
 *             .apiKey(System.getenv("OPENAI_API_KEY"))
 *             .model(1536)
 *             .build();
 * </pre>
 *
 * <p>What a moment may mend (a lost connection, status 408, 429, 500, 502, 503 and 504) is tried
 * again, after as long as {@code Retry-After} says, within the patience; all else at once is an
 * error that says what to do. The key stands in no message. Thread-safe.
 */
public final class HttpEmbeddings {

  /** A thousand vectors of 3,072 coordinates have some 64 MB. */
  private static final int MAX_BYTES = 128 << 20;

  private final Exchange exchange;
  private final int batch;

  private HttpEmbeddings(Builder builder) {
    this.exchange =
        new Exchange(
            new VendorHttp(
                Endpoint.builder(builder.base)
                    .credentials(builder.credentials())
                    .allowPlainHttp()
                    .connectTimeout(builder.patience)
                    .patience(builder.patience)
                    .tries(Integer.MAX_VALUE)
                    .maxBytes(MAX_BYTES)
                    .build()),
            builder.model);
    this.batch = builder.batch;
  }

  /**
   * Returns a builder.
   *
   * @param base the address of the API, to which {@code /embeddings} is added
   * @param model the model's name there
   * @return a builder with the defaults that {@link Builder} lists
   */
  public static Builder builder(URI base, String model) {
    return new Builder(base, model);
  }

  /**
   * Asks for the vectors of some texts, as many at a time as the server takes.
   *
   * @param texts not blank
   * @return as many vectors, in their order
   * @throws io.runbookmemory.error.UnavailableException if the server does not answer within the
   *     patience
   * @throws io.runbookmemory.error.ConfigurationException if it refuses the key, the model or the
   *     texts, or answers something else than vectors
   */
  public List<float[]> embed(List<String> texts) {
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += batch) {
      vectors.addAll(exchange.ask(texts.subList(from, Math.min(texts.size(), from + batch))));
    }
    return vectors;
  }

  /**
   * Builds {@link HttpEmbeddings}. Not thread-safe.
   *
   * <p>Defaults: no key, 64 texts a request, a patience of 30 seconds a request, tries included.
   */
  public static final class Builder {

    private final URI base;
    private final String model;
    private @Nullable String apiKey;
    private int batch = 64;
    private Duration patience = Duration.ofSeconds(30);

    private Builder(URI base, String model) {
      this.base = Endpoint.builder(base).allowPlainHttp().build().base();
      this.model = model;
    }

    private Credentials credentials() {
      String key = apiKey;
      return key == null ? Credentials.NONE : Credentials.bearer(() -> key);
    }

    /**
     * Sets the key that is sent as {@code Authorization: Bearer}.
     *
     * @param apiKey null or empty for none
     * @return this
     */
    public Builder apiKey(@Nullable String apiKey) {
      this.apiKey = apiKey == null || apiKey.isBlank() ? null : apiKey.strip();
      return this;
    }

    /**
     * Sets how many texts are sent at a time.
     *
     * @param batch at least 1
     * @return this
     */
    public Builder batch(int batch) {
      if (batch < 1) {
        throw new IllegalArgumentException("batch must be at least 1, got " + batch);
      }
      this.batch = batch;
      return this;
    }

    /**
     * Sets how long a request may take, with all that is tried again.
     *
     * @param patience above zero
     * @return this
     */
    public Builder patience(Duration patience) {
      if (patience.isZero() || patience.isNegative()) {
        throw new IllegalArgumentException("patience must be above zero, got " + patience);
      }
      this.patience = patience;
      return this;
    }

    /**
     * Returns the client.
     *
     * @return a new one
     */
    public HttpEmbeddings build() {
      return new HttpEmbeddings(this);
    }

    /**
     * Returns a builder of the model that the client is the function of.
     *
     * @param dimension how many coordinates the model's vectors have
     * @return a builder for instructions and the size of passages; what it builds is an {@link
     *     EmbeddingModel}
     */
    public FunctionEmbeddingModel.Builder model(int dimension) {
      return FunctionEmbeddingModel.builder(model, dimension, build()::embed);
    }
  }
}
