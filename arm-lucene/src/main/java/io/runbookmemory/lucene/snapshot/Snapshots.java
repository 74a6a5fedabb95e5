package io.runbookmemory.lucene.snapshot;

import io.runbookmemory.lucene.index.IndexFields.Kind;
import io.runbookmemory.lucene.index.StoreHeader;
import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.ReferenceManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.QueryBitSetProducer;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/** The latest snapshot, held open for as long as somebody reads it. */
public final class Snapshots extends ReferenceManager<Snapshot> {

  /** What is done with a snapshot while it is held open. */
  public interface Reading<T> {

    /** Reads. */
    T read(Snapshot snapshot) throws IOException;
  }

  private final String path;
  private final BitSetProducer blockEnds =
      new QueryBitSetProducer(
          new BooleanQuery.Builder()
              .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
              .add(new TermQuery(Kind.PASSAGE.term()), Occur.MUST_NOT)
              .build());

  private final Snapshot.Caches caches = new Snapshot.Caches();

  public Snapshots(String path, Directory directory) throws IOException {
    this.path = path;
    this.current = snapshot(DirectoryReader.open(directory));
  }

  /** Reads the latest snapshot. */
  public <T> T read(Reading<T> reading) throws IOException {
    Snapshot snapshot = acquire();
    try {
      return reading.read(snapshot);
    } finally {
      release(snapshot);
    }
  }

  private Snapshot snapshot(DirectoryReader reader) throws IOException {
    StoreHeader header = StoreHeader.of(path, reader.getIndexCommit().getUserData());
    IndexSearcher searcher = new IndexSearcher(reader);
    // Lucene's cache is one for the whole process, and the sets of blocks do its work here.
    searcher.setQueryCache(null);
    return new Snapshot(reader, searcher, header, blockEnds, caches, new QuestionTokens(searcher));
  }

  @Override
  protected @Nullable Snapshot refreshIfNeeded(Snapshot stale) throws IOException {
    DirectoryReader newer = DirectoryReader.openIfChanged(stale.reader());
    return newer == null ? null : snapshot(newer);
  }

  @Override
  protected boolean tryIncRef(Snapshot snapshot) {
    return snapshot.reader().tryIncRef();
  }

  @Override
  protected void decRef(Snapshot snapshot) throws IOException {
    snapshot.reader().decRef();
  }

  @Override
  protected int getRefCount(Snapshot snapshot) {
    return snapshot.reader().getRefCount();
  }
}
