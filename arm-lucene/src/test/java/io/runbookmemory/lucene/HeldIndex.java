package io.runbookmemory.lucene;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.lucene.index.StoreDirectory;
import io.runbookmemory.lucene.write.Write;
import io.runbookmemory.lucene.write.Write.Decision;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/** An index whose thread can be held, so that calls gather into a group in a known order. */
final class HeldIndex implements AutoCloseable {

  /** A call on a thread of its own. */
  record Call<T>(FutureTask<T> task) {

    T get() throws Exception {
      return task.get();
    }

    Throwable thrown() throws InterruptedException {
      try {
        throw new AssertionError("nothing was thrown, got " + task.get());
      } catch (ExecutionException e) {
        return Objects.requireNonNull(e.getCause());
      }
    }
  }

  private final Path path;
  private final Index index;
  private final List<Thread> threads = new ArrayList<>();
  private CountDownLatch held = new CountDownLatch(0);

  HeldIndex(Path path) throws IOException {
    this(path, new MMapDirectory(path));
  }

  HeldIndex(Path path, Directory disk) {
    this.path = path;
    this.index = Index.open(new StoreDirectory(path), () -> disk, LuceneOptions.DEFAULT);
  }

  MemoryReader reader() {
    return new LuceneReader(index, path.toString(), Tenant.DEFAULT);
  }

  MemoryWriter writer() {
    return new LuceneWriter(index, path.toString(), Tenant.DEFAULT);
  }

  <T> T write(Decision<T> decision) {
    return index.write(Write.byId(Tenant.DEFAULT, 0, decision));
  }

  int documents() {
    return index.read(snapshot -> snapshot.reader().maxDoc());
  }

  /** Returns the number of the last commit. */
  long commits() throws IOException {
    try (Directory directory = new MMapDirectory(path)) {
      return SegmentInfos.getLastCommitGeneration(directory);
    }
  }

  /** Lets what comes wait until {@link #release}. */
  void hold() throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(1);
    CountDownLatch holds = new CountDownLatch(1);
    held = latch;
    call(
        () ->
            write(
                transaction -> {
                  holds.countDown();
                  awaitHere(latch);
                  return "held";
                }));
    holds.await();
  }

  private static void awaitHere(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new UnavailableException("the test", "was interrupted", e);
    }
  }

  /** Makes a call on a thread of its own and returns once it waits, after those before it. */
  <T> Call<T> call(Callable<T> call) throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(task);
    thread.start();
    while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    threads.add(thread);
    return new Call<>(task);
  }

  /** Lets them go, and waits until all have their answers. */
  void release() throws InterruptedException {
    held.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    threads.clear();
  }

  @Override
  public void close() {
    held.countDown();
    index.close();
  }
}
