package io.runbookmemory.remember;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way of a memory into a store: checked, redacted, compared with what is there, split into
 * passages, embedded, stored. What says nothing new is not written, so that ingesting twice changes
 * nothing; nor is what somebody forgot. Thread-safe.
 */
public final class RememberPipeline {

  /** How often a batch is tried again after somebody else wrote one of its memories. */
  private static final int ATTEMPTS = 5;

  private final MemoryStore store;
  private final PassageEmbedder embedder;
  private final Redactor redactor;
  private final Environments environments;
  private final InstantSource clock;

  /**
   * Creates a pipeline.
   *
   * @param store where memories go
   * @param model what embeds them, or null: then they are found by their words alone
   * @param redactor what takes secrets out
   * @param environments the environments that are allowed
   * @param clock the time of writing
   */
  public RememberPipeline(
      MemoryStore store,
      @Nullable EmbeddingModel model,
      Redactor redactor,
      Environments environments,
      InstantSource clock) {
    this.store = store;
    this.embedder = new PassageEmbedder(model);
    this.redactor = redactor;
    this.environments = environments;
    this.clock = clock;
  }

  /**
   * Remembers one memory.
   *
   * @param memory the memory; its version and time of writing are set here
   * @return what became of it
   * @throws io.runbookmemory.error.ArmException if the store or the model cannot answer; then
   *     nothing was written
   */
  public Remembered remember(Memory memory) {
    return rememberAll(List.of(memory)).getFirst();
  }

  /**
   * Remembers a batch, which is stored whole or, on a fault, not at all. Where an id occurs twice
   * the last one counts.
   *
   * @param memories all of one tenant
   * @return what became of each, in the order of the batch
   * @throws io.runbookmemory.error.ArmException if the store or the model cannot answer; then
   *     nothing was written
   */
  public List<Remembered> rememberAll(List<Memory> memories) {
    Map<MemoryId, Remembered> results = new HashMap<>();
    Map<MemoryId, Memory> accepted = new LinkedHashMap<>();
    for (Memory memory : memories) {
      try {
        Memory clean = redactor.redact(memory);
        accepted.put(clean.id(), withKnownEnv(clean));
        results.remove(clean.id());
      } catch (InvalidInputException e) {
        accepted.remove(memory.id());
        String reason = Objects.requireNonNullElse(e.getMessage(), e.rule());
        results.put(memory.id(), new Remembered.Rejected(memory.id(), reason));
      }
    }
    if (!accepted.isEmpty()) {
      write(accepted.values(), results);
    }
    return memories.stream().map(memory -> results.get(memory.id())).toList();
  }

  /**
   * Replaces memories, each only over the version that it states (0 where there is none yet), all
   * of them or none. For who made them from what is stored.
   *
   * @param memories all of one tenant, at least one, each id once
   * @return what became of each; empty if another version of one of them is stored by now
   * @throws InvalidInputException if one of them breaks a rule
   * @throws io.runbookmemory.error.ArmException if the store or the model cannot answer; then
   *     nothing was written
   */
  public Optional<List<Remembered>> replaceAll(List<Memory> memories) {
    var tenant = memories.getFirst().scope().tenant();
    Map<MemoryId, StoredMemory> known = new HashMap<>();
    store
        .reader(tenant)
        .getAll(memories.stream().map(Memory::id).toList())
        .forEach(stored -> known.put(stored.id(), stored));
    Map<MemoryId, StoredMemory> embedded = new HashMap<>();
    Instant now = clock.instant();
    List<Memory> news = new ArrayList<>();
    for (Memory memory : memories) {
      Memory clean = withKnownEnv(redactor.redact(memory)).toBuilder().updatedAt(now).build();
      StoredMemory current = known.get(memory.id());
      if (memory.version() != (current == null ? 0 : current.memory().version())) {
        return Optional.empty();
      }
      if (current != null && embedder.fits(current) && sameWords(clean, current.memory())) {
        embedded.put(memory.id(), current);
      }
      news.add(clean);
    }
    if (store.writer(tenant).upsert(embed(news, embedded)) instanceof UpsertResult.Applied done) {
      Map<MemoryId, Remembered> results = new HashMap<>();
      report(news, done.versions(), results);
      return Optional.of(memories.stream().map(memory -> results.get(memory.id())).toList());
    }
    return Optional.empty();
  }

  private Memory withKnownEnv(Memory memory) {
    Scope scope = memory.scope();
    if (scope.env() == null) {
      return memory;
    }
    String env = environments.require(scope.env());
    return env.equals(scope.env()) ? memory : memory.toBuilder().scope(scope.withEnv(env)).build();
  }

  private void write(Collection<Memory> memories, Map<MemoryId, Remembered> results) {
    var tenant = memories.iterator().next().scope().tenant();
    MemoryReader reader = store.reader(tenant);
    MemoryWriter writer = store.writer(tenant);
    Map<MemoryId, StoredMemory> embedded = new HashMap<>();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<Memory> news = news(reader, memories, results, embedded);
      if (news.isEmpty()) {
        return;
      }
      List<StoredMemory> batch = embed(news, embedded);
      if (writer.upsert(batch) instanceof UpsertResult.Applied applied) {
        report(news, applied.versions(), results);
        return;
      }
    }
    throw new UnavailableException(
        "the store", "others wrote the same memories " + ATTEMPTS + " times in a row; try again");
  }

  /**
   * Returns what is to be written, with the version that it replaces. What has the same words as
   * before keeps its vectors.
   */
  private List<Memory> news(
      MemoryReader reader,
      Collection<Memory> memories,
      Map<MemoryId, Remembered> results,
      Map<MemoryId, StoredMemory> embedded) {
    Map<MemoryId, StoredMemory> known = new TreeMap<>();
    reader
        .getAll(memories.stream().map(Memory::id).toList())
        .forEach(stored -> known.put(stored.id(), stored));
    Map<MemoryId, Instant> forgotten = forgotten(reader, memories, known);
    Instant now = clock.instant();
    List<Memory> news = new ArrayList<>();
    for (Memory told : memories) {
      StoredMemory current = known.get(told.id());
      Memory memory = current == null ? told : ToldAnew.of(told, current.memory());
      Instant gone = forgotten.get(memory.id());
      if (gone != null) {
        results.put(memory.id(), new Remembered.Forgotten(memory.id(), gone));
      } else if (current == null) {
        news.add(memory.toBuilder().version(0).updatedAt(now).build());
      } else if (memory.saysTheSameAs(current.memory()) && embedder.fits(current)) {
        long version = current.memory().version();
        results.put(memory.id(), new Remembered.Unchanged(memory.id(), version));
      } else {
        if (embedder.fits(current) && sameWords(memory, current.memory())) {
          embedded.put(memory.id(), current);
        }
        news.add(
            memory.toBuilder()
                .version(current.memory().version())
                .createdAt(current.memory().times().createdAt())
                .updatedAt(now)
                .build());
      }
    }
    return news;
  }

  /** Returns when those that somebody deleted were; asked after what is there, to miss none. */
  private static Map<MemoryId, Instant> forgotten(
      MemoryReader reader, Collection<Memory> memories, Map<MemoryId, StoredMemory> known) {
    List<MemoryId> missing =
        memories.stream().map(Memory::id).filter(id -> !known.containsKey(id)).toList();
    return missing.isEmpty()
        ? Map.of()
        : reader.tombstones(missing).stream()
            .collect(Collectors.toMap(Change.Deleted::id, Change.Deleted::at));
  }

  private static boolean sameWords(Memory one, Memory other) {
    return one.title().equals(other.title()) && one.text().equals(other.text());
  }

  /** Returns the news with their vectors; what was embedded on an earlier attempt is not again. */
  private List<StoredMemory> embed(List<Memory> news, Map<MemoryId, StoredMemory> embedded) {
    List<Memory> missing =
        news.stream().filter(memory -> !embedded.containsKey(memory.id())).toList();
    List<StoredMemory> fresh = missing.isEmpty() ? List.of() : embedder.embed(missing);
    fresh.forEach(stored -> embedded.put(stored.id(), stored));
    List<StoredMemory> batch = new ArrayList<>();
    for (Memory memory : news) {
      StoredMemory vectors = Objects.requireNonNull(embedded.get(memory.id()));
      batch.add(new StoredMemory(memory, vectors.passages(), vectors.space()));
    }
    return batch;
  }

  private static void report(
      List<Memory> news, List<Long> versions, Map<MemoryId, Remembered> results) {
    for (int i = 0; i < news.size(); i++) {
      MemoryId id = news.get(i).id();
      long version = versions.get(i);
      results.put(
          id,
          news.get(i).version() == 0
              ? new Remembered.Added(id, version)
              : new Remembered.Updated(id, version));
    }
  }
}
