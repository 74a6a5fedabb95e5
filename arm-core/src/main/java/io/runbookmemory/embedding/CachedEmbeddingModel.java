package io.runbookmemory.embedding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A model in front of another, which remembers the vectors of the questions that were asked last:
 * in an alert storm the same few words are asked again and again. A question that several threads
 * ask at once is embedded once, and all of them get its vector or its fault; a fault is not
 * remembered. Passages go through: an ingest embeds each once.
 *
 * <p>A model has one {@link EmbeddingSpace} for its life, and each of these is of one model: a
 * vector is never given for another space. A vector of 384 dimensions takes 1.5 KiB, beside the
 * text; texts of more than {@value #LONGEST_CHARACTERS} characters are not kept. Thread-safe.
 */
public final class CachedEmbeddingModel implements EmbeddingModel {

  /** How many questions are remembered unless another number is given. */
  public static final int DEFAULT_ENTRIES = 1_000;

  /** The longest text that is remembered, in characters; what alerts ask is far shorter. */
  public static final int LONGEST_CHARACTERS = 8_000;

  private final EmbeddingModel model;
  private final Map<String, CompletableFuture<Embedding>> entries;
  private long hits;
  private long misses;

  /**
   * Creates a cache of {@value #DEFAULT_ENTRIES} questions.
   *
   * @param model what embeds; closed with this one
   */
  public CachedEmbeddingModel(EmbeddingModel model) {
    this(model, DEFAULT_ENTRIES);
  }

  /**
   * Creates a cache. The question that was not asked for the longest time makes room.
   *
   * @param model what embeds; closed with this one
   * @param most how many questions are remembered, at least 1
   * @throws IllegalArgumentException if it is less
   */
  public CachedEmbeddingModel(EmbeddingModel model, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("a cache must have at least 1 entry, got " + most);
    }
    this.model = model;
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(
              Map.Entry<String, CompletableFuture<Embedding>> eldest) {
            return size() > most;
          }
        };
  }

  @Override
  public EmbeddingSpace space() {
    return model.space();
  }

  @Override
  public int passageCharacters() {
    return model.passageCharacters();
  }

  @Override
  public List<Embedding> embedPassages(List<String> passages) {
    return model.embedPassages(passages);
  }

  @Override
  public Embedding embedQuery(String query) {
    if (query.length() > LONGEST_CHARACTERS) {
      return model.embedQuery(query);
    }
    CompletableFuture<Embedding> mine = new CompletableFuture<>();
    CompletableFuture<Embedding> there;
    synchronized (entries) {
      there = entries.putIfAbsent(query, mine);
      if (there == null) {
        misses++;
      } else {
        hits++;
      }
    }
    return there == null ? embed(query, mine) : await(there);
  }

  private Embedding embed(String query, CompletableFuture<Embedding> into) {
    try {
      Embedding embedding = model.embedQuery(query);
      into.complete(embedding);
      return embedding;
    } catch (RuntimeException | Error e) {
      synchronized (entries) {
        entries.remove(query, into);
      }
      into.completeExceptionally(e);
      throw e;
    }
  }

  private static Embedding await(CompletableFuture<Embedding> there) {
    try {
      return there.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw e;
    }
  }

  /**
   * Returns how many questions were answered without the model, or by a run that another thread had
   * begun.
   *
   * @return at least 0
   */
  public long hits() {
    synchronized (entries) {
      return hits;
    }
  }

  /**
   * Returns how many questions the model was asked, of those that are remembered.
   *
   * @return at least 0
   */
  public long misses() {
    synchronized (entries) {
      return misses;
    }
  }

  /** Closes the model and forgets all. A question that is still remembered is answered no more. */
  @Override
  public void close() {
    model.close();
    synchronized (entries) {
      entries.clear();
    }
  }
}
