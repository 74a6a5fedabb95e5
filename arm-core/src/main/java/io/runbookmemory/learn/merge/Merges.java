package io.runbookmemory.learn.merge;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.remember.consolidate.MergedMemory;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The room where an owner brings order into what is stored. Finding changes nothing; merging keeps
 * the originals as superseded and can be taken back. Thread-safe.
 */
public final class Merges {

  /** The type of the link from a survivor to what was merged into it. */
  public static final String SUPERSEDES = MergedMemory.SUPERSEDES;

  static final Filter IN_USE =
      new Filter.In<>(
          Field.STATUS, Set.of(MemoryStatus.ACTIVE.name(), MemoryStatus.SUSPECT.name()));

  private static final int PAGE = 200;
  private static final int ATTEMPTS = 20;

  private final MemoryStore store;
  private final RememberPipeline pipeline;
  private final Tenant tenant;

  /**
   * Creates the room.
   *
   * @param store where memories are
   * @param pipeline how they are written
   * @param tenant whose
   */
  public Merges(MemoryStore store, RememberPipeline pipeline, Tenant tenant) {
    this.store = store;
    this.pipeline = pipeline;
    this.tenant = tenant;
  }

  /**
   * Returns pairs that may be one memory, of those in use. Read while the stream is consumed.
   *
   * @param filter where to look
   * @param policy how alike they must be
   * @param asOf the time of asking; what has expired by then is not proposed
   * @return each pair once, by ascending id of its first
   */
  public Stream<Duplicate> duplicates(Filter filter, DuplicatePolicy policy, Instant asOf) {
    MemoryReader reader = store.reader(tenant);
    Duplicates duplicates = new Duplicates(reader, policy, asOf);
    return inUse(reader, filter)
        .filter(stored -> !stored.memory().times().expiredAt(asOf))
        .flatMap(duplicates::of);
  }

  /**
   * Returns pairs that cannot both be right, of those in use. They are for an owner to judge;
   * nothing here resolves one. Read while the stream is consumed; keeps the facts, the runbooks
   * with steps and the incidents with attempts that it met in memory.
   *
   * @param filter where to look
   * @return each pair once
   */
  public Stream<Contradiction> contradictions(Filter filter) {
    Contradictions contradictions = new Contradictions();
    return inUse(store.reader(tenant), filter)
        .flatMap(stored -> contradictions.of(stored.memory()).stream());
  }

  private static Stream<StoredMemory> inUse(MemoryReader reader, Filter filter) {
    Filter both = Filter.and(IN_USE, filter);
    return Stream.iterate(
            reader.scan(both, null, PAGE),
            page -> !page.isEmpty(),
            page ->
                page.size() < PAGE
                    ? List.<StoredMemory>of()
                    : reader.scan(both, page.getLast().id(), PAGE))
        .flatMap(List::stream);
  }

  /**
   * Merges memories into one: the survivor counts them all and, of incidents, knows what they know;
   * the others stay as superseded, which no recall finds, and the survivor links to them. Their
   * usage is added to the survivor's.
   *
   * @param survivor what stays
   * @param others what is merged into it, at least one, of the same kind
   * @return what became of it
   * @throws io.runbookmemory.error.ArmException if the store or the model cannot answer
   */
  public Merged merge(MemoryId survivor, List<MemoryId> others) {
    if (others.isEmpty()) {
      throw new IllegalArgumentException("merge needs at least 1 other memory, got none");
    }
    return retried(() -> tryMerge(survivor, others));
  }

  private Optional<Merged> tryMerge(MemoryId survivor, List<MemoryId> others) {
    MemoryReader reader = store.reader(tenant);
    List<MemoryId> ids = new ArrayList<>(List.of(survivor));
    ids.addAll(others);
    Map<MemoryId, Memory> found = new HashMap<>();
    reader.getAll(ids).forEach(stored -> found.put(stored.id(), stored.memory()));
    Optional<String> against = against(ids, found);
    if (against.isPresent()) {
      return Optional.of(new Merged.Refused(against.get()));
    }
    Memory merged = Objects.requireNonNull(found.get(survivor));
    List<Memory> batch = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    for (MemoryId id : others) {
      Memory other = Objects.requireNonNull(found.get(id));
      merged = MergedMemory.of(merged, other);
      links.add(new Link(SUPERSEDES, id));
      batch.add(other.toBuilder().status(MemoryStatus.SUPERSEDED).build());
    }
    links.addAll(0, merged.links());
    batch.addFirst(merged.toBuilder().links(links).build());
    Map<MemoryId, Usage> usage = reader.usage(others);
    return pipeline
        .replaceAll(batch)
        .map(
            written -> {
              usage.values().forEach(one -> count(survivor, one));
              return new Merged.Done(survivor, version(written), others);
            });
  }

  private void count(MemoryId survivor, Usage usage) {
    if (!usage.equals(Usage.NONE)) {
      store.writer(tenant).adjust(survivor, UsageDelta.of(usage));
    }
  }

  private static Optional<String> against(List<MemoryId> ids, Map<MemoryId, Memory> found) {
    if (new HashSet<>(ids).size() < ids.size()) {
      return Optional.of("a memory is named twice; name each once");
    }
    Memory survivor = found.get(ids.getFirst());
    for (MemoryId id : ids) {
      Memory memory = found.get(id);
      if (memory == null || survivor == null) {
        return Optional.of("there is no memory " + id);
      }
      if (!IN_USE.test(memory)) {
        return Optional.of(
            "memory " + id + " is " + memory.status() + "; merge what is ACTIVE or SUSPECT");
      }
      if (!memory.content().kind().equals(survivor.content().kind())) {
        return Optional.of(
            "memory "
                + id
                + " is of kind "
                + memory.content().kind()
                + " and the survivor of kind "
                + survivor.content().kind()
                + "; merge memories of one kind");
      }
    }
    return Optional.empty();
  }

  /**
   * Takes the last merge into a memory back: it says again what it said before, and what was merged
   * into it is in use again as it was. Usage stays counted, since it only ever grows. Refused if
   * the survivor was changed since, or if its revision from before the merge is no longer kept.
   *
   * @param survivor what others were merged into
   * @return what became of it
   * @throws io.runbookmemory.error.ArmException if the store or the model cannot answer
   */
  public Merged undo(MemoryId survivor) {
    return retried(() -> tryUndo(survivor));
  }

  private Optional<Merged> tryUndo(MemoryId survivor) {
    MemoryReader reader = store.reader(tenant);
    Optional<Memory> current = reader.get(survivor).map(StoredMemory::memory);
    if (current.isEmpty()) {
      return Optional.of(new Merged.Refused("there is no memory " + survivor));
    }
    List<Memory> revisions = new ArrayList<>(reader.history(survivor));
    revisions.add(current.get());
    boolean merged = false;
    for (int i = revisions.size() - 1; i > 0; i--) {
      Memory before = revisions.get(i - 1);
      Set<MemoryId> others = superseded(revisions.get(i));
      others.removeAll(superseded(before));
      merged |= !others.isEmpty();
      if (!others.isEmpty() && current.get().saysTheSameAs(revisions.get(i))) {
        return restore(reader, current.get(), before, others);
      }
    }
    return Optional.of(
        new Merged.Refused(
            merged
                ? "memory "
                    + survivor
                    + " was changed or restored since its last merge; edit it by hand"
                : "no merge into memory " + survivor + " is in its kept history"));
  }

  private Optional<Merged> restore(
      MemoryReader reader, Memory current, Memory before, Set<MemoryId> others) {
    List<Memory> batch = new ArrayList<>();
    batch.add(before.toBuilder().version(current.version()).build());
    for (StoredMemory stored : reader.getAll(others)) {
      Memory other = stored.memory();
      if (other.status() == MemoryStatus.SUPERSEDED) {
        batch.add(other.toBuilder().status(statusBefore(reader, other)).build());
      }
    }
    List<MemoryId> restored = batch.stream().skip(1).map(Memory::id).toList();
    return pipeline
        .replaceAll(batch)
        .map(written -> new Merged.Done(current.id(), version(written), restored));
  }

  private static MemoryStatus statusBefore(MemoryReader reader, Memory other) {
    return reader.history(other.id()).reversed().stream()
        .map(Memory::status)
        .filter(status -> status != MemoryStatus.SUPERSEDED)
        .findFirst()
        .orElse(MemoryStatus.ACTIVE);
  }

  private static Set<MemoryId> superseded(Memory memory) {
    Set<MemoryId> targets = new HashSet<>();
    for (Link link : memory.links()) {
      if (link.type().equals(SUPERSEDES)) {
        targets.add(link.target());
      }
    }
    return targets;
  }

  private static long version(List<Remembered> written) {
    return switch (written.getFirst()) {
      case Remembered.Updated updated -> updated.version();
      case Remembered other -> throw new IllegalStateException("an update gave " + other);
    };
  }

  private static Merged retried(Supplier<Optional<Merged>> attempt) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<Merged> done = attempt.get();
      if (done.isPresent()) {
        return done.get();
      }
    }
    throw new UnavailableException(
        "the store", "others wrote the same memories " + ATTEMPTS + " times in a row; try again");
  }
}
