package io.runbookmemory.lucene;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.lucene.report.Progress;
import io.runbookmemory.lucene.report.RewriteReport;
import io.runbookmemory.lucene.snapshot.Snapshot;
import io.runbookmemory.lucene.snapshot.TenantSnapshot;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.StoredMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Builds a store's index anew beside it and lets it take the old one's place, without a pause for
 * readers. The new one is filled in the order of changes; so what is written meanwhile comes up
 * last, and a run that was killed is gone on with where it stood. The last changes, and the one
 * commit that switches, take a write's turn.
 */
final class Rewrite {

  /** So many memories are embedded and committed at once: what a killed run may have to repeat. */
  private static final int PAGE = 128;

  /** Writers that are always ahead are made to wait after so many rounds over the news. */
  private static final int ROUNDS = 20;

  private static final String STEP = "rewriting";

  private final Index index;
  private final @Nullable EmbeddingSpace space;
  private final Function<List<Memory>, List<StoredMemory>> embedder;
  private final Progress progress;
  private long done;
  private long total;
  private long position;
  private long embedded;
  private boolean over;

  /**
   * Prepares a rewrite.
   *
   * @param space the space of all vectors afterwards
   * @param embedder makes the vectors of that space for memories that lack them
   */
  Rewrite(
      Index index,
      @Nullable EmbeddingSpace space,
      Function<List<Memory>, List<StoredMemory>> embedder,
      Progress progress) {
    this.index = index;
    this.space = space;
    this.embedder = embedder;
    this.progress = progress;
  }

  RewriteReport run() throws IOException {
    boolean goesOn;
    try (Sidecar sidecar = Sidecar.open(index.path(), space, index::config)) {
      goesOn = sidecar.begin() > 0;
      position = sidecar.begin();
      total = index.read(snapshot -> new StateFeed(snapshot).count(position));
      progress.at(STEP, 0, total);
      int rounds = 0;
      long end = index.read(snapshot -> snapshot.header().position());
      while (rounds < ROUNDS && copyPage(sidecar)) {
        if (position >= end) {
          rounds++;
          end = index.read(snapshot -> snapshot.header().position());
        }
      }
      index.replace(last -> caughtUp(sidecar, last));
      over = true;
    } finally {
      if (over) {
        Sidecar.discard(index.path());
      }
    }
    long memories = index.read(snapshot -> snapshot.count(IndexFields.Kind.MEMORY));
    return new RewriteReport(true, goesOn, memories, embedded);
  }

  /** Copies the next page off the latest commit, and returns whether it was a full one. */
  private boolean copyPage(Sidecar sidecar) throws IOException {
    List<StateFeed.State> page =
        index.read(snapshot -> new StateFeed(snapshot).after(position, PAGE));
    copy(page, sidecar);
    return page.size() == PAGE;
  }

  private Directory caughtUp(Sidecar sidecar, Snapshot last) throws IOException {
    StateFeed feed = new StateFeed(last);
    List<StateFeed.State> page = feed.after(position, PAGE);
    while (!page.isEmpty()) {
      copy(page, sidecar);
      page = feed.after(position, PAGE);
    }
    sidecar.commit(last.header().position());
    if (!sidecar.matches(last)) {
      over = true;
      String name = index.path().toString();
      throw new UnavailableException(
          name, "the copy of " + name + " is not what the store is: run it again");
    }
    return sidecar.finished();
  }

  private void copy(List<StateFeed.State> page, Sidecar sidecar) throws IOException {
    if (page.isEmpty()) {
      return;
    }
    for (StateFeed.State state : inSpace(page, sidecar)) {
      sidecar.put(state);
    }
    position = page.getLast().position();
    sidecar.commit(position);
    done += page.size();
    total = Math.max(total, done);
    progress.at(STEP, done, total);
  }

  /** Returns the states with vectors of the wanted space, all that lack them embedded at once. */
  private List<StateFeed.State> inSpace(List<StateFeed.State> page, Sidecar sidecar)
      throws IOException {
    List<@Nullable StoredMemory> vectors = new ArrayList<>();
    List<Memory> lacking = new ArrayList<>();
    for (StateFeed.State state : page) {
      StoredMemory there = fitting(state, sidecar);
      vectors.add(there);
      if (there == null && state.change() instanceof Change.Upserted up) {
        lacking.add(up.stored().memory());
      }
    }
    List<StoredMemory> fresh = lacking.isEmpty() ? List.of() : embed(lacking);
    List<StateFeed.State> converted = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < page.size(); i++) {
      StateFeed.State state = page.get(i);
      if (state.change() instanceof Change.Upserted up) {
        StoredMemory there = vectors.get(i);
        StoredMemory stored = there == null ? fresh.get(next++) : there;
        Change change = new Change.Upserted(up.position(), stored, up.usage());
        converted.add(new StateFeed.State(state.tenant(), change, state.revisions()));
      } else {
        converted.add(state);
      }
    }
    return converted;
  }

  /** Returns a memory with the vectors that it is to have, null if they are still to be made. */
  private @Nullable StoredMemory fitting(StateFeed.State state, Sidecar sidecar)
      throws IOException {
    if (!(state.change() instanceof Change.Upserted up)) {
      return null;
    }
    StoredMemory stored = up.stored();
    if (space == null || space.equals(stored.space())) {
      return stored;
    }
    StoredMemory known = sidecar.known(state.tenant(), stored.memory());
    return known == null || known.space() == null ? null : known;
  }

  private List<StoredMemory> embed(List<Memory> memories) {
    List<StoredMemory> fresh = embedder.apply(memories);
    if (fresh.size() != memories.size()) {
      throw new IllegalArgumentException(
          "the embedder must answer each of " + memories.size() + " memories, got " + fresh.size());
    }
    for (int i = 0; i < fresh.size(); i++) {
      StoredMemory stored = fresh.get(i);
      if (!stored.memory().equals(memories.get(i))
          || (stored.space() != null && !stored.space().equals(space))) {
        throw new IllegalArgumentException(
            "the embedder must give memory " + memories.get(i).id() + " vectors of " + space);
      }
      embedded += stored.space() == null ? 0 : 1;
    }
    return fresh;
  }

  /** What a snapshot has of the memories of all tenants, in the order of their last changes. */
  static final class StateFeed {

    private static final Sort BY_POSITION =
        new Sort(
            LongField.newSortField(IndexFields.POSITION, false, SortedNumericSelector.Type.MIN));

    private final Snapshot snapshot;

    StateFeed(Snapshot snapshot) {
      this.snapshot = snapshot;
    }

    /**
     * All that there is of a memory.
     *
     * @param tenant whose it is
     * @param change its last change, with what it is now
     * @param revisions its replaced revisions, oldest first
     */
    record State(Tenant tenant, Change change, List<Memory> revisions) {

      long position() {
        return change.position();
      }
    }

    /** Returns how many states there are after a position. */
    long count(long after) throws IOException {
      return snapshot.searcher().count(newer(after));
    }

    /** Returns the next states after a position. */
    List<State> after(long position, int pageSize) throws IOException {
      List<State> states = new ArrayList<>();
      for (ScoreDoc hit :
          snapshot.searcher().search(newer(position), pageSize, BY_POSITION).scoreDocs) {
        long at = (Long) ((FieldDoc) hit).fields[0];
        TenantSnapshot owner = new TenantSnapshot(snapshot, tenant(hit.doc));
        Change change = new LuceneChanges(owner).change(hit.doc, at);
        states.add(new State(owner.tenant(), change, owner.revisions(change.id())));
      }
      return states;
    }

    private static Query newer(long position) {
      return LongField.newRangeQuery(IndexFields.POSITION, position + 1, Long.MAX_VALUE);
    }

    /** A tombstone does not store whose it is, so the index of tenants is asked. */
    private Tenant tenant(int doc) throws IOException {
      LeafReaderContext leaf = snapshot.leaf(doc);
      LeafReader reader = leaf.reader();
      Terms terms = reader.terms(IndexFields.TENANT);
      if (terms != null) {
        TermsEnum tenants = terms.iterator();
        PostingsEnum postings = null;
        for (BytesRef name = tenants.next(); name != null; name = tenants.next()) {
          postings = tenants.postings(postings, PostingsEnum.NONE);
          if (postings.advance(doc - leaf.docBase) == doc - leaf.docBase) {
            return new Tenant(name.utf8ToString());
          }
        }
      }
      throw new CorruptIndexException("document " + doc + " has no tenant", leaf.toString());
    }
  }
}
