package io.runbookmemory.lucene;

import io.runbookmemory.lucene.index.CommitFiles;
import io.runbookmemory.lucene.index.Faults;
import io.runbookmemory.lucene.index.StoreDirectory;
import io.runbookmemory.lucene.snapshot.Snapshots;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/**
 * An index that another process may be writing. Each read looks first whether there is a newer
 * commit, by the names of the files in the directory, and opens what is new of it. A snapshot that
 * is being read stays whole while the writer deletes its files, since they are open.
 */
final class FollowedIndex implements ReadableIndex {

  private final StoreDirectory place;
  private final Directory directory;
  private final Snapshots snapshots;

  /** The latest commit as of the last look, whose snapshot is that or a newer one. */
  private volatile long generation;

  private volatile boolean closed;

  private FollowedIndex(StoreDirectory place, Directory directory) throws IOException {
    this.place = place;
    this.directory = directory;
    this.snapshots =
        new CommitFiles(place.name(), directory)
            .onLatest(() -> new Snapshots(place.name(), directory));
  }

  static FollowedIndex open(StoreDirectory place) {
    place.requireThere();
    try {
      Directory directory = new MMapDirectory(place.path());
      try {
        place.checkThere(directory);
        return new FollowedIndex(place, directory);
      } catch (Throwable e) {
        directory.close();
        throw e;
      }
    } catch (IOException e) {
      throw Faults.of(place.name(), e);
    }
  }

  @Override
  public <T> T read(Snapshots.Reading<T> reading) {
    requireOpen();
    try {
      follow();
      return snapshots.read(reading);
    } catch (IOException | AlreadyClosedException e) {
      requireOpen();
      throw Faults.of(place.name(), e);
    }
  }

  /** Goes on to the latest commit. An interrupt closes a file that is being opened: once more. */
  private void follow() throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          long latest = place.generation();
          if (latest != generation) {
            new CommitFiles(place.name(), directory).onLatest(this::refresh);
            generation = latest;
          }
          return;
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean refresh() throws IOException {
    snapshots.maybeRefreshBlocking();
    return true;
  }

  @Override
  public void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      try (directory;
          snapshots) {
        // Both are closed, whichever fails.
      } catch (IOException e) {
        throw Faults.of(place.name(), e);
      }
    }
  }
}
