package io.runbookmemory.lucene.engine;

import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexReader.CacheHelper;
import org.apache.lucene.index.IndexReader.CacheKey;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;

/**
 * The sets of blocks that were asked for of late, so that a filter is worked out once a segment and
 * not at every search. But for its deletions, which are no part of a set, a segment never changes;
 * so a set holds until its segment is merged away. The least recently used go first. Thread-safe.
 */
public final class BlockCache {

  /**
   * A set takes one bit a document: these are 85 filters on a million memories of three documents.
   */
  private static final long MOST_BYTES = 32 << 20;

  /** What a set takes beside its documents, with room for the query that it is known by. */
  private static final long FRAME_BYTES = 1 << 10;

  private record Key(CacheKey segment, Object name) {}

  private final Map<Key, BlockSet> sets = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<CacheKey> watched = new HashSet<>();
  private final long mostBytes;
  private long bytes;

  /** Creates an empty cache. */
  public BlockCache() {
    this(MOST_BYTES);
  }

  BlockCache(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Works out a set. */
  interface Loader {
    BlockSet load() throws IOException;
  }

  /** Returns the set of a segment that has a name and holds at some time, or works it out. */
  BlockSet get(LeafReaderContext leaf, Object name, long time, Loader loader) throws IOException {
    CacheHelper segment = leaf.reader().getCoreCacheHelper();
    if (segment == null) {
      return loader.load();
    }
    Key key = new Key(segment.getKey(), name);
    BlockSet kept = find(key);
    if (kept != null && kept.holdsAt(time)) {
      return kept;
    }
    BlockSet loaded = loader.load();
    if (watch(segment.getKey())) {
      segment.addClosedListener(this::forget);
    }
    put(key, loaded);
    return loaded;
  }

  private synchronized @Nullable BlockSet find(Key key) {
    return sets.get(key);
  }

  private synchronized boolean watch(CacheKey segment) {
    return watched.add(segment);
  }

  private synchronized void put(Key key, BlockSet set) {
    BlockSet before = sets.put(key, set);
    bytes += bytes(set) - (before == null ? 0 : bytes(before));
    Iterator<BlockSet> eldest = sets.values().iterator();
    while (bytes > mostBytes && eldest.hasNext()) {
      bytes -= bytes(eldest.next());
      eldest.remove();
    }
  }

  private synchronized void forget(CacheKey segment) {
    watched.remove(segment);
    sets.entrySet()
        .removeIf(
            entry -> {
              boolean gone = entry.getKey().segment().equals(segment);
              bytes -= gone ? bytes(entry.getValue()) : 0;
              return gone;
            });
  }

  private static long bytes(BlockSet set) {
    return FRAME_BYTES + (set.documents() == null ? 0 : set.documents().ramBytesUsed());
  }

  synchronized int size() {
    return sets.size();
  }
}
