package io.runbookmemory.lucene.disk;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergePolicy;

/**
 * With what a Lucene writer of ours is opened, so that memory, segments and deleted documents stay
 * bounded under a trickle of writes.
 *
 * <ul>
 *   <li>The buffer is small: a group's documents are flushed by its commit anyway, and only a bulk
 *       load ever fills it. Vectors on disk stay there, memory-mapped.
 *   <li>Segments are few, and at most a fifth of a large one deleted: {@link FewSegments}. Merging
 *       goes on behind the writes.
 * </ul>
 */
public final class WriterSettings {

  private static final double BUFFER_MEBIBYTES = 16;

  private static final double LARGEST_COMPOUND_MEBIBYTES = 64;

  /** Small segments are merged within it; those whose graph takes longer are begun again later. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration GLANCE = Duration.ofMillis(5);

  private WriterSettings() {}

  /**
   * Waits until a writer merges nothing any more, but no longer than two seconds: processes that
   * are short-lived must merge too, and no process should end late because of it.
   *
   * @param writer open or closed; merging goes on in it after this
   */
  public static void awaitMerges(IndexWriter writer) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (isMerging(writer) && System.nanoTime() < end) {
      LockSupport.parkNanos(GLANCE.toNanos());
    }
  }

  private static boolean isMerging(IndexWriter writer) {
    boolean runs =
        writer.getConfig().getMergeScheduler() instanceof SilentMerges merges
            && merges.mergeThreadCount() > 0;
    return writer.isOpen() && (runs || writer.hasPendingMerges());
  }

  /**
   * Returns new settings, for one writer.
   *
   * @param codec the form of the files
   * @return settings that no other writer has
   */
  public static IndexWriterConfig with(Codec codec) {
    // Merging goes on behind the writes; an acknowledgement does not wait for it.
    return new IndexWriterConfig()
        .setCodec(codec)
        .setRAMBufferSizeMB(BUFFER_MEBIBYTES)
        .setMaxFullFlushMergeWaitMillis(0)
        .setMergePolicy(merges())
        .setMergeScheduler(new SilentMerges());
  }

  private static MergePolicy merges() {
    FewSegments merges = new FewSegments();
    // A merged segment in some twenty files costs the next commit as many syncs; in one file,
    // three.
    merges.tiers().setNoCFSRatio(1);
    merges.tiers().setMaxCFSSegmentSizeMB(LARGEST_COMPOUND_MEBIBYTES);
    return merges;
  }

  /** Leaves it to the next write to tell of a failure, which has closed the writer by then. */
  private static final class SilentMerges extends ConcurrentMergeScheduler {
    @Override
    protected void handleMergeException(Throwable failure) {}
  }
}
