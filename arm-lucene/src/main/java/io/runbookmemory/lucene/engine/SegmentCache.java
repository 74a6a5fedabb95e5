package io.runbookmemory.lucene.engine;

import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.lucene.index.IndexReader.CacheHelper;
import org.apache.lucene.index.IndexReader.CacheKey;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;

/**
 * What was read or worked out of segments of late. But for its deletions a segment never changes,
 * so a value that knows nothing of these holds until the segment is merged away. The least recently
 * used go first. Thread-safe.
 *
 * @param <V> the values, which must not change
 */
public final class SegmentCache<V> {

  private record Key(CacheKey segment, Object name) {}

  private final Map<Key, V> values = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<CacheKey> watched = new HashSet<>();
  private final long mostBytes;
  private final ToLongFunction<V> size;
  private long bytes;

  /**
   * Creates an empty cache.
   *
   * @param mostBytes what all values may take
   * @param size what a value takes, about
   */
  public SegmentCache(long mostBytes, ToLongFunction<V> size) {
    this.mostBytes = mostBytes;
    this.size = size;
  }

  /** Reads or works out a value. */
  public interface Loader<V> {
    /** Returns it. */
    V load() throws IOException;
  }

  /** Returns a segment's value of some name, which is loaded if it is not there. */
  public V get(LeafReaderContext leaf, Object name, Loader<V> loader) throws IOException {
    CacheHelper segment = leaf.reader().getCoreCacheHelper();
    V kept = segment == null ? null : find(new Key(segment.getKey(), name));
    return kept == null ? load(leaf, name, loader) : kept;
  }

  /** Loads a segment's value of some name in the place of the one that is there. */
  public V load(LeafReaderContext leaf, Object name, Loader<V> loader) throws IOException {
    V loaded = loader.load();
    CacheHelper segment = leaf.reader().getCoreCacheHelper();
    if (segment != null) {
      if (watch(segment.getKey())) {
        segment.addClosedListener(this::forget);
      }
      put(new Key(segment.getKey(), name), loaded);
    }
    return loaded;
  }

  private synchronized @Nullable V find(Key key) {
    return values.get(key);
  }

  private synchronized boolean watch(CacheKey segment) {
    return watched.add(segment);
  }

  private synchronized void put(Key key, V value) {
    V before = values.put(key, value);
    bytes += size.applyAsLong(value) - (before == null ? 0 : size.applyAsLong(before));
    Iterator<V> eldest = values.values().iterator();
    while (bytes > mostBytes && eldest.hasNext()) {
      bytes -= size.applyAsLong(eldest.next());
      eldest.remove();
    }
  }

  private synchronized void forget(CacheKey segment) {
    watched.remove(segment);
    Iterator<Map.Entry<Key, V>> all = values.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Key, V> entry = all.next();
      if (entry.getKey().segment().equals(segment)) {
        bytes -= size.applyAsLong(entry.getValue());
        all.remove();
      }
    }
  }

  /** Returns how many values there are. */
  public synchronized int size() {
    return values.size();
  }
}
