package io.runbookmemory.bench.stages;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The tokenizer of the bundled model by itself; the model is to be open, which loads its code. */
public final class BareTokenizer implements AutoCloseable {

  private static final String FILE = "bge-small-en-v1.5-q-tokenizer.json";
  private static final String INSTRUCTION =
      "Represent this sentence for searching relevant passages: ";

  private final long handle;

  /** Reads the tokenizer out of the model's jar. */
  public BareTokenizer() {
    try (InputStream in = OnnxEmbeddingModel.class.getClassLoader().getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the model's jar must hold " + FILE);
      }
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      handle = TokenizersLibrary.LIB.createTokenizerFromString(json);
      TokenizersLibrary.LIB.disableTruncation(handle);
      TokenizersLibrary.LIB.disablePadding(handle);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the nanoseconds that a question takes, with the model's instruction in front. */
  long nanos(String question) {
    long begin = System.nanoTime();
    encode(INSTRUCTION + question);
    return System.nanoTime() - begin;
  }

  /** Returns how many tokens a text has, the model's own two among them. */
  public int count(String text) {
    return encode(text).length;
  }

  private long[] encode(String text) {
    long encoding = TokenizersLibrary.LIB.encode(handle, text, true);
    try {
      return TokenizersLibrary.LIB.getTokenIds(encoding);
    } finally {
      TokenizersLibrary.LIB.deleteEncoding(encoding);
    }
  }

  @Override
  public void close() {
    TokenizersLibrary.LIB.deleteTokenizer(handle);
  }
}
