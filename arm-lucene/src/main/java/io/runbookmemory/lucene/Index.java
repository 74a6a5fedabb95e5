package io.runbookmemory.lucene;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.lucene.disk.CommitDirectory;
import io.runbookmemory.lucene.disk.WriterSettings;
import io.runbookmemory.lucene.index.Faults;
import io.runbookmemory.lucene.index.StoreDirectory;
import io.runbookmemory.lucene.index.StoreHeader;
import io.runbookmemory.lucene.snapshot.Snapshot;
import io.runbookmemory.lucene.snapshot.Snapshots;
import io.runbookmemory.lucene.write.Group;
import io.runbookmemory.lucene.write.Write;
import io.runbookmemory.lucene.write.WriteQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The Lucene index under a store. Reads see whole commits only, without a lock. Writes are carried
 * out on a thread of the index's own: a thread that is interrupted while it writes a file closes
 * that file, and Lucene's lock with it, so a caller's thread must not come near them. All that wait
 * when it comes to them share one commit, since a commit costs the same for many.
 *
 * <p>A write that fails takes its Lucene writer along; readers stay at the last commit, and the
 * next write begins with a new writer there. So a disk that was full is no reason to open the store
 * again, and nobody has to do without recall meanwhile.
 */
final class Index implements ReadableIndex {

  private final StoreDirectory place;
  private final Directory directory;
  private final ExecutorService turns;
  private final WriteQueue queue = new WriteQueue();
  private final LuceneOptions options;
  private final Snapshots snapshots;
  private @Nullable IndexWriter writer;
  private volatile boolean closed;

  private Index(
      StoreDirectory place, Directory directory, ExecutorService turns, LuceneOptions options)
      throws IOException {
    this.options = options;
    this.place = place;
    this.directory = directory;
    this.turns = turns;
    boolean fresh = !DirectoryReader.indexExists(directory);
    IndexWriter first = newWriter(OpenMode.CREATE_OR_APPEND);
    try {
      if (fresh) {
        first.setLiveCommitData(StoreHeader.ofNewStore().toUserData().entrySet());
      }
      first.commit();
      this.snapshots = new Snapshots(place.name(), directory);
    } catch (Throwable e) {
      abandon(first, e);
      throw e;
    }
    this.writer = first;
  }

  /** Opens the index of a directory, or creates it there. */
  static Index open(StoreDirectory place, Callable<Directory> opener, LuceneOptions options) {
    ExecutorService turns =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("arm-lucene-writer").factory());
    try {
      return await(place, turns.submit(() -> openHere(place, opener, turns, options)));
    } catch (Throwable e) {
      turns.shutdown();
      throw e;
    }
  }

  private static Index openHere(
      StoreDirectory place,
      Callable<Directory> opener,
      ExecutorService turns,
      LuceneOptions options)
      throws Exception {
    place.prepare();
    Directory directory = CommitDirectory.over(opener.call());
    try {
      place.check(directory);
      Sidecar.sweep(place.path(), directory);
      return new Index(place, directory, turns, options);
    } catch (Throwable e) {
      directory.close();
      throw e;
    }
  }

  /** Returns how an index of this store is written. */
  IndexWriterConfig config() {
    return WriterSettings.with(options.codec());
  }

  private IndexWriter newWriter(OpenMode mode) throws IOException {
    try {
      IndexWriter opened = new IndexWriter(directory, config().setOpenMode(mode));
      place.hold();
      return opened;
    } catch (LockObtainFailedException e) {
      throw place.locked(e);
    }
  }

  @Override
  public <T> T read(Snapshots.Reading<T> reading) {
    requireOpen();
    try {
      return snapshots.read(reading);
    } catch (IOException | AlreadyClosedException e) {
      requireOpen();
      throw Faults.of(place.name(), e);
    }
  }

  /** Carries a write out and returns once it is on disk and seen by the next read. */
  <T> T write(Write<T> write) {
    requireOpen();
    queue.add(write);
    try {
      turns.execute(() -> writeTogether(queue.next()));
    } catch (RejectedExecutionException e) {
      if (queue.remove(write)) {
        throw isClosed();
      }
    }
    return await(place, write.told());
  }

  /** Writes all that wait, in one commit; their turns that are still to come find nothing left. */
  private void writeTogether(List<Write<?>> writes) {
    if (writes.isEmpty()) {
      return;
    }
    try {
      commit(writes);
      writes.forEach(Write::tell);
    } catch (IllegalArgumentException e) {
      writeApart(writes, e);
    } catch (Throwable e) {
      writes.forEach(write -> write.fail(e));
    }
  }

  /** What Lucene does not take from one is no reason to refuse the others. */
  private void writeApart(List<Write<?>> writes, IllegalArgumentException refusal) {
    if (writes.size() == 1) {
      writes.getFirst().fail(refusal);
    } else {
      writes.forEach(write -> writeTogether(List.of(write)));
    }
  }

  private void commit(List<Write<?>> writes) throws IOException {
    requireOpen();
    IndexWriter open = openWriter();
    Snapshot before = snapshots.acquire();
    try {
      Group group = new Group(before);
      writes.forEach(write -> write.decide(group));
      if (group.changes()) {
        group.writeTo(open);
        open.commit();
        snapshots.maybeRefreshBlocking();
      }
    } catch (Throwable e) {
      writer = null;
      abandon(open, e);
      throw e;
    } finally {
      snapshots.release(before);
    }
  }

  /** Makes an index that is to take the place of this one. */
  interface Replacement {

    /** Returns it once it holds all that the last snapshot has. */
    Directory prepare(Snapshot last) throws IOException;
  }

  /** Lets another index take the place of this one, in a turn of its own. */
  void replace(Replacement replacement) {
    requireOpen();
    try {
      await(place, turns.submit(() -> replaceHere(replacement)));
    } catch (RejectedExecutionException e) {
      throw isClosed();
    }
  }

  /**
   * The switch is one commit, of a writer that begins with nothing: it goes on counting commits and
   * segments where the old one was, so that readers follow it as they follow any other.
   */
  private @Nullable Void replaceHere(Replacement replacement) throws IOException {
    requireOpen();
    IndexWriter old = openWriter();
    Snapshot last = snapshots.acquire();
    try {
      Directory replacing = replacement.prepare(last);
      StoreHeader header =
          StoreHeader.of(place.name(), SegmentInfos.readLatestCommit(replacing).getUserData());
      StoreHeader ours = last.header().identified().with(header.position(), header.space());
      // All that was acknowledged is committed; what goes is merging under way.
      writer = null;
      old.rollback();
      IndexWriter anew = newWriter(OpenMode.CREATE);
      try {
        anew.addIndexes(replacing);
        anew.setLiveCommitData(ours.toUserData().entrySet());
        anew.commit();
      } catch (Throwable e) {
        abandon(anew, e);
        throw e;
      }
      writer = anew;
      snapshots.maybeRefreshBlocking();
      return null;
    } finally {
      snapshots.release(last);
    }
  }

  /**
   * Carries something long out on a thread of its own, which no caller interrupts, and waits for
   * it.
   */
  <T> T apart(Callable<T> task) {
    requireOpen();
    FutureTask<T> future = new FutureTask<>(task);
    Thread.ofPlatform().daemon().name("arm-lucene-rewrite").start(future);
    return await(place, future);
  }

  Path path() {
    return place.path();
  }

  private IndexWriter openWriter() throws IOException {
    IndexWriter open = writer;
    if (open != null && !open.isOpen()) {
      // Merging has failed behind the writes: the next one tells, and the one after it goes on.
      writer = null;
      Throwable tragedy = tragedyOf(open);
      abandon(open, tragedy);
      throw Faults.of(place.name(), tragedy);
    }
    if (open == null) {
      place.requireNotGone(directory);
      open = newWriter(OpenMode.APPEND);
      writer = open;
      // The commit that failed last may have come through after all.
      snapshots.maybeRefreshBlocking();
    }
    return open;
  }

  private static Throwable tragedyOf(IndexWriter closed) {
    Throwable tragedy = closed.getTragicException();
    return tragedy == null ? new AlreadyClosedException("the writer is closed") : tragedy;
  }

  /** Rolls a writer back, and waits until it has let go of the lock. */
  private static void abandon(IndexWriter writer, Throwable because) {
    try {
      writer.rollback();
    } catch (IOException | RuntimeException e) {
      if (e != because) {
        because.addSuppressed(e);
      }
    }
  }

  @Override
  public void requireOpen() {
    if (closed) {
      throw isClosed();
    }
  }

  private static IllegalStateException isClosed() {
    return new IllegalStateException("the store is closed");
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Future<?> end = turns.submit(this::closeHere);
      turns.shutdown();
      await(place, end);
    }
  }

  private @Nullable Void closeHere() throws IOException {
    // All that was acknowledged is committed; what closing commits are segments merged since.
    IndexWriter last = writer;
    try (directory;
        snapshots) {
      place.release();
      if (last != null) {
        leave(last);
      }
    }
    return null;
  }

  /** Takes what is merged soon, and gives up what is not: the next writer begins it again. */
  private static void leave(IndexWriter last) throws IOException {
    try {
      WriterSettings.awaitMerges(last);
      if (last.isOpen()) {
        last.commit();
      }
    } finally {
      last.rollback();
    }
  }

  /** Waits for a turn to end, however often the caller is interrupted. */
  private static <T> T await(StoreDirectory place, Future<T> turn) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return turn.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw thrown(place, e.getCause() == null ? e : e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException thrown(StoreDirectory place, Throwable cause) {
    return switch (cause) {
      case ArmException e -> e;
      case AlreadyClosedException e -> Faults.of(place.name(), e);
      // How Lucene refuses to commit after a background merge has failed.
      case IllegalStateException e when e.getCause() instanceof IOException ->
          Faults.of(place.name(), e);
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> Faults.of(place.name(), cause);
    };
  }
}
