package io.runbookmemory.lucene.index;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.jspecify.annotations.Nullable;

/**
 * The files of the latest commit in a directory, checked one by one, so that a damaged one can be
 * named. Lucene by itself checks its small files as it opens them, and of the large ones only that
 * their ends are there.
 *
 * @param path how the store is called
 * @param directory where it is
 */
public record CommitFiles(String path, Directory directory) {

  /**
   * So many bytes are read through at every opening, the small files first: 4 GB, which takes some
   * seconds from a fast disk. Of the rest the ends are looked at.
   */
  public static final long READ_THROUGH = 4L << 30;

  private static final int TRIES = 10;

  /** Returns the latest commit, each file of it having been checked. */
  public SegmentInfos checked() throws IOException {
    return onLatest(
        () -> {
          SegmentInfos commit = read();
          long left = READ_THROUGH;
          for (String file : bySize(commit.files(true))) {
            left -= directory.fileLength(file);
            check(file, left >= 0);
          }
          return commit;
        });
  }

  /** Something that is done with the files of a commit. */
  public interface Work<T> {
    T on() throws IOException;
  }

  /** Does something with the latest commit, and again if a newer one has replaced its files. */
  public <T> T onLatest(Work<T> work) throws IOException {
    for (int attempt = 1; ; attempt++) {
      String latest = name();
      try {
        return work.on();
      } catch (IOException | ArmException e) {
        if (attempt == TRIES || String.valueOf(latest).equals(name())) {
          throw e;
        }
      }
    }
  }

  /** Returns the name of the latest commit's own file, or null where there is no commit. */
  public @Nullable String name() throws IOException {
    return SegmentInfos.getLastCommitSegmentsFileName(directory);
  }

  /** Reads the latest commit, naming the file that cannot be read. */
  public SegmentInfos read() throws IOException {
    String name = name();
    if (name == null) {
      throw Faults.damaged(path, "segments_N", "it is missing, though other files are there", null);
    }
    check(name, true);
    try {
      return SegmentInfos.readCommit(directory, name);
    } catch (IllegalArgumentException e) {
      // So Lucene says that it lacks the codec which an index was written with.
      throw new ConfigurationException(
          path, path + " was written by another Lucene than this release's: " + e.getMessage(), e);
    } catch (IOException e) {
      if (e.getCause() instanceof NoSuchFileException missing) {
        String file = String.valueOf(Path.of(missing.getFile()).getFileName());
        throw Faults.damaged(path, file, "it is missing", e);
      }
      for (String file : directory.listAll()) {
        if (file.endsWith(".si")) {
          check(file, true);
        }
      }
      throw e;
    }
  }

  private List<String> bySize(Collection<String> files) throws IOException {
    record Sized(String file, long bytes) {}
    List<Sized> sized = new ArrayList<>();
    for (String file : files) {
      sized.add(new Sized(file, length(file)));
    }
    return sized.stream()
        .sorted(Comparator.comparingLong(Sized::bytes).thenComparing(Sized::file))
        .map(Sized::file)
        .toList();
  }

  private long length(String file) {
    try {
      return directory.fileLength(file);
    } catch (IOException e) {
      throw Faults.damaged(path, file, "it is missing", e);
    }
  }

  /** Checks a file against its checksum, or only that its end is there. */
  public void check(String file, boolean throughout) {
    try (IndexInput input = directory.openInput(file, IOContext.READONCE)) {
      if (throughout) {
        CodecUtil.checksumEntireFile(input);
      } else {
        CodecUtil.retrieveChecksum(input);
      }
    } catch (IOException e) {
      throw Faults.ofFile(path, file, e);
    }
  }
}
