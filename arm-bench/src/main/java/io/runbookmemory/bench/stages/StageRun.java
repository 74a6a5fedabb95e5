package io.runbookmemory.bench.stages;

import com.sun.management.ThreadMXBean;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.bench.recall.Spent;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.SearchRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One process that is asked: each situation once whole with clocks around model and store, twice as
 * it is for its bytes, and beside it the model, the tokenizer and Lucene's queries alone.
 */
final class StageRun implements AutoCloseable {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Spent spent = new Spent();
  private final OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled();
  private final BareTokenizer tokenizer = new BareTokenizer();
  private final LuceneMemoryStore store;
  private final RawQueries raw;
  private final RunbookMemory clocked;
  private final RunbookMemory plain;
  private final AtomicReference<@Nullable Heard> heard = new AtomicReference<>();

  /** What was spent when the recall of a plan was there. */
  private record Heard(Recall recall, long model, long store, long modelBytes, long storeBytes) {}

  /** A plan with clocks: all of it, its recall, and what the recall searched for. */
  private record Clocked(long whole, Heard heard, List<SearchRequest> requests) {}

  StageRun(Path directory) throws IOException {
    store = LuceneMemoryStore.open(directory);
    raw = new RawQueries(directory);
    clocked =
        RunbookMemory.builder(spent.timed(store))
            .model(spent.timed(model))
            .countRecalls(false)
            .onRecall((situation, recall) -> hear(recall))
            .build();
    plain = RunbookMemory.builder(store).model(model).countRecalls(false).build();
  }

  private void hear(Recall recall) {
    long modelNanos = spent.takeModel();
    long storeNanos = spent.takeStore();
    heard.set(
        new Heard(recall, modelNanos, storeNanos, spent.takeModelBytes(), spent.takeStoreBytes()));
  }

  /** Returns how many memories the store holds. */
  long memories() {
    return store.reader(Tenant.DEFAULT).stats().memories();
  }

  /** Asks all; who is first finds the others' pages and caches, so that they take turns. */
  List<Sample> ask(List<Situation> situations, String what) throws IOException {
    Progress progress = new Progress();
    List<Sample> samples = new ArrayList<>();
    for (Situation situation : situations) {
      boolean first = samples.size() % 2 == 0;
      long before = first ? 0 : modelAlone(situation);
      long bytes = first ? 0 : allocated(situation);
      Clocked told = clock(situation);
      long[] rawAlone = rawAlone(told.requests());
      samples.add(
          sample(
              told,
              tokenizer.nanos(situation.text()),
              first ? modelAlone(situation) : before,
              rawAlone,
              new long[] {first ? allocated(situation) : bytes, allocated(situation)}));
      progress.at(what, samples.size(), situations.size());
    }
    return samples;
  }

  private static Sample sample(
      Clocked told, long tokens, long modelAlone, long[] rawAlone, long[] bytes) {
    Heard of = told.heard();
    return new Sample(
        told.whole(),
        of.recall().took().toNanos(),
        of.model(),
        of.store(),
        told.requests().size(),
        tokens,
        modelAlone,
        rawAlone[0],
        of.modelBytes(),
        of.storeBytes(),
        rawAlone[1],
        bytes[0],
        bytes[1]);
  }

  private Clocked clock(Situation situation) {
    spent.takeModel();
    spent.takeStore();
    spent.takeModelBytes();
    spent.takeStoreBytes();
    spent.takeRequests();
    long begin = System.nanoTime();
    clocked.plan(situation, null);
    long whole = System.nanoTime() - begin;
    Heard told = heard.getAndSet(null);
    if (told == null || !told.recall().degraded().isEmpty()) {
      throw new IllegalStateException("must be answered in full: " + situation.text());
    }
    return new Clocked(whole, told, spent.takeRequests());
  }

  private long modelAlone(Situation situation) {
    long begin = System.nanoTime();
    model.embedQuery(situation.text());
    return System.nanoTime() - begin;
  }

  /** Returns the nanoseconds and the bytes of Lucene's own queries. */
  private long[] rawAlone(List<SearchRequest> requests) throws IOException {
    for (SearchRequest request : requests) {
      raw.prepare(request);
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    long begin = System.nanoTime();
    for (SearchRequest request : requests) {
      raw.search(request);
    }
    long took = System.nanoTime() - begin;
    return new long[] {took, THREADS.getCurrentThreadAllocatedBytes() - before};
  }

  /** Returns what all threads allocate for a recall. */
  private long allocated(Situation situation) {
    long before = THREADS.getTotalThreadAllocatedBytes();
    plain.recall(situation);
    return THREADS.getTotalThreadAllocatedBytes() - before;
  }

  @Override
  public void close() throws IOException {
    clocked.close();
    plain.close();
    raw.close();
    store.close();
    tokenizer.close();
    model.close();
  }
}
