package io.runbookmemory.lucene;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.lucene.index.StoreHeader;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;

/** The changes of one call, which are committed together or not at all. */
final class Transaction {

  private final IndexWriter writer;
  private long position;
  private @Nullable EmbeddingSpace space;
  private boolean changed;

  Transaction(IndexWriter writer, StoreHeader before) {
    this.writer = writer;
    this.position = before.position();
    this.space = before.space();
  }

  long nextPosition() {
    return ++position;
  }

  @Nullable EmbeddingSpace space() {
    return space;
  }

  void space(@Nullable EmbeddingSpace only) {
    changed |= !Objects.equals(space, only);
    space = only;
  }

  /** Puts a block of documents in the place of those that have a term. */
  void replace(Term term, List<Document> documents) throws IOException {
    changed = true;
    writer.updateDocuments(term, documents);
  }

  void delete(Term term) throws IOException {
    changed = true;
    writer.deleteDocuments(term);
  }

  boolean changed() {
    return changed;
  }

  /** Returns what the store says of itself once this is committed. */
  StoreHeader after() {
    return new StoreHeader(position, space);
  }
}
