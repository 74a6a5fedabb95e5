package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.lucene.report.Progress;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.StoredMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosingTest {

  @TempDir Path path;

  /** A disk on which no merge goes on before the writer has given merges up, or for a minute. */
  private static final class HeldMerges extends FilterDirectory {

    private final CountDownLatch merging = new CountDownLatch(1);
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    HeldMerges(Path path) throws IOException {
      super(new MMapDirectory(path));
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
      if (context.context() == IOContext.Context.MERGE) {
        held.add(IndexFileNames.parseSegmentName(name));
        merging.countDown();
        long begin = System.nanoTime();
        while (!givenUp() && System.nanoTime() - begin < TimeUnit.MINUTES.toNanos(1)) {
          LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
      }
      return in.createOutput(name, context);
    }

    /** Lucene tells nobody that it gives merges up, but its thread stands there and waits. */
    private static boolean givenUp() {
      return Thread.getAllStackTraces().values().stream()
          .flatMap(Stream::of)
          .anyMatch(
              frame ->
                  frame.getClassName().equals(IndexWriter.class.getName())
                      && frame.getMethodName().equals("abortMerges"));
    }
  }

  private static List<StoredMemory> crowds(long from, long to) {
    return LongStream.range(from, to)
        .mapToObj(number -> Samples.crowd(number, 60, number))
        .toList();
  }

  private static long count(Path path) {
    try (LuceneMemoryStore store = LuceneMemoryStore.openReadOnly(path)) {
      return store.reader(Tenant.DEFAULT).stats().memories();
    }
  }

  @Test
  void closingDoesNotWaitForALongMergeAndLosesNothing() throws Exception {
    HeldMerges disk = new HeldMerges(path);
    LuceneMemoryStore store = LuceneMemoryStore.open(path, () -> disk);
    long written = 0;
    while (!disk.merging.await(0, TimeUnit.MILLISECONDS) && written < 3000) {
      store.writer(Tenant.DEFAULT).upsert(crowds(written, written + 50));
      written += 50;
    }
    assertThat(disk.merging.getCount()).as("merges under way").isZero();

    store.close();
    // What small segments were merged to meanwhile, in memory, may be there.
    assertThat(segments())
        .as("what takes too long is given up")
        .doesNotContainAnyElementsOf(disk.held);
    assertThat(count(path)).isEqualTo(written);
    assertThat(LuceneMemoryStore.verify(path, Progress.SILENT).problems()).isEmpty();
  }

  @Test
  void processesThatWriteLittleAndEndKeepTheSegmentsFew() throws IOException {
    for (long number = 0; number < 40; number++) {
      try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
        store.writer(Tenant.DEFAULT).upsert(List.of(Samples.pointing(number)));
      }
    }
    assertThat(count(path)).isEqualTo(40);
    assertThat(segments()).hasSizeLessThan(20);
  }

  private List<String> segments() throws IOException {
    try (Directory directory = new MMapDirectory(path)) {
      return SegmentInfos.readLatestCommit(directory).asList().stream()
          .map(segment -> segment.info.name)
          .toList();
    }
  }
}
