package io.runbookmemory.learn.merge;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.ranking.IndexedText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds pairs that may be one memory: of one kind, first by the same fingerprint, then by vector
 * and words, and never against what sets them apart: another service, environment or alert.
 */
final class Duplicates {

  private static final int NEIGHBOURS = 10;

  private final MemoryReader reader;
  private final DuplicatePolicy policy;
  private final Instant asOf;

  Duplicates(MemoryReader reader, DuplicatePolicy policy, Instant asOf) {
    this.reader = reader;
    this.policy = policy;
    this.asOf = asOf;
  }

  Stream<Duplicate> of(StoredMemory stored) {
    Memory memory = stored.memory();
    Map<Object, Duplicate> pairs = new LinkedHashMap<>();
    for (Memory other : sameFingerprint(memory)) {
      propose(memory, other, 1, "the same fingerprint").ifPresent(p -> pairs.put(other.id(), p));
    }
    for (SearchHit hit : neighbours(stored)) {
      Memory other = hit.memory();
      double words = sharedWords(memory, other);
      if (words >= policy.minWords()) {
        String evidence = String.format(Locale.ROOT, "%.0f %% of the words", 100 * words);
        propose(memory, other, words, evidence).ifPresent(p -> pairs.putIfAbsent(other.id(), p));
      }
    }
    return pairs.values().stream();
  }

  private List<Memory> sameFingerprint(Memory memory) {
    Optional<String> fingerprint = fingerprint(memory);
    return fingerprint.isEmpty()
        ? List.of()
        : reader
            .scan(
                Filter.and(alike(memory), new Filter.ContainsText(fingerprint.get())),
                memory.id(),
                NEIGHBOURS)
            .stream()
            .map(StoredMemory::memory)
            .filter(other -> fingerprint(other).equals(fingerprint))
            .toList();
  }

  private List<SearchHit> neighbours(StoredMemory stored) {
    Memory memory = stored.memory();
    String text = memory.title() + "\n" + memory.text();
    if (IndexedText.query(text).isEmpty()) {
      return List.of();
    }
    SearchRequest.Builder request =
        stored.space() == null
            ? SearchRequest.text(text, asOf)
            : SearchRequest.vector(stored.passages().getFirst().embedding(), stored.space(), asOf)
                .minScore(policy.minSimilarity());
    return reader.search(request.topK(NEIGHBOURS).filter(alike(memory)).build());
  }

  private static Filter alike(Memory memory) {
    return Filter.and(Merges.IN_USE, Filter.eq(Field.KIND, memory.content().kind()));
  }

  /** Each pair is proposed once, by its lower id. */
  private static Optional<Duplicate> propose(
      Memory memory, Memory other, double similarity, String evidence) {
    if (memory.id().compareTo(other.id()) >= 0 || areApart(memory, other)) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>(List.of(evidence));
    String service = memory.scope().service();
    if (service != null && service.equals(other.scope().service())) {
      lines.add("the same service, " + service);
    }
    alert(memory)
        .filter(name -> alert(other).equals(Optional.of(name)))
        .ifPresent(name -> lines.add("the same alert, " + name));
    return Optional.of(new Duplicate(memory, other, similarity, lines));
  }

  private static boolean areApart(Memory one, Memory other) {
    return differ(one.scope().service(), other.scope().service())
        || differ(one.scope().env(), other.scope().env())
        || differ(one.scope().cluster(), other.scope().cluster())
        || !Objects.equals(one.scope().session(), other.scope().session())
        || differ(alert(one).orElse(null), alert(other).orElse(null));
  }

  private static boolean differ(@Nullable String one, @Nullable String other) {
    return one != null && other != null && !one.equals(other);
  }

  private static Optional<String> alert(Memory memory) {
    return memory.content() instanceof Incident incident ? incident.alertName() : Optional.empty();
  }

  private static Optional<String> fingerprint(Memory memory) {
    return memory.content() instanceof Incident incident
        ? incident.fingerprint()
        : Optional.empty();
  }

  private static double sharedWords(Memory one, Memory other) {
    Set<String> words = new HashSet<>(IndexedText.tokens(one));
    Set<String> others = new HashSet<>(IndexedText.tokens(other));
    Set<String> both = new HashSet<>(words);
    both.retainAll(others);
    words.addAll(others);
    return words.isEmpty() ? 0 : (double) both.size() / words.size();
  }
}
