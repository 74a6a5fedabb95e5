package io.runbookmemory.connectors.origin;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.connectors.ingest.Ingested;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A memory that origins are imported into, two documents at a time. */
final class Imported implements OriginImport.Sink {

  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  final ExactMemoryStore store = new ExactMemoryStore();
  final RunbookMemory memory =
      RunbookMemory.builder(store).model(new FakeEmbeddingModel()).countRecalls(false).build();
  final Cursors cursors = new LedgerCursors(store.ledger(Tenant.DEFAULT));
  final List<Ingested.Refused> refused = new ArrayList<>();
  private final List<Memory> batch = new ArrayList<>();
  private List<Class<?>> results = new ArrayList<>();
  private int left = Integer.MAX_VALUE;

  static MemoryJson.Defaults defaults(String source) {
    return new MemoryJson.Defaults(Tenant.DEFAULT, source, NOW, Environments.DEFAULT);
  }

  /** Ends the process, as it were, when so many documents were taken. */
  void dieAfter(int documents) {
    left = documents;
  }

  /** Returns what became of each document. */
  List<Class<?>> run(Origin origin) {
    OriginImport imports = new OriginImport(cursors);
    @Nullable Instant since = imports.since(origin).orElse(null);
    results = new ArrayList<>();
    batch.clear();
    imports.run(origin, since, NOW, this);
    return results;
  }

  @Override
  public void take(Ingested document) {
    if (left-- == 0) {
      left = Integer.MAX_VALUE;
      throw new IllegalStateException("killed");
    }
    switch (document) {
      case Ingested.Read read -> batch.add(read.memory());
      case Ingested.Refused refusal -> refused.add(refusal);
    }
    if (batch.size() == 2) {
      store();
    }
  }

  @Override
  public void store() {
    if (!batch.isEmpty()) {
      memory.rememberAll(batch).stream().map(Remembered::getClass).forEach(results::add);
      batch.clear();
    }
  }

  List<Memory> all() {
    return memory.memories().scan(Filter.everything(), null, 100).stream()
        .map(StoredMemory::memory)
        .toList();
  }

  Memory only() {
    return all().getFirst();
  }
}
