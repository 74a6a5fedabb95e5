package io.runbookmemory.lucene.disk;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.misc.store.RAFDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.MMapDirectory;

/**
 * A directory whose largest files, vectors in full and stored documents, are read instead of
 * mapped, so that they do not count as the process's resident set.
 *
 * <p>They are read by a {@link java.io.RandomAccessFile}, one read of a file at a time: a channel
 * reads side by side, but closes for all when a thread that reads it is interrupted.
 */
public final class UnmappedDirectory extends FilterDirectory {

  private static final String VECTORS = ".vec";
  private static final String STORED = ".fdt";

  private final Directory read;

  /**
   * Opens a directory of the disk.
   *
   * @param path which is made if it is not there
   * @throws IOException if it cannot be made
   */
  public UnmappedDirectory(Path path) throws IOException {
    super(new MMapDirectory(path));
    this.read = new RAFDirectory(path);
  }

  @Override
  public IndexInput openInput(String name, IOContext context) throws IOException {
    boolean large = name.endsWith(VECTORS) || name.endsWith(STORED);
    // What is read through once, as a check is, is not mapped for long.
    return large && !context.equals(IOContext.READONCE)
        ? read.openInput(name, context)
        : in.openInput(name, context);
  }

  @Override
  public void close() throws IOException {
    try (read) {
      super.close();
    }
  }
}
