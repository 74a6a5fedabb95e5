package io.runbookmemory.remember.consolidate;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.ranking.IndexedText;
import io.runbookmemory.text.OperationsTokenizer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two memories tell of the same incident: those of the same scope, both captured,
 * both active, close in time, with the same fingerprint; or the same alert of the same service; or,
 * where one of them has neither, the same words in the title, in any order. Without a service a
 * title must have three words to speak for itself.
 */
final class SameIncident {

  private static final int ENOUGH_WORDS = 3;

  private final Memory report;
  private final Incident incident;
  private final Duration window;

  private SameIncident(Memory report, Incident incident, Duration window) {
    this.report = report;
    this.incident = incident;
    this.window = window;
  }

  /** Returns the test for a report; empty for what is never joined. */
  static Optional<SameIncident> as(Memory report, Duration window) {
    return report.content() instanceof Incident incident
            && isOpenToReports(report)
            && window.isPositive()
        ? Optional.of(new SameIncident(report, incident, window))
        : Optional.empty();
  }

  private static boolean isOpenToReports(Memory memory) {
    return memory.status() == MemoryStatus.ACTIVE && memory.provenance().key() == null;
  }

  boolean test(Memory other) {
    return other.content() instanceof Incident known
        && isOpenToReports(other)
        && other.scope().equals(report.scope())
        && isClose(other)
        && tellsTheSame(other, known);
  }

  private boolean isClose(Memory other) {
    return !first(other).isAfter(last(report).plus(window))
        && !last(other).isBefore(first(report).minus(window));
  }

  private boolean tellsTheSame(Memory other, Incident known) {
    boolean fingerprint = both(incident.fingerprint(), known.fingerprint());
    boolean alert =
        both(incident.alertName(), known.alertName()) && report.scope().service() != null;
    return fingerprint || alert || ((isNameless(incident) || isNameless(known)) && titles(other));
  }

  private static boolean both(Optional<String> one, Optional<String> other) {
    return one.isPresent() && one.equals(other);
  }

  private static boolean isNameless(Incident incident) {
    return incident.fingerprint().isEmpty() && incident.alertName().isEmpty();
  }

  private boolean titles(Memory other) {
    Set<String> words = words(report);
    return words.equals(words(other)) && speaks(words);
  }

  private boolean speaks(Set<String> words) {
    return words.size() >= (report.scope().service() == null ? ENOUGH_WORDS : 1);
  }

  private static Set<String> words(Memory memory) {
    return new HashSet<>(OperationsTokenizer.tokens(memory.title()));
  }

  static Instant first(Memory memory) {
    Instant happened = memory.times().happenedAt();
    return happened == null ? memory.times().knownAt() : happened;
  }

  static Instant last(Memory memory) {
    Instant known = memory.times().knownAt();
    return known.isBefore(first(memory)) ? first(memory) : known;
  }

  /** Returns what narrows the search; {@link #test} decides. */
  Filter candidates() {
    List<Filter> words = new ArrayList<>();
    incident.fingerprint().ifPresent(value -> add(words, value));
    incident.alertName().ifPresent(value -> add(words, value));
    add(words, report.title());
    if (words.isEmpty()) {
      words.add(Filter.everything());
    }
    Instant from = first(report).minus(window);
    return Filter.and(
        Filter.eq(Field.KIND, incident.kind()),
        Filter.eq(Field.STATUS, MemoryStatus.ACTIVE.name()),
        new Filter.IsNull(Field.KEY),
        service(report.scope().service()),
        Filter.or(
            new Filter.Range<>(Field.LAST_SEEN_AT, from, null),
            new Filter.IsNull(Field.LAST_SEEN_AT)),
        new Filter.Or(words));
  }

  private static Filter service(@Nullable String service) {
    return service == null ? new Filter.IsNull(Field.SERVICE) : Filter.eq(Field.SERVICE, service);
  }

  private static void add(List<Filter> words, String text) {
    if (!IndexedText.query(text).isEmpty()) {
      words.add(new Filter.ContainsText(text));
    }
  }

  /**
   * Returns the id under which whoever reports this first remembers it, so that two who do so at
   * once meet: its time and random bits come from what makes it the same. Empty where nothing does.
   */
  Optional<MemoryId> sharedId() {
    Scope scope = report.scope();
    Set<String> words = words(report);
    String what =
        incident
            .fingerprint()
            .or(() -> scope.service() == null ? Optional.empty() : incident.alertName())
            .orElseGet(() -> speaks(words) ? words.stream().sorted().toList().toString() : "");
    if (what.isEmpty()) {
      return Optional.empty();
    }
    long bucket = Math.floorDiv(last(report).toEpochMilli(), window.toMillis());
    Instant from = Instant.ofEpochMilli(bucket * window.toMillis());
    var bits = MemoryId.named(Objects.toString(scope), from + " " + what).value();
    ByteBuffer random =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(bits.getMostSignificantBits())
            .putLong(bits.getLeastSignificantBits())
            .flip();
    return Optional.of(MemoryId.fresh(from, random::getLong));
  }
}
