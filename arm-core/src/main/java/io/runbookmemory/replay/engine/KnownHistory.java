package io.runbookmemory.replay.engine;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.remember.PassageEmbedder;
import io.runbookmemory.replay.incident.KnownMemory;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was known when, over all incidents: each memory in the revisions that the files hold. */
final class KnownHistory {

  /** A memory from the instant on at which it was known. */
  private record Revision(Instant knownAt, Memory memory) {}

  private static final Comparator<Revision> IN_TIME =
      Comparator.comparing(Revision::knownAt).thenComparing(one -> one.memory().id());

  private final Map<MemoryId, TreeMap<Instant, Revision>> revisions = new TreeMap<>();
  private final List<Revision> inTime;
  private final PassageEmbedder embedder;
  private @Nullable List<StoredMemory> stored;

  KnownHistory(Collection<ReplayIncident> incidents, PassageEmbedder embedder) {
    this.embedder = embedder;
    List<KnownMemory> all = incidents.stream().flatMap(one -> one.known().stream()).toList();
    Set<String> names = new HashSet<>();
    for (KnownMemory one : all) {
      Memory memory = one.memory();
      if (memory != null) {
        add(one, memory);
        names.add(memory.id().toString());
        names.add(Objects.requireNonNullElse(memory.provenance().key(), ""));
      }
    }
    for (KnownMemory one : all) {
      if (one.memory() == null && !names.contains(one.name())) {
        throw new InvalidInputException(
            one.name(), "is a ref to a memory that no file of the replay holds");
      }
    }
    inTime =
        revisions.values().stream().flatMap(one -> one.values().stream()).sorted(IN_TIME).toList();
  }

  private void add(KnownMemory known, Memory memory) {
    Instant since = Objects.requireNonNull(known.knownAt(), "a memory that is held has its time");
    Revision other =
        revisions
            .computeIfAbsent(memory.id(), id -> new TreeMap<>())
            .putIfAbsent(since, new Revision(since, memory));
    if (other != null && !other.memory().equals(memory)) {
      throw new InvalidInputException(
          known.name(),
          "is told in two ways, both known since " + since + ": give one knownAt more");
    }
  }

  /** Gives everything its vectors, before the first is asked for. */
  void embed() {
    List<Memory> memories = inTime.stream().map(Revision::memory).toList();
    stored = memories.isEmpty() ? List.of() : embedder.embed(memories);
  }

  /** Returns how many revisions there are, in order of the time at which they became known. */
  int size() {
    return inTime.size();
  }

  Instant knownAt(int number) {
    return inTime.get(number).knownAt();
  }

  /** Returns how many revisions were known at an instant. */
  int count(Instant at) {
    int count = 0;
    while (count < inTime.size() && !knownAt(count).isAfter(at)) {
      count++;
    }
    return count;
  }

  Memory memory(int number) {
    return inTime.get(number).memory();
  }

  StoredMemory revision(int number) {
    return Objects.requireNonNull(stored, "embedded before").get(number);
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

  /**
   * Fails if a step is of a memory that was not known.
   *
   * @throws ContaminationException naming the memory and its time
   */
  void guard(PlannedStep step, Instant at) {
    TreeMap<Instant, Revision> held = revisions.get(step.source());
    if (held != null && held.floorKey(at) == null) {
      throw new ContaminationException(
          step.origin() + " of the step \"" + step.text() + "\"", "knownAt", held.firstKey(), at);
    }
  }

  private static void require(String name, String field, Instant time, Instant at) {
    if (time.isAfter(at)) {
      throw new ContaminationException(name, field, time, at);
    }
  }
}
