package io.runbookmemory.lucene.care;

import io.runbookmemory.lucene.care.SegmentSource.Intact;
import io.runbookmemory.lucene.index.IndexFields.Kind;
import io.runbookmemory.lucene.index.Seal;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.CorruptIndexException;
import org.jspecify.annotations.Nullable;

/**
 * What is found of one memory in all segments. Where more than one document can be the current one,
 * because it is not known which were deleted, the newest is.
 */
final class Remains {

  /**
   * An intact document.
   *
   * @param certain whether it is known not to be deleted
   */
  record Found(SegmentSource segment, int doc, Seal seal, boolean certain) {

    /** Reads the document once more: not all of them fit into memory. */
    String text() throws IOException {
      Intact again = segment.read(doc);
      if (again == null || !again.seal().equals(seal)) {
        throw new CorruptIndexException("a document has changed meanwhile", segment.name());
      }
      return again.text();
    }
  }

  private final TreeMap<Long, Found> revisions = new TreeMap<>();
  private @Nullable Found memory;
  private @Nullable Found state;
  private @Nullable Kind lostState;

  void add(Found found) {
    switch (found.seal().kind()) {
      case MEMORY -> {
        if (memory == null || found.seal().version() >= memory.seal().version()) {
          memory = found;
        }
      }
      case USAGE, TOMBSTONE -> {
        if (state == null || found.seal().position() > state.seal().position()) {
          state = found;
        }
      }
      case REVISION -> revisions.put(found.seal().version(), found);
      case PASSAGE -> throw new IllegalArgumentException("a passage is no memory's remains");
    }
  }

  void lost(Kind kind) {
    if (kind == Kind.USAGE || kind == Kind.TOMBSTONE) {
      lostState = kind;
    }
  }

  /** Forgets what may be deleted: where documents are lost, a newer one may be among them. */
  void keepCertain() {
    memory = memory != null && memory.certain() ? memory : null;
    state = state != null && state.certain() ? state : null;
    revisions.values().removeIf(revision -> !revision.certain());
  }

  boolean deleted() {
    return lostState == Kind.TOMBSTONE || (state != null && state.seal().kind() == Kind.TOMBSTONE);
  }

  @Nullable Found memory() {
    return memory;
  }

  @Nullable Found state() {
    return state;
  }

  Map<Long, Found> revisions() {
    return revisions;
  }
}
