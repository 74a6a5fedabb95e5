package io.runbookmemory.lucene.index;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/** The names of the index's fields and the form of their terms: {@code lucene-index.md}. */
public final class IndexFields {

  public static final String KIND = "kind";
  public static final String TENANT = "tenant";
  public static final String ID = "id";
  public static final String JSON = "json";

  /** What a document says of itself, and the checksum of that and its text: {@link Seal}. */
  public static final String SEAL = "seal";

  /** A passage's vector, and the range of the text that it stands for. */
  public static final String VECTOR = "vector";

  public static final String START = "start";
  public static final String END = "end";

  /** Keys: all documents of a memory's block, the memory alone, its state, its revisions. */
  public static final String BLOCK = "block";

  public static final String MEMORY = "memory";
  public static final String STATE = "state";
  public static final String REVISIONS = "revisions";
  public static final String REVISION = "revision";

  /** What a memory is found by, besides one field each for {@link Field#all()}. */
  public static final String TOKENS = "tokens";

  public static final String TAG = "tag";
  public static final String MISSING = "missing";
  public static final String PASSAGES = "passages";

  public static final String POSITION = "position";
  public static final String VERSION = "version";
  public static final String AT = "at";

  /** What a document is. */
  public enum Kind {
    PASSAGE,
    MEMORY,
    USAGE,
    TOMBSTONE,
    REVISION;

    public Term term() {
      return new Term(KIND, name());
    }
  }

  private IndexFields() {}

  public static String name(Field<?> field) {
    return "field." + field.name();
  }

  public static Term tenant(Tenant tenant) {
    return new Term(TENANT, tenant.name());
  }

  /** Returns the 16 bytes of an id, whose order is the ids' own. */
  public static BytesRef bytes(MemoryId id) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
    bytes.putLong(id.value().getMostSignificantBits());
    bytes.putLong(id.value().getLeastSignificantBits());
    return new BytesRef(bytes.array());
  }

  public static MemoryId id(BytesRef bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
    return new MemoryId(new UUID(buffer.getLong(), buffer.getLong()));
  }

  /** Returns what names a memory among those of all tenants. */
  public static BytesRef key(Tenant tenant, MemoryId id) {
    byte[] name = tenant.name().getBytes(StandardCharsets.US_ASCII);
    byte[] key = Arrays.copyOf(name, name.length + 1 + 2 * Long.BYTES);
    BytesRef bytes = bytes(id);
    System.arraycopy(bytes.bytes, bytes.offset, key, name.length + 1, bytes.length);
    return new BytesRef(key);
  }

  static Tenant tenant(BytesRef key) {
    int length = key.length - 1 - 2 * Long.BYTES;
    return new Tenant(new String(key.bytes, key.offset, length, StandardCharsets.US_ASCII));
  }

  static MemoryId idOfKey(BytesRef key) {
    return id(new BytesRef(key.bytes, key.offset + key.length - 2 * Long.BYTES, 2 * Long.BYTES));
  }

  public static BytesRef revisionKey(Tenant tenant, MemoryId id, long version) {
    BytesRef key = key(tenant, id);
    ByteBuffer bytes = ByteBuffer.allocate(key.length + Long.BYTES);
    return new BytesRef(bytes.put(key.bytes, key.offset, key.length).putLong(version).array());
  }

  /**
   * Returns the term of a text. What is longer than Lucene takes is known by its SHA-256, behind a
   * byte that UTF-8 never has.
   */
  public static BytesRef term(String text) {
    BytesRef utf8 = new BytesRef(text);
    if (utf8.length <= IndexWriter.MAX_TERM_LENGTH) {
      return utf8;
    }
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(utf8.bytes, utf8.offset, utf8.length);
      byte[] hash = sha256.digest();
      byte[] term = new byte[1 + hash.length];
      term[0] = (byte) 0xFF;
      System.arraycopy(hash, 0, term, 1, hash.length);
      return new BytesRef(term);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
