package io.runbookmemory.lucene;

import io.runbookmemory.lucene.index.Documents;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.CompareAndSet;
import io.runbookmemory.store.StoredMemory;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** One memory in the course of a write: how it was found, and what has become of it so far. */
final class Slot {

  private final TenantSnapshot before;
  private final MemoryId id;
  private final @Nullable StoredMemory found;
  private final List<Memory> replaced = new ArrayList<>();
  private @Nullable StoredMemory current;
  private Usage usage;
  private Change.@Nullable Deleted tombstone;
  private long deletedVersion;
  private long position;

  Slot(TenantSnapshot before, MemoryId id) throws IOException {
    this.before = before;
    this.id = id;
    this.found = before.memory(id);
    this.current = found;
    this.usage = found == null ? Usage.NONE : before.usage(id);
    this.deletedVersion = found == null ? before.deletedVersion(id) : 0;
  }

  @Nullable StoredMemory current() {
    return current;
  }

  Usage usage() {
    return usage;
  }

  CompareAndSet.Decision decide(StoredMemory offered) {
    return CompareAndSet.decide(offered, current, deletedVersion);
  }

  boolean isNews(Change change) {
    return CompareAndSet.isNews(change, current, usage, deletedVersion);
  }

  /** Puts a memory there. */
  void put(StoredMemory stored, Usage itsUsage, Transaction transaction) {
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
  void delete(long version, Instant at, Transaction transaction) {
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
  void write(Documents documents, Transaction transaction) throws IOException {
    if (position == 0) {
      return;
    }
    BytesRef key = IndexFields.key(before.tenant(), id);
    Document state =
        tombstone == null ? documents.usage(id, usage, position) : documents.tombstone(tombstone);
    transaction.replace(new Term(IndexFields.STATE, key), List.of(state));
    if (current == null) {
      transaction.delete(new Term(IndexFields.BLOCK, key));
    } else if (!current.equals(found)) {
      transaction.replace(new Term(IndexFields.BLOCK, key), documents.memory(current));
    }
    writeRevisions(documents, transaction);
  }

  private void writeRevisions(Documents documents, Transaction transaction) throws IOException {
    if (replaced.isEmpty()) {
      return;
    }
    for (Memory revision : replaced) {
      transaction.replace(revisionTerm(revision.version()), List.of(documents.revision(revision)));
    }
    List<Long> kept = before.revisionVersions(id);
    int tooMany = kept.size() + replaced.size() - CompareAndSet.KEPT_REVISIONS;
    for (long version : kept.subList(0, Math.clamp(tooMany, 0, kept.size()))) {
      transaction.delete(revisionTerm(version));
    }
  }

  private Term revisionTerm(long version) {
    return new Term(IndexFields.REVISION, IndexFields.revisionKey(before.tenant(), id, version));
  }
}
