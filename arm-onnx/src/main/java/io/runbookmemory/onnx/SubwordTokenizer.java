package io.runbookmemory.onnx;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.runbookmemory.error.ConfigurationException;
import java.util.regex.Pattern;

/**
 * A model's own tokenizer, from its {@code tokenizer.json}.
 *
 * <p>It goes to the JNI layer under DJL's {@code HuggingFaceTokenizer} because each factory of that
 * class calls home (an HTTP request for the host's identity, then one that reports it) unless a
 * process-wide switch is set, which an environment variable can take back; here there is nothing to
 * switch off. It also asks for token ids alone, where that class fetches seven more arrays.
 */
final class SubwordTokenizer implements AutoCloseable {

  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  private final long handle;

  private SubwordTokenizer(long handle) {
    this.handle = handle;
  }

  /**
   * Opens a tokenizer that neither truncates nor pads, whatever its file says: either would change
   * what the model sees without a word.
   */
  static SubwordTokenizer open(String file, String json) {
    TokenizerLibrary.load();
    try {
      long handle = TokenizersLibrary.LIB.createTokenizerFromString(json);
      TokenizersLibrary.LIB.disableTruncation(handle);
      TokenizersLibrary.LIB.disablePadding(handle);
      return new SubwordTokenizer(handle);
    } catch (RuntimeException e) {
      throw new ConfigurationException(
          file, file + " must be a Hugging Face tokenizer.json: " + e.getMessage(), e);
    }
  }

  /** Returns the ids of a text, with the model's own tokens around them. */
  long[] encode(String text) {
    // Half a character, as in a log cut by bytes, has no UTF-8 form that the native side could
    // read.
    String wellFormed = LONE_SURROGATE.matcher(text).replaceAll("\uFFFD");
    long encoding = TokenizersLibrary.LIB.encode(handle, wellFormed, true);
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
