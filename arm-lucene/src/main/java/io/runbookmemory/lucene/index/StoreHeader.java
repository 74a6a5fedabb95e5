package io.runbookmemory.lucene.index;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.text.OperationsTokenizer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the store says of itself in the user data of every commit.
 *
 * @param position the last position given to a change
 * @param space the space of the vectors, or null while there is none
 * @param store a random id that tells this store and its backups from others, or null where a
 *     release before it had one has written last
 */
public record StoreHeader(long position, @Nullable EmbeddingSpace space, @Nullable UUID store) {

  /** The format that is written, and the newest that is read: {@code lucene-index.md}. */
  public static final int FORMAT = 1;

  /** The version of the tokens in the index: the tokenizer's. */
  public static final int TOKENIZER = OperationsTokenizer.VERSION;

  private static final String FORMAT_KEY = "arm.format";
  private static final String TOKENIZER_KEY = "arm.tokenizer";
  private static final String POSITION_KEY = "arm.position";
  private static final String STORE_KEY = "arm.store";
  private static final String MODEL_KEY = "arm.space.model";
  private static final String DIMENSION_KEY = "arm.space.dimension";
  private static final String CHECKSUM_KEY = "arm.space.checksum";

  /** Returns what a store says of itself at its beginning. */
  public static StoreHeader ofNewStore() {
    return new StoreHeader(0, null, UUID.randomUUID());
  }

  /** Returns what the same store says after more changes, or with vectors of another space. */
  public StoreHeader with(long otherPosition, @Nullable EmbeddingSpace otherSpace) {
    return new StoreHeader(otherPosition, otherSpace, store);
  }

  /** Returns the same with an id, if it has none yet. */
  public StoreHeader identified() {
    return store == null ? new StoreHeader(position, space, UUID.randomUUID()) : this;
  }

  public Map<String, String> toUserData() {
    Map<String, String> data = new HashMap<>();
    data.put(FORMAT_KEY, Integer.toString(FORMAT));
    data.put(TOKENIZER_KEY, Integer.toString(TOKENIZER));
    data.put(POSITION_KEY, Long.toString(position));
    if (store != null) {
      data.put(STORE_KEY, store.toString());
    }
    if (space != null) {
      data.put(MODEL_KEY, space.modelId());
      data.put(DIMENSION_KEY, Integer.toString(space.dimension()));
      data.put(CHECKSUM_KEY, space.checksum());
    }
    return data;
  }

  /** Returns the header of a commit of the store at some path, if this release can work with it. */
  public static StoreHeader of(String path, Map<String, String> data) {
    String format = data.get(FORMAT_KEY);
    if (format == null) {
      throw new ConfigurationException(
          path, path + " holds a Lucene index that is not ARM's: choose another directory");
    }
    try {
      requireReadable(path, Integer.parseInt(format));
      requireTokens(path, Integer.parseInt(required(path, data, TOKENIZER_KEY)));
      long position = Long.parseLong(required(path, data, POSITION_KEY));
      String model = data.get(MODEL_KEY);
      String store = data.get(STORE_KEY);
      return new StoreHeader(
          position,
          model == null
              ? null
              : new EmbeddingSpace(
                  model,
                  Integer.parseInt(required(path, data, DIMENSION_KEY)),
                  required(path, data, CHECKSUM_KEY)),
          store == null ? null : UUID.fromString(store));
    } catch (IllegalArgumentException e) {
      throw new CorruptStoreException(path, path + " has an unreadable header: " + data, e);
    }
  }

  private static void requireReadable(String path, int format) {
    if (format > FORMAT) {
      throw new ConfigurationException(
          path,
          path
              + " is a store of format "
              + format
              + ", newer than this release reads, which is "
              + FORMAT
              + ": use the release that wrote it");
    }
  }

  private static void requireTokens(String path, int tokenizer) {
    if (tokenizer != TOKENIZER) {
      throw new ConfigurationException(
          path,
          path
              + " holds the tokens of tokenizer "
              + tokenizer
              + ", this release makes those of "
              + TOKENIZER
              + ": export it with the release that wrote it and import it into a new store");
    }
  }

  private static String required(String path, Map<String, String> data, String key) {
    String value = data.get(key);
    if (value == null) {
      throw new CorruptStoreException(path, path + " lacks " + key + " in its header: " + data);
    }
    return value;
  }
}
