package io.runbookmemory.lucene.index;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.lucene.index.IndexFields.Kind;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * What a document says of itself beside its text, and a checksum over both: so a document can be
 * told to be intact, and put into a new store, where all else of its segment is lost.
 *
 * @param kind what the document is
 * @param tenant whose
 * @param id of which memory
 * @param position where the change stands; 0 for what is no state
 * @param version of the memory, of the revision, or the deleted one; 0 for a usage
 * @param space the space of the memory's vectors, null where there are none
 */
public record Seal(
    Kind kind,
    Tenant tenant,
    MemoryId id,
    long position,
    long version,
    @Nullable EmbeddingSpace space) {

  /** Returns the seal of a document that has no vectors, or whose space is not known. */
  public static Seal of(Kind kind, Tenant tenant, MemoryId id, long position, long version) {
    return new Seal(kind, tenant, id, position, version, null);
  }

  /** Returns the stored form: the checksum, and what it is over besides the text. */
  byte[] over(String text) {
    byte[] key = bytes(IndexFields.key(tenant, id));
    byte[] model = space == null ? new byte[0] : space.modelId().getBytes(StandardCharsets.UTF_8);
    byte[] build = space == null ? new byte[0] : space.checksum().getBytes(StandardCharsets.UTF_8);
    int length = 2 * Integer.BYTES + 2 * Long.BYTES + 1;
    ByteBuffer seal =
        ByteBuffer.allocate(length + 3 * Short.BYTES + key.length + model.length + build.length);
    seal.putInt(0).put((byte) kind.code).putLong(position).putLong(version);
    seal.putInt(space == null ? 0 : space.dimension());
    for (byte[] part : new byte[][] {key, model, build}) {
      seal.putShort((short) part.length).put(part);
    }
    return seal.putInt(0, checksum(seal.array(), text)).array();
  }

  private static byte[] bytes(BytesRef ref) {
    return Arrays.copyOfRange(ref.bytes, ref.offset, ref.offset + ref.length);
  }

  private static int checksum(byte[] seal, String text) {
    CRC32C crc = new CRC32C();
    crc.update(seal, Integer.BYTES, seal.length - Integer.BYTES);
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  /** Returns the text of a stored document, which is checked where the document has a seal. */
  public static String text(Document document) throws CorruptIndexException {
    String text = document.get(IndexFields.JSON);
    if (text == null) {
      text = document.get(IndexFields.AT);
    }
    if (text == null) {
      throw new CorruptIndexException("a document has no text", "stored fields");
    }
    BytesRef seal = document.getBinaryValue(IndexFields.SEAL);
    if (seal != null && !fits(bytes(seal), text)) {
      throw new CorruptIndexException("a document is not as it was written", "stored fields");
    }
    return text;
  }

  private static boolean fits(byte[] seal, String text) {
    return seal.length > Integer.BYTES && ByteBuffer.wrap(seal).getInt() == checksum(seal, text);
  }

  /** Returns the seal of a stored document, null if it has none; {@link #text} checks it. */
  public static @Nullable Seal of(Document document) throws CorruptIndexException {
    BytesRef stored = document.getBinaryValue(IndexFields.SEAL);
    if (stored == null) {
      return null;
    }
    try {
      ByteBuffer seal = ByteBuffer.wrap(bytes(stored));
      seal.getInt();
      Kind kind = Kind.of((char) seal.get());
      long position = seal.getLong();
      long version = seal.getLong();
      int dimension = seal.getInt();
      BytesRef key = new BytesRef(part(seal));
      String model = new String(part(seal), StandardCharsets.UTF_8);
      String build = new String(part(seal), StandardCharsets.UTF_8);
      return new Seal(
          kind,
          IndexFields.tenant(key),
          IndexFields.idOfKey(key),
          position,
          version,
          dimension == 0 ? null : new EmbeddingSpace(model, dimension, build));
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new CorruptIndexException("a document's seal cannot be read", "stored fields", e);
    }
  }

  private static byte[] part(ByteBuffer seal) {
    byte[] part = new byte[seal.getShort()];
    seal.get(part);
    return part;
  }
}
