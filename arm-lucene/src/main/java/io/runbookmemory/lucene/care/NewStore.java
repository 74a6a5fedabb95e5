package io.runbookmemory.lucene.care;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.lucene.care.DocumentChecks.Whose;
import io.runbookmemory.lucene.care.Remains.Found;
import io.runbookmemory.lucene.engine.WideVectors;
import io.runbookmemory.lucene.index.Documents;
import io.runbookmemory.lucene.index.IndexFields.Kind;
import io.runbookmemory.lucene.index.StoreDirectory;
import io.runbookmemory.lucene.index.StoreHeader;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.memory.json.UsageJson;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;

/** A store that is written at one go, out of documents of another. */
final class NewStore implements AutoCloseable {

  private final Directory directory;
  private final IndexWriter writer;
  private final Counts counts = new Counts();
  private StoreHeader header = StoreHeader.ofNewStore();

  NewStore(StoreDirectory place) throws IOException {
    this.directory = new MMapDirectory(place.path());
    this.writer =
        new IndexWriter(directory, new IndexWriterConfig().setCodec(new WideVectors.Codec()));
  }

  /** Goes on from where another store was; what is written is a store of its own nevertheless. */
  void begin(StoreHeader other) {
    header = header.with(other.position(), other.space());
  }

  /** Writes a memory; returns whether it still has the vectors that it had. */
  boolean memory(Whose whose, Found found) throws IOException {
    Memory memory = MemoryJson.read(found.text());
    List<Passage> passages = passages(found);
    StoredMemory stored =
        passages.isEmpty()
            ? StoredMemory.lexical(memory)
            : new StoredMemory(memory, passages, header.space());
    writer.addDocuments(new Documents(whose.tenant()).memory(stored));
    counts.add(whose.tenant(), Kind.MEMORY);
    stored.passages().forEach(passage -> counts.add(whose.tenant(), Kind.PASSAGE));
    boolean had = found.seal().space() != null || found.segment().countPassages(found.doc()) > 0;
    return !had || !passages.isEmpty();
  }

  /** Returns a memory's passages; none if there are none that belong into this store's space. */
  private List<Passage> passages(Found found) {
    EmbeddingSpace space = header.space();
    EmbeddingSpace its = found.seal().space();
    if (space == null || !Objects.requireNonNullElse(its, space).equals(space)) {
      return List.of();
    }
    List<Passage> passages = found.segment().passages(found.doc());
    int dimension = space.dimension();
    return passages != null
            && passages.stream().allMatch(each -> each.embedding().dimension() == dimension)
        ? passages
        : List.of();
  }

  /** Writes a usage; returns false if it is lost, and there is none now. */
  boolean usage(Whose whose, @Nullable Found state) throws IOException {
    Usage usage = state == null ? Usage.NONE : UsageJson.read(state.text());
    if (state == null) {
      header = header.with(header.position() + 1, header.space());
    }
    long at = state == null ? header.position() : state.seal().position();
    writer.addDocument(new Documents(whose.tenant()).usage(whose.id(), usage, at));
    counts.reached(whose.tenant(), at);
    return state != null;
  }

  void tombstone(Whose whose, Found state) throws IOException {
    Instant at = Instant.parse(state.text());
    long deletedAt = state.seal().position();
    Change.Deleted deleted = new Change.Deleted(deletedAt, whose.id(), state.seal().version(), at);
    writer.addDocument(new Documents(whose.tenant()).tombstone(deleted));
    counts.add(whose.tenant(), Kind.TOMBSTONE);
    counts.reached(whose.tenant(), deletedAt);
  }

  void revision(Whose whose, Found revision) throws IOException {
    writer.addDocument(new Documents(whose.tenant()).revision(MemoryJson.read(revision.text())));
    counts.add(whose.tenant(), Kind.REVISION);
  }

  /** Writes it to disk, with what it says of itself. */
  void commit() throws IOException {
    writer.setLiveCommitData(header.toUserData().entrySet());
    writer.commit();
  }

  Counts counts() {
    return counts;
  }

  @Override
  public void close() throws IOException {
    try (directory) {
      writer.rollback();
    }
  }
}
