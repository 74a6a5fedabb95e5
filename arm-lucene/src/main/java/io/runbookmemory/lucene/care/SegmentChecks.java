package io.runbookmemory.lucene.care;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.lucene.care.DocumentChecks.Whose;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.lucene.index.IndexFields.Kind;
import io.runbookmemory.lucene.index.Seal;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.memory.json.UsageJson;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The checks of one segment's documents, in their order. */
final class SegmentChecks {

  private final String place;
  private final DocumentChecks checks;
  private final SegmentColumns columns;
  private final StoredFields stored;
  private final Vectors vectors;
  private final @Nullable Bits live;
  private int passages;

  SegmentChecks(LeafReaderContext leaf, DocumentChecks checks) throws IOException {
    this.place = "segment " + ((SegmentReader) leaf.reader()).getSegmentName();
    this.checks = checks;
    this.columns = new SegmentColumns(leaf.reader());
    this.stored = leaf.reader().storedFields();
    this.vectors = Vectors.of(leaf.reader());
    this.live = leaf.reader().getLiveDocs();
  }

  void run() throws IOException {
    for (int doc = 0; doc < columns.size(); doc++) {
      if (live == null || live.get(doc)) {
        check(doc);
      } else {
        requireNoPassages();
      }
    }
    requireNoPassages();
  }

  private void check(int doc) throws IOException {
    BytesRef kindTerm = columns.term(IndexFields.KIND, doc);
    BytesRef tenantTerm = columns.term(IndexFields.TENANT, doc);
    if (kindTerm == null || tenantTerm == null) {
      checks.wrong(place, null, "document " + doc + " has no kind or no tenant");
      return;
    }
    Kind kind = Kind.valueOf(kindTerm.utf8ToString());
    Tenant tenant = new Tenant(tenantTerm.utf8ToString());
    checks.count(tenant, kind);
    if (kind == Kind.PASSAGE) {
      passages++;
      return;
    }
    BytesRef id = columns.id(doc);
    if (id == null) {
      checks.wrong(place, null, "document " + doc + " has no id");
      return;
    }
    Whose whose = new Whose(tenant, IndexFields.id(id));
    try {
      check(doc, kind, whose);
    } catch (ArmException | IllegalArgumentException | DateTimeException e) {
      checks.wrong(place, whose, "it cannot be read: " + e.getMessage());
    } catch (CorruptIndexException e) {
      checks.wrong(place, whose, String.valueOf(e.getMessage()));
    }
    if (kind == Kind.MEMORY) {
      passages = 0;
    }
    requireNoPassages();
  }

  private void requireNoPassages() {
    if (passages > 0) {
      checks.wrong(place, null, passages + " passages are of no memory");
      passages = 0;
    }
  }

  private void check(int doc, Kind kind, Whose whose) throws IOException {
    Document document = stored.document(doc);
    String text = Seal.text(document);
    Seal seal = Seal.of(document);
    if (seal != null) {
      require(seal.kind() == kind, whose, "it is sealed as " + seal.kind());
      require(whose.equals(new Whose(seal.tenant(), seal.id())), whose, "it is sealed as another");
    }
    switch (kind) {
      case MEMORY -> checkMemory(doc, whose, MemoryJson.read(text));
      case USAGE -> {
        Objects.requireNonNull(UsageJson.read(text));
        checkState(doc, whose, kind, seal);
      }
      case TOMBSTONE -> {
        Objects.requireNonNull(Instant.parse(text));
        require(columns.number(IndexFields.VERSION, doc, 0) > 0, whose, "it was of no version");
        checkState(doc, whose, kind, seal);
      }
      case REVISION -> checkRevision(doc, whose, MemoryJson.read(text));
      case PASSAGE -> throw new IllegalStateException("a passage has no text");
    }
  }

  private void checkMemory(int doc, Whose whose, Memory memory) throws IOException {
    checks.memory(place, whose);
    requireItself(memory, whose);
    BytesRef key = IndexFields.key(whose.tenant(), whose.id());
    require(key.equals(columns.term(IndexFields.MEMORY, doc)), whose, "its key is another's");
    long stated = columns.number(IndexFields.PASSAGES, doc, -1);
    require(stated == passages, whose, "it must have " + stated + " passages, got " + passages);
    EmbeddingSpace space = checks.header().space();
    for (int passage = doc - passages; passage <= doc; passage++) {
      require(
          key.equals(columns.term(IndexFields.BLOCK, passage)),
          whose,
          "a document of its block is another memory's");
      if (passage < doc) {
        checkPassage(passage, whose, memory, space);
      }
    }
  }

  private void checkPassage(int passage, Whose whose, Memory memory, @Nullable EmbeddingSpace space)
      throws IOException {
    float[] vector = vectors.at(passage);
    if (vector == null || space == null || vector.length != space.dimension()) {
      checks.wrong(place, whose, "a passage has no vector of the store's space " + space);
    } else if (!Vectors.isOfUnitLength(vector)) {
      checks.wrong(place, whose, "a passage's vector is not of unit length");
    }
    long start = columns.number(IndexFields.START, passage, 0);
    long end = columns.number(IndexFields.END, passage, 0);
    require(
        start >= 0 && start <= end && end <= memory.text().length(),
        whose,
        "a passage must lie in its text, got " + start + " to " + end);
  }

  private void checkState(int doc, Whose whose, Kind kind, @Nullable Seal seal) throws IOException {
    BytesRef key = IndexFields.key(whose.tenant(), whose.id());
    require(key.equals(columns.term(IndexFields.STATE, doc)), whose, "its key is another's");
    long position = columns.number(IndexFields.POSITION, doc, 0);
    require(
        seal == null || seal.position() == position,
        whose,
        "it must stand at the position it is sealed with, got " + position);
    checks.state(place, whose, kind, position);
  }

  private void checkRevision(int doc, Whose whose, Memory memory) throws IOException {
    requireItself(memory, whose);
    checks.revision(place, whose);
    BytesRef key = IndexFields.revisionKey(whose.tenant(), whose.id(), memory.version());
    require(key.equals(columns.term(IndexFields.REVISION, doc)), whose, "its key is another's");
    require(
        columns.number(IndexFields.VERSION, doc, 0) == memory.version(),
        whose,
        "a revision's version is not its own");
  }

  private void requireItself(Memory memory, Whose whose) {
    MemoryId id = memory.id();
    require(
        id.equals(whose.id()) && memory.scope().tenant().equals(whose.tenant()),
        whose,
        "its text is that of " + id + " of " + memory.scope().tenant().name());
  }

  private void require(boolean holds, Whose whose, String says) {
    if (!holds) {
      checks.wrong(place, whose, says);
    }
  }
}
