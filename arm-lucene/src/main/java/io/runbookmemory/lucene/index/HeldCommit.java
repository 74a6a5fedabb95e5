package io.runbookmemory.lucene.index;

import java.io.IOException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;

/** A commit whose files are open, so that it can be read to its end while a writer replaces it. */
public final class HeldCommit extends OpenFiles {

  private final SegmentInfos commit;

  private HeldCommit(SegmentInfos commit) {
    this.commit = commit;
  }

  /** Opens the latest commit of a directory. */
  public static HeldCommit latest(String path, Directory directory) throws IOException {
    CommitFiles latest = new CommitFiles(path, directory);
    return latest.onLatest(
        () -> {
          SegmentInfos commit = latest.read();
          HeldCommit held = new HeldCommit(commit);
          for (String file : commit.files(true)) {
            held.open(path, directory, file);
          }
          return held;
        });
  }

  private void open(String path, Directory directory, String file) throws IOException {
    try {
      add(file, directory.openInput(file, IOContext.DEFAULT));
    } catch (IOException e) {
      close();
      throw Faults.ofFile(path, file, e);
    }
  }

  public SegmentInfos commit() {
    return commit;
  }
}
