package io.runbookmemory.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;

/** A disk that fails at a file operation of the test's choice, and at all that follow. */
final class FailingDirectory extends FilterDirectory {

  private final String says;
  private int operationsLeft = Integer.MAX_VALUE;
  private boolean mergesFail;

  FailingDirectory(Path path, String says) throws IOException {
    super(new MMapDirectory(path));
    this.says = says;
  }

  synchronized void failAfter(int allowed) {
    operationsLeft = allowed;
  }

  synchronized void failMerges() {
    mergesFail = true;
  }

  synchronized void heal() {
    mergesFail = false;
    operationsLeft = Integer.MAX_VALUE;
  }

  private synchronized void operate() throws IOException {
    boolean merging = Thread.currentThread().getName().startsWith("Lucene Merge Thread");
    if (operationsLeft == 0 || (mergesFail && merging)) {
      throw new IOException(says);
    }
    operationsLeft--;
  }

  @Override
  public IndexOutput createOutput(String name, IOContext context) throws IOException {
    operate();
    return in.createOutput(name, context);
  }

  @Override
  public IndexOutput createTempOutput(String prefix, String suffix, IOContext context)
      throws IOException {
    operate();
    return in.createTempOutput(prefix, suffix, context);
  }

  @Override
  public void sync(Collection<String> names) throws IOException {
    operate();
    super.sync(names);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    operate();
    super.rename(from, to);
  }

  @Override
  public void syncMetaData() throws IOException {
    operate();
    super.syncMetaData();
  }
}
