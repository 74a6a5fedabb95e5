package io.runbookmemory.replay.record;

import io.runbookmemory.guard.Redactor;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.replay.incident.KnownMemory;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a store held at earlier instants, by the revisions that it keeps. What was forgotten since
 * is left out: it was forgotten for a reason. Of a memory whose revision of then is gone, nothing
 * is known then. Hands out each revision once, to the first incident that asks. Not thread-safe.
 */
public final class KnownThen {

  private static final int PAGE = 500;

  private final Redactor redactor;
  private final Map<MemoryId, TreeMap<Instant, Memory>> revisions = new TreeMap<>();
  private final Set<Memory> handedOut = new HashSet<>();

  /** Creates one that knows of nothing. */
  private KnownThen(Redactor redactor) {
    this.redactor = redactor;
  }

  /**
   * Returns what nobody knew anything of.
   *
   * @return holds nothing
   */
  public static KnownThen nothing() {
    return new KnownThen(text -> text);
  }

  /**
   * Returns what a store held.
   *
   * @param store read as a whole, once
   * @param redactor takes secrets out
   * @return its revisions
   */
  public static KnownThen of(MemoryReader store, Redactor redactor) {
    KnownThen known = new KnownThen(redactor);
    MemoryId after = null;
    List<StoredMemory> page;
    do {
      page = store.scan(Filter.everything(), after, PAGE);
      for (StoredMemory one : page) {
        Stream.concat(store.history(one.id()).stream(), Stream.of(one.memory()))
            .forEach(known::add);
        after = one.id();
      }
    } while (page.size() == PAGE);
    return known;
  }

  private void add(Memory memory) {
    revisions.computeIfAbsent(memory.id(), any -> new TreeMap<>()).put(knownAt(memory), memory);
  }

  /** From when on a revision could be recalled: nothing in it is later. */
  private static Instant knownAt(Memory memory) {
    return Stream.of(
            Optional.of(memory.times().createdAt()),
            Optional.of(memory.times().updatedAt()),
            Optional.ofNullable(memory.times().happenedAt()))
        .flatMap(Optional::stream)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /** Returns what was known at an instant and was handed out to nobody yet, by id. */
  List<KnownMemory> news(Instant at, MemoryId without) {
    List<KnownMemory> news = new ArrayList<>();
    revisions.forEach(
        (id, of) -> {
          Map.Entry<Instant, Memory> newest = of.floorEntry(at);
          if (newest != null && !id.equals(without) && handedOut.add(newest.getValue())) {
            Memory clean = redactor.redact(newest.getValue());
            news.add(new KnownMemory(name(newest.getValue()), newest.getKey(), clean));
          }
        });
    return news;
  }

  /** Returns what a memory is called; empty if it was not known at an instant. */
  Optional<String> name(@Nullable String id, Instant at) {
    return Optional.ofNullable(id)
        .map(KnownThen::parsed)
        .map(revisions::get)
        .map(of -> of.floorEntry(at))
        .map(Map.Entry::getValue)
        .map(this::name);
  }

  /** The key, unless it holds a secret: every file must give the memory one name. */
  private String name(Memory memory) {
    String key = memory.provenance().key();
    return key == null || !redactor.redact(memory).provenance().equals(memory.provenance())
        ? memory.id().toString()
        : key;
  }

  private static @Nullable MemoryId parsed(String id) {
    try {
      return MemoryId.parse(id);
    } catch (IllegalArgumentException e) {
      return null; // The journal keeps what was said, which need not be an id.
    }
  }
}
