package io.runbookmemory.lucene.index;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.NoLockFactory;

/**
 * A commit whose files are all open, so that it can be read to its end while a writer replaces it.
 * A directory of these files alone, which cannot be written.
 */
public final class HeldCommit extends Directory {

  private final SegmentInfos commit;
  private final Map<String, IndexInput> files = new TreeMap<>();

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
      files.put(file, directory.openInput(file, IOContext.DEFAULT));
    } catch (IOException e) {
      close();
      throw Faults.ofFile(path, file, e);
    }
  }

  public SegmentInfos commit() {
    return commit;
  }

  public Set<String> files() {
    return files.keySet();
  }

  public long bytes() {
    return files.values().stream().mapToLong(IndexInput::length).sum();
  }

  private IndexInput file(String name) throws IOException {
    IndexInput file = files.get(name);
    if (file == null) {
      throw new FileNotFoundException(name + " is not part of the commit");
    }
    return file;
  }

  @Override
  public String[] listAll() {
    return files.keySet().toArray(String[]::new);
  }

  @Override
  public long fileLength(String name) throws IOException {
    return file(name).length();
  }

  @Override
  public IndexInput openInput(String name, IOContext context) throws IOException {
    IndexInput file = file(name);
    return file.slice(name, 0, file.length());
  }

  @Override
  public Lock obtainLock(String name) throws IOException {
    return NoLockFactory.INSTANCE.obtainLock(this, name);
  }

  @Override
  public Set<String> getPendingDeletions() {
    return Set.of();
  }

  @Override
  public void close() throws IOException {
    for (IndexInput file : files.values()) {
      file.close();
    }
    files.clear();
  }

  @Override
  public void deleteFile(String name) {
    throw readOnly();
  }

  @Override
  public IndexOutput createOutput(String name, IOContext context) {
    throw readOnly();
  }

  @Override
  public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) {
    throw readOnly();
  }

  @Override
  public void sync(Collection<String> names) {
    throw readOnly();
  }

  @Override
  public void syncMetaData() {
    throw readOnly();
  }

  @Override
  public void rename(String source, String dest) {
    throw readOnly();
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("a commit is only read");
  }
}
