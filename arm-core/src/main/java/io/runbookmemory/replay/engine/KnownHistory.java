package io.runbookmemory.replay.engine;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.remember.PassageEmbedder;
import io.runbookmemory.replay.incident.KnownMemory;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What was known when, over all incidents: each memory in the revisions that the files hold. */
final class KnownHistory {

  /** A memory from the instant on at which it was known. */
  private record Revision(Instant knownAt, StoredMemory memory) {}

  private final Map<MemoryId, TreeMap<Instant, Revision>> revisions = new TreeMap<>();

  KnownHistory(Collection<ReplayIncident> incidents, PassageEmbedder embedder) {
    List<KnownMemory> all = incidents.stream().flatMap(one -> one.known().stream()).toList();
    List<KnownMemory> held = all.stream().filter(one -> one.memory() != null).distinct().toList();
    List<Memory> memories = new ArrayList<>();
    held.forEach(one -> memories.add(Objects.requireNonNull(one.memory())));
    List<StoredMemory> stored = memories.isEmpty() ? List.of() : embedder.embed(memories);
    for (int i = 0; i < held.size(); i++) {
      add(held.get(i), stored.get(i));
    }
    for (KnownMemory one : all) {
      if (one.memory() == null && memories.stream().noneMatch(is -> isCalled(is, one))) {
        throw new InvalidInputException(
            one.name(), "is a ref to a memory that no file of the replay holds");
      }
    }
  }

  private static boolean isCalled(Memory memory, KnownMemory known) {
    return KnownMemory.isCalled(memory, known.name());
  }

  private void add(KnownMemory known, StoredMemory stored) {
    Instant since = Objects.requireNonNull(known.knownAt(), "a memory that is held has its time");
    Revision revision = new Revision(since, stored);
    Revision other =
        revisions.computeIfAbsent(stored.id(), id -> new TreeMap<>()).putIfAbsent(since, revision);
    if (other != null && !other.memory().memory().equals(stored.memory())) {
      throw new InvalidInputException(
          known.name(),
          "is told in two ways, both known since " + since + ": give one knownAt more");
    }
  }

  /** Returns the newest revision of everything that was known at an instant, by id. */
  List<StoredMemory> at(Instant instant) {
    List<StoredMemory> known = new ArrayList<>();
    for (TreeMap<Instant, Revision> each : revisions.values()) {
      Map.Entry<Instant, Revision> newest = each.floorEntry(instant);
      if (newest != null) {
        known.add(newest.getValue().memory());
      }
    }
    return known;
  }

  /**
   * Fails if a memory says more than was known: whatever answered, and however it came by it.
   *
   * @throws ContaminationException naming the memory and its time
   */
  void guard(Memory memory, Instant at) {
    String name = Objects.requireNonNullElse(memory.provenance().key(), memory.id().toString());
    TreeMap<Instant, Revision> held = revisions.get(memory.id());
    if (held != null && held.floorKey(at) == null) {
      throw new ContaminationException(name, "knownAt", held.firstKey(), at);
    }
    require(name, "createdAt", memory.times().createdAt(), at);
    require(name, "updatedAt", memory.times().updatedAt(), at);
    Instant happened = memory.times().happenedAt();
    if (happened != null) {
      require(name, "happenedAt", happened, at);
    }
  }

  private static void require(String name, String field, Instant time, Instant at) {
    if (time.isAfter(at)) {
      throw new ContaminationException(name, field, time, at);
    }
  }
}
