package io.runbookmemory.lucene.disk;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;

/** With what a Lucene writer of ours is opened. */
public final class WriterSettings {

  private static final double BUFFER_MEBIBYTES = 16;

  private static final double LARGEST_COMPOUND_MEBIBYTES = 64;

  private WriterSettings() {}

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

  private static TieredMergePolicy merges() {
    TieredMergePolicy merges = new TieredMergePolicy();
    // A merged segment in some twenty files costs the next commit as many syncs; in one file, three.
    merges.setNoCFSRatio(1);
    merges.setMaxCFSSegmentSizeMB(LARGEST_COMPOUND_MEBIBYTES);
    return merges;
  }

  /** Leaves it to the next write to tell of a failure, which has closed the writer by then. */
  private static final class SilentMerges extends ConcurrentMergeScheduler {
    @Override
    protected void handleMergeException(Throwable failure) {}
  }
}
