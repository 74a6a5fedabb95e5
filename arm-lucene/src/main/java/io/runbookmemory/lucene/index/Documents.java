package io.runbookmemory.lucene.index;

import io.runbookmemory.lucene.index.IndexFields.Kind;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.memory.json.UsageJson;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.ranking.IndexedText;
import java.util.ArrayList;
import java.util.List;
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
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/** The documents of one tenant's memories. */
public final class Documents {

  private static final FieldType COUNTED = new FieldType();

  static {
    COUNTED.setTokenized(true);
    COUNTED.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    COUNTED.freeze();
  }

  private final Tenant tenant;

  public Documents(Tenant tenant) {
    this.tenant = tenant;
  }

  /** Returns a memory's block: its passages in order, then itself. */
  public List<Document> memory(StoredMemory stored) {
    BytesRef key = IndexFields.key(tenant, stored.id());
    List<Document> block = new ArrayList<>();
    for (Passage passage : stored.passages()) {
      block.add(passage(passage, key));
    }
    Memory memory = stored.memory();
    Document document = document(Kind.MEMORY, memory.id());
    document.add(new StringField(IndexFields.BLOCK, key, Store.NO));
    document.add(new StringField(IndexFields.MEMORY, key, Store.NO));
    document.add(new NumericDocValuesField(IndexFields.PASSAGES, stored.passages().size()));
    long version = memory.version();
    seal(
        document,
        new Seal(Kind.MEMORY, tenant, memory.id(), 0, version, stored.space()),
        IndexFields.JSON,
        MemoryJson.write(memory));
    for (Field<?> field : Field.all()) {
      add(document, field, memory);
    }
    for (String tag : memory.tags()) {
      document.add(new StringField(IndexFields.TAG, IndexFields.term(tag), Store.NO));
    }
    TokenTerms tokens = new TokenTerms(IndexedText.tokens(memory));
    document.add(new org.apache.lucene.document.Field(IndexFields.TOKENS, tokens, COUNTED));
    block.add(document);
    return block;
  }

  private Document passage(Passage passage, BytesRef key) {
    Document document = new Document();
    document.add(new StringField(IndexFields.KIND, Kind.PASSAGE.name(), Store.NO));
    document.add(new StringField(IndexFields.TENANT, tenant.name(), Store.NO));
    document.add(new StringField(IndexFields.BLOCK, key, Store.NO));
    document.add(
        new KnnFloatVectorField(
            IndexFields.VECTOR,
            passage.embedding().toArray(),
            VectorSimilarityFunction.DOT_PRODUCT));
    if (passage.range() != null) {
      document.add(new NumericDocValuesField(IndexFields.START, passage.range().start()));
      document.add(new NumericDocValuesField(IndexFields.END, passage.range().end()));
    }
    return document;
  }

  private static <V extends Comparable<? super V>> void add(
      Document document, Field<V> field, Memory memory) {
    String name = IndexFields.name(field);
    V value = field.of(memory);
    if (value == null) {
      document.add(new StringField(IndexFields.MISSING, field.name(), Store.NO));
    } else if (field.isText()) {
      document.add(new StringField(name, IndexFields.term(value.toString()), Store.NO));
    } else {
      document.add(new LongField(name, field.encode(value), Store.NO));
    }
  }

  /** Returns what stands beside a memory: its usage, and where its last change stands. */
  public Document usage(MemoryId id, Usage usage, long position) {
    Document document = state(Kind.USAGE, id, position);
    Seal seal = Seal.of(Kind.USAGE, tenant, id, position, 0);
    seal(document, seal, IndexFields.JSON, UsageJson.write(usage));
    return document;
  }

  /** Returns what stands in place of a memory that was deleted. */
  public Document tombstone(Change.Deleted deleted) {
    Document document = state(Kind.TOMBSTONE, deleted.id(), deleted.position());
    document.add(new NumericDocValuesField(IndexFields.VERSION, deleted.version()));
    Seal seal =
        Seal.of(Kind.TOMBSTONE, tenant, deleted.id(), deleted.position(), deleted.version());
    seal(document, seal, IndexFields.AT, deleted.at().toString());
    return document;
  }

  private Document state(Kind kind, MemoryId id, long position) {
    Document document = document(kind, id);
    document.add(new StringField(IndexFields.STATE, IndexFields.key(tenant, id), Store.NO));
    document.add(new LongField(IndexFields.POSITION, position, Store.NO));
    return document;
  }

  /** Returns a replaced revision. */
  public Document revision(Memory memory) {
    Document document = document(Kind.REVISION, memory.id());
    BytesRef all = IndexFields.key(tenant, memory.id());
    BytesRef one = IndexFields.revisionKey(tenant, memory.id(), memory.version());
    document.add(new StringField(IndexFields.REVISIONS, all, Store.NO));
    document.add(new StringField(IndexFields.REVISION, one, Store.NO));
    document.add(new NumericDocValuesField(IndexFields.VERSION, memory.version()));
    Seal seal = Seal.of(Kind.REVISION, tenant, memory.id(), 0, memory.version());
    seal(document, seal, IndexFields.JSON, MemoryJson.write(memory));
    return document;
  }

  private static void seal(Document document, Seal seal, String field, String text) {
    document.add(new StoredField(field, text));
    document.add(new StoredField(IndexFields.SEAL, seal.over(text)));
  }

  private Document document(Kind kind, MemoryId id) {
    Document document = new Document();
    document.add(new StringField(IndexFields.KIND, kind.name(), Store.NO));
    document.add(new StringField(IndexFields.TENANT, tenant.name(), Store.NO));
    document.add(new StringField(IndexFields.ID, IndexFields.bytes(id), Store.NO));
    document.add(new SortedDocValuesField(IndexFields.ID, IndexFields.bytes(id)));
    return document;
  }
}
