package io.runbookmemory.lucene.previous;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.memory.json.UsageJson;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.ranking.IndexedText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/**
 * Writes a store of format 1 by hand, after {@code docs/formats/lucene-index.md} and without
 * arm-lucene, with whatever Lucene is on the class path. Texts longer than a term are not for it.
 */
final class FormatOne {

  private static final FieldType COUNTED = new FieldType();

  static {
    COUNTED.setTokenized(true);
    COUNTED.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    COUNTED.freeze();
  }

  private final IndexWriter writer;
  private final EmbeddingSpace space;
  private long position;

  FormatOne(IndexWriter writer, EmbeddingSpace space) {
    this.writer = writer;
    this.space = space;
  }

  /** Writes a memory and its usage, in place of what is there. */
  void put(StoredMemory stored, Usage usage) throws IOException {
    BytesRef key = key(stored.memory());
    List<Document> block = new ArrayList<>();
    stored.passages().forEach(passage -> block.add(passage(passage, stored.memory(), key)));
    block.add(memory(stored, key));
    writer.updateDocuments(new Term("block", key), block);
    Document state = state(stored.memory(), "USAGE", key);
    state.add(new StoredField("json", UsageJson.write(usage)));
    writer.updateDocument(new Term("state", key), state);
  }

  /** Writes a tombstone in place of a memory. */
  void delete(Memory memory, Instant at) throws IOException {
    BytesRef key = key(memory);
    writer.deleteDocuments(new Term("block", key));
    Document state = state(memory, "TOMBSTONE", key);
    state.add(new NumericDocValuesField("version", memory.version()));
    state.add(new StoredField("at", at.toString()));
    writer.updateDocument(new Term("state", key), state);
  }

  /** Writes a replaced revision. */
  void revision(Memory memory) throws IOException {
    BytesRef key = key(memory);
    byte[] one =
        ByteBuffer.allocate(key.length + Long.BYTES)
            .put(key.bytes, key.offset, key.length)
            .putLong(memory.version())
            .array();
    Document document = document(memory, "REVISION");
    document.add(new StringField("revisions", key, Store.NO));
    document.add(new StringField("revision", new BytesRef(one), Store.NO));
    document.add(new NumericDocValuesField("version", memory.version()));
    document.add(new StoredField("json", MemoryJson.write(memory)));
    writer.addDocument(document);
  }

  void commit() throws IOException {
    Map<String, String> header = new TreeMap<>();
    header.put("arm.format", "1");
    header.put("arm.tokenizer", "1");
    header.put("arm.position", Long.toString(position));
    header.put("arm.space.model", space.modelId());
    header.put("arm.space.dimension", Integer.toString(space.dimension()));
    header.put("arm.space.checksum", space.checksum());
    writer.setLiveCommitData(header.entrySet());
    writer.commit();
  }

  private static Document passage(Passage passage, Memory memory, BytesRef key) {
    Document document = new Document();
    document.add(new StringField("kind", "PASSAGE", Store.NO));
    document.add(new StringField("tenant", memory.scope().tenant().name(), Store.NO));
    document.add(new StringField("block", key, Store.NO));
    document.add(
        new KnnFloatVectorField(
            "vector", passage.embedding().toArray(), VectorSimilarityFunction.DOT_PRODUCT));
    if (passage.range() != null) {
      document.add(new NumericDocValuesField("start", passage.range().start()));
      document.add(new NumericDocValuesField("end", passage.range().end()));
    }
    return document;
  }

  private static Document memory(StoredMemory stored, BytesRef key) {
    Memory memory = stored.memory();
    Document document = document(memory, "MEMORY");
    document.add(new StringField("block", key, Store.NO));
    document.add(new StringField("memory", key, Store.NO));
    document.add(new NumericDocValuesField("passages", stored.passages().size()));
    document.add(new StoredField("json", MemoryJson.write(memory)));
    Field.all().forEach(field -> find(document, field, memory));
    memory.tags().forEach(tag -> document.add(new StringField("tag", tag, Store.NO)));
    Tokens tokens = new Tokens(IndexedText.tokens(memory));
    document.add(new org.apache.lucene.document.Field("tokens", tokens, COUNTED));
    return document;
  }

  private static <V extends Comparable<? super V>> void find(
      Document document, Field<V> field, Memory memory) {
    V value = field.of(memory);
    if (value == null) {
      document.add(new StringField("missing", field.name(), Store.NO));
    } else if (field.isText()) {
      document.add(new StringField("field." + field.name(), value.toString(), Store.NO));
    } else {
      document.add(new LongField("field." + field.name(), field.encode(value), Store.NO));
    }
  }

  private Document state(Memory memory, String kind, BytesRef key) {
    Document document = document(memory, kind);
    document.add(new StringField("state", key, Store.NO));
    document.add(new LongField("position", ++position, Store.NO));
    return document;
  }

  private static Document document(Memory memory, String kind) {
    Document document = new Document();
    document.add(new StringField("kind", kind, Store.NO));
    document.add(new StringField("tenant", memory.scope().tenant().name(), Store.NO));
    document.add(new StringField("id", id(memory.id()), Store.NO));
    document.add(new SortedDocValuesField("id", id(memory.id())));
    return document;
  }

  private static BytesRef id(MemoryId id) {
    return new BytesRef(
        ByteBuffer.allocate(16)
            .putLong(id.value().getMostSignificantBits())
            .putLong(id.value().getLeastSignificantBits())
            .array());
  }

  private static BytesRef key(Memory memory) {
    byte[] tenant = memory.scope().tenant().name().getBytes(StandardCharsets.US_ASCII);
    return new BytesRef(
        ByteBuffer.allocate(tenant.length + 17)
            .put(tenant)
            .put((byte) 0)
            .put(id(memory.id()).bytes)
            .array());
  }

  /** The tokens of a memory, one after the other. */
  private static final class Tokens extends TokenStream {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final List<String> tokens;
    private Iterator<String> rest;

    Tokens(List<String> tokens) {
      this.tokens = tokens;
      this.rest = tokens.iterator();
    }

    @Override
    public boolean incrementToken() {
      clearAttributes();
      if (!rest.hasNext()) {
        return false;
      }
      term.append(rest.next());
      return true;
    }

    @Override
    public void reset() {
      rest = tokens.iterator();
    }
  }
}
