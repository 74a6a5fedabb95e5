package io.runbookmemory.lucene.index;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.NoLockFactory;

/** Files that are open, as a directory of these alone that cannot be written. */
public class OpenFiles extends Directory {

  private final Map<String, IndexInput> files = new TreeMap<>();

  /** Adds a file, which is closed with the directory. */
  public final void add(String name, IndexInput file) {
    files.put(name, file);
  }

  public final Set<String> files() {
    return files.keySet();
  }

  public final long bytes() {
    return files.values().stream().mapToLong(IndexInput::length).sum();
  }

  private IndexInput file(String name) throws IOException {
    IndexInput file = files.get(name);
    if (file == null) {
      throw new FileNotFoundException(name + " is not there");
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
    return new UnsupportedOperationException("these files are only read");
  }
}
