package io.runbookmemory.onnx;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.EmbeddingSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/**
 * A text embedding model in the ONNX format, run inside the process by ONNX Runtime: no network, no
 * server. Thread-safe.
 *
 * <ul>
 *   <li><b>One text a run.</b> A network quantised dynamically to int8 scales its numbers by what
 *       else is in the batch, so a text would get another vector in other company.
 *   <li><b>A run on several threads, and the passages of a list side by side.</b> Measured with the
 *       bundled model on two cores: passages two at a time are embedded 1.3 times as quickly as one
 *       after the other, and a question of sixty words is answered in three quarters of the time
 *       that it takes on one thread. So there is one session, which as many texts share as it has
 *       threads, and one more: a question that comes during an ingest need not wait. The vectors
 *       are the same to the bit with 1, 2 or 4 threads.
 *   <li><b>A wait has an end.</b> Who does not get a turn within 30 seconds is told so, rather than
 *       left in a queue that grows; a recall has gone on by words long before.
 *   <li><b>Nothing is cut off.</b> A text that is longer than the model's window is read in windows
 *       of about equal length, and its vector is the normalised mean of theirs. That keeps a dense
 *       passage, such as a stack trace, findable by its end too; prose is better split into
 *       passages first. Each window costs a run.
 * </ul>
 *
 * Vectors of one model are the same on one kind of processor; another kind may round int8 products
 * differently.
 */
public final class OnnxEmbeddingModel implements EmbeddingModel {

  private final EmbeddingSpace space;
  private final OnnxModelOptions options;
  private final OnnxSession session;
  private final SubwordTokenizer tokenizer;
  private final SideBySide sideBySide;
  private final Turns turns;
  private final ReadWriteLock lifecycle = new ReentrantReadWriteLock();
  private boolean closed;

  private OnnxEmbeddingModel(
      EmbeddingSpace space,
      OnnxModelOptions options,
      OnnxSession session,
      SubwordTokenizer tokenizer) {
    this.space = space;
    this.options = options;
    this.session = session;
    this.tokenizer = tokenizer;
    this.sideBySide = new SideBySide(options.modelId(), OnnxSession.THREADS);
    this.turns = new Turns(options.modelId(), OnnxSession.THREADS + 1, options.patience());
  }

  /**
   * Opens the model that comes with this module, <a
   * href="https://huggingface.co/BAAI/bge-small-en-v1.5">bge-small-en-v1.5</a> in int8: English,
   * 384 dimensions, a window of 512 tokens. Pooling and query instruction are those of its card.
   *
   * @return an open model, to be closed by the caller
   * @throws io.runbookmemory.error.ConfigurationException if its files are not on the class path or
   *     module path, or a native library cannot be loaded
   */
  public static OnnxEmbeddingModel bundled() {
    NativeLibraries natives = NativeLibraries.loading();
    return open(natives, ModelFiles.bundled(), OnnxModelOptions.BUNDLED, session -> {});
  }

  /**
   * Opens the model in a folder under the folder's name. The folder is laid out as repositories of
   * sentence-transformers models are: {@code model.onnx} (or {@code onnx/model.onnx}), which takes
   * token ids and gives a vector for each token or, as {@code sentence_embedding}, for the text;
   * {@code tokenizer.json} of Hugging Face's tokenizers; and what is there of {@code
   * 1_Pooling/config.json}, {@code modules.json}, {@code config_sentence_transformers.json} (the
   * prompts), {@code sentence_bert_config.json} and {@code tokenizer_config.json} (the window).
   *
   * @param folder the folder
   * @return an open model, to be closed by the caller
   * @throws io.runbookmemory.error.ConfigurationException as {@link #open(Path, OnnxModelOptions)}
   */
  public static OnnxEmbeddingModel open(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return open(folder, OnnxModelOptions.builder(name == null ? "model" : name.toString()).build());
  }

  /**
   * Opens the model in a folder, with options that win over what the folder says.
   *
   * @param folder the folder, as {@link #open(Path)} takes it
   * @param options what the model's card says of its use
   * @return an open model, to be closed by the caller
   * @throws io.runbookmemory.error.ConfigurationException if one of the files is missing or
   *     damaged, asks for what ARM does not have, or does not belong to the others; or if a native
   *     library cannot be loaded
   */
  public static OnnxEmbeddingModel open(Path folder, OnnxModelOptions options) {
    NativeLibraries natives = NativeLibraries.loading();
    ModelFolder files = new ModelFolder(folder);
    OnnxModelOptions all = options.orElse(files.options(options.modelId()));
    ModelFiles read = ModelFiles.in(files);
    return open(natives, read, all, session -> session.requireTokenizer(read));
  }

  private static OnnxEmbeddingModel open(
      NativeLibraries natives,
      ModelFiles files,
      OnnxModelOptions options,
      Consumer<OnnxSession> check) {
    OnnxSession session = OnnxSession.open(natives.await(), files, options.pooling());
    try {
      check.accept(session);
      EmbeddingSpace space =
          new EmbeddingSpace(options.modelId(), session.dimension(), files.checksum());
      return new OnnxEmbeddingModel(space, options, session, files.openTokenizer());
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public int passageCharacters() {
    return options.passageCharacters();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a passage is blank; then none is embedded
   * @throws io.runbookmemory.error.UnavailableException as {@link #embedQuery}, or if the thread
   *     was interrupted while it waited for the passages
   * @throws IllegalStateException if the model is closed, also by another thread meanwhile
   */
  @Override
  public List<Embedding> embedPassages(List<String> passages) {
    for (int i = 0; i < passages.size(); i++) {
      if (passages.get(i).isBlank()) {
        throw new IllegalArgumentException(
            "a passage must not be blank, got one at " + i + " of " + passages.size());
      }
    }
    return sideBySide.map(passages, passage -> embed(options.passageInstruction() + passage));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the question is blank
   * @throws io.runbookmemory.error.UnavailableException if it had to wait longer for its turn than
   *     {@link OnnxModelOptions.Builder#patience} allows, or the thread was interrupted while it
   *     waited
   * @throws IllegalStateException if the model is closed
   */
  @Override
  public Embedding embedQuery(String query) {
    if (query.isBlank()) {
      throw new IllegalArgumentException("a query must not be blank");
    }
    return embed(options.queryInstruction() + query);
  }

  /** Closes the model once the runs that are under way have ended. Closing twice does nothing. */
  @Override
  public void close() {
    Lock alone = lifecycle.writeLock();
    alone.lock();
    try {
      if (!closed) {
        closed = true;
        tokenizer.close();
        session.close();
      }
    } finally {
      alone.unlock();
    }
  }

  private Embedding embed(String text) {
    turns.take();
    // Taken for each text, so that close() waits for one and not for a caller's whole list.
    Lock open = lifecycle.readLock();
    open.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the model must be open, " + space + " was closed");
      }
      List<long[]> windows = TokenWindows.of(tokenizer.encode(text), options.windowTokens());
      double[] sum = new double[space.dimension()];
      for (long[] window : windows) {
        float[] vector = Embedding.of(toFloats(session.run(window))).toArray();
        for (int i = 0; i < sum.length; i++) {
          sum[i] += vector[i];
        }
      }
      return Embedding.of(toFloats(sum));
    } finally {
      open.unlock();
      turns.giveBack();
    }
  }

  private static float[] toFloats(double[] vector) {
    float[] floats = new float[vector.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) vector[i];
    }
    return floats;
  }
}
