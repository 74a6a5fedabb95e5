package io.runbookmemory.lucene.write;

import io.runbookmemory.lucene.index.Documents;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.lucene.snapshot.TenantSnapshot;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.CompareAndSet;
import io.runbookmemory.store.StoredMemory;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** One memory in the course of a group: how it was found, and what has become of it so far. */
public final class Slot {

  private final TenantSnapshot before;
  private final MemoryId id;
  private final @Nullable StoredMemory found;
  private final boolean foundState;
  private final List<Memory> replaced;
  private @Nullable StoredMemory current;
  private Usage usage;
  private Change.@Nullable Deleted tombstone;
  private long deletedVersion;
  private long position;

  public Slot(TenantSnapshot before, MemoryId id) throws IOException {
    this.before = before;
    this.id = id;
    this.found = before.memory(id);
    this.current = found;
    this.usage = found == null ? Usage.NONE : before.usage(id);
    this.deletedVersion = found == null ? before.deletedVersion(id) : 0;
    this.foundState = found != null || deletedVersion > 0;
    this.replaced = new ArrayList<>();
  }

  /** Copies what has become of a memory so far, so that a refusal leaves it as it was. */
  public Slot(Slot other) {
    this.before = other.before;
    this.id = other.id;
    this.found = other.found;
    this.foundState = other.foundState;
    this.replaced = new ArrayList<>(other.replaced);
    this.current = other.current;
    this.usage = other.usage;
    this.tombstone = other.tombstone;
    this.deletedVersion = other.deletedVersion;
    this.position = other.position;
  }

  public Tenant tenant() {
    return before.tenant();
  }

  public MemoryId id() {
    return id;
  }

  public boolean changed() {
    return position > 0;
  }

  public @Nullable StoredMemory current() {
    return current;
  }

  public Usage usage() {
    return usage;
  }

  public CompareAndSet.Decision decide(StoredMemory offered) {
    return CompareAndSet.decide(offered, current, deletedVersion);
  }

  public boolean isNews(Change change) {
    return CompareAndSet.isNews(change, current, usage, deletedVersion);
  }

  /** Puts a memory there. */
  public void put(StoredMemory stored, Usage itsUsage, Transaction transaction) {
    if (current != null && current.memory().version() != stored.memory().version()) {
      replace(current.memory());
    }
    current = stored;
    usage = itsUsage;
    tombstone = null;
    deletedVersion = 0;
    position = transaction.nextPosition();
  }

  /** Puts a tombstone there. */
  public void delete(long version, Instant at, Transaction transaction) {
    if (current != null) {
      replace(current.memory());
    }
    current = null;
    usage = Usage.NONE;
    deletedVersion = version;
    position = transaction.nextPosition();
    tombstone = new Change.Deleted(position, id, version, at);
  }

  private void replace(Memory revision) {
    replaced.add(revision);
    if (replaced.size() > CompareAndSet.KEPT_REVISIONS) {
      replaced.removeFirst();
    }
  }

  /** Writes what has become of it; a memory that is as it was is not written again. */
  public void writeTo(IndexWriter writer) throws IOException {
    Documents documents = new Documents(before.tenant());
    BytesRef key = IndexFields.key(before.tenant(), id);
    Document state =
        tombstone == null ? documents.usage(id, usage, position) : documents.tombstone(tombstone);
    replace(writer, foundState, new Term(IndexFields.STATE, key), List.of(state));
    Term block = new Term(IndexFields.BLOCK, key);
    if (current != null && !current.equals(found)) {
      replace(writer, found != null, block, documents.memory(current));
    } else if (current == null && found != null) {
      writer.deleteDocuments(block);
    }
    writeRevisions(documents, writer);
  }

  /** To delete what is not there costs a look into every segment. */
  private static void replace(
      IndexWriter writer, boolean found, Term term, List<Document> documents) throws IOException {
    if (found) {
      writer.updateDocuments(term, documents);
    } else {
      writer.addDocuments(documents);
    }
  }

  private void writeRevisions(Documents documents, IndexWriter writer) throws IOException {
    if (replaced.isEmpty()) {
      return;
    }
    for (Memory revision : replaced) {
      writer.updateDocument(revisionTerm(revision.version()), documents.revision(revision));
    }
    List<Long> kept = before.revisionVersions(id);
    int tooMany = kept.size() + replaced.size() - CompareAndSet.KEPT_REVISIONS;
    for (long version : kept.subList(0, Math.clamp(tooMany, 0, kept.size()))) {
      writer.deleteDocuments(revisionTerm(version));
    }
  }

  private Term revisionTerm(long version) {
    return new Term(IndexFields.REVISION, IndexFields.revisionKey(before.tenant(), id, version));
  }
}
