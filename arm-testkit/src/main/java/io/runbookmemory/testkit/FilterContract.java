package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.Given.changed;
import static io.runbookmemory.testkit.Given.note;
import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Filters: every node lets through what {@link Filter#test} does, wherever it is used. */
interface FilterContract extends StoreContract {

  /** Asserts that the store lets the same through as the filter itself; returns their ids. */
  private List<MemoryId> passing(Filter filter) {
    List<MemoryId> expected =
        reader().scan(Filter.everything(), null, 5000).stream()
            .filter(stored -> filter.test(stored.memory()))
            .map(StoredMemory::id)
            .toList();
    assertThat(reader().scan(filter, null, 5000))
        .as("scan of %s", filter)
        .extracting(StoredMemory::id)
        .isEqualTo(expected);
    assertThat(reader().count(filter)).as("count of %s", filter).isEqualTo(expected.size());
    return expected;
  }

  @Test
  default void aMissingValueEqualsNothingAndIsInNothing() {
    write(
        changed(note(1, "a"), memory -> memory.severity(Severity.SEV1)),
        changed(note(2, "b"), memory -> memory.severity(Severity.SEV2)),
        note(3, "none"));
    Filter one = Filter.eq(Field.SEVERITY, "SEV1");

    assertThat(passing(one)).containsExactly(id(1));
    assertThat(passing(new Filter.Ne<>(Field.SEVERITY, "SEV1"))).containsExactly(id(2), id(3));
    assertThat(passing(Filter.not(one))).containsExactly(id(2), id(3));
    assertThat(passing(new Filter.In<>(Field.SEVERITY, Set.of("SEV1", "SEV2"))))
        .containsExactly(id(1), id(2));
    assertThat(passing(new Filter.IsNull(Field.SEVERITY))).containsExactly(id(3));
    assertThat(passing(Filter.not(new Filter.IsNull(Field.SEVERITY))))
        .containsExactly(id(1), id(2));
    assertThat(passing(Filter.not(new Filter.Ne<>(Field.SEVERITY, "SEV1")))).containsExactly(id(1));
  }

  @Test
  default void aRangeIsHalfOpenAndLeavesOutWhatHasNoTime() {
    write(
        changed(note(1, "a"), memory -> memory.happenedAt(NOW)),
        changed(note(2, "b"), memory -> memory.happenedAt(NOW.plusNanos(1000))),
        changed(note(3, "c"), memory -> memory.happenedAt(NOW.plusSeconds(1))),
        note(4, "none"));
    Instant end = NOW.plusSeconds(1);

    assertThat(passing(new Filter.Range<>(Field.HAPPENED_AT, NOW, end)))
        .containsExactly(id(1), id(2));
    assertThat(passing(new Filter.Range<>(Field.HAPPENED_AT, null, NOW))).isEmpty();
    assertThat(passing(new Filter.Range<>(Field.HAPPENED_AT, end, null))).containsExactly(id(3));
    assertThat(passing(new Filter.Range<>(Field.HAPPENED_AT, end, NOW))).isEmpty();
    assertThat(passing(Filter.not(new Filter.Range<>(Field.HAPPENED_AT, NOW, end))))
        .containsExactly(id(3), id(4));
  }

  @Test
  default void timesAreComparedInMicroseconds() {
    Instant early = Instant.parse("1969-07-20T20:17:40.000001Z");
    write(
        changed(note(1, "a"), memory -> memory.happenedAt(NOW.plusNanos(1_999))),
        changed(note(2, "b"), memory -> memory.happenedAt(early.plusNanos(999))),
        changed(note(3, "c"), memory -> memory.happenedAt(NOW.plusNanos(2_000))));

    assertThat(passing(Filter.eq(Field.HAPPENED_AT, NOW.plusNanos(1_000)))).containsExactly(id(1));
    assertThat(passing(Filter.eq(Field.HAPPENED_AT, NOW.plusNanos(1_500)))).containsExactly(id(1));
    assertThat(passing(Filter.eq(Field.HAPPENED_AT, early.plusNanos(500)))).containsExactly(id(2));
    assertThat(passing(new Filter.In<>(Field.HAPPENED_AT, Set.of(early, NOW.plusNanos(2_001)))))
        .containsExactly(id(2), id(3));
    assertThat(passing(new Filter.Range<>(Field.HAPPENED_AT, NOW.plusNanos(1_999), null)))
        .containsExactly(id(1), id(3));
  }

  @Test
  default void timesFarAwayAreTimesToo() {
    Instant last = Instant.parse("9999-12-31T23:59:59.999999Z");
    Instant first = Instant.parse("0001-01-01T00:00:00Z");
    write(
        changed(note(1, "a"), memory -> memory.expiresAt(last)),
        changed(note(2, "b"), memory -> memory.expiresAt(first)),
        changed(note(3, "c"), memory -> memory.expiresAt(NOW)));

    assertThat(passing(Filter.eq(Field.EXPIRES_AT, last))).containsExactly(id(1));
    assertThat(passing(Filter.eq(Field.EXPIRES_AT, first))).containsExactly(id(2));
    assertThat(passing(new Filter.Range<>(Field.EXPIRES_AT, first, last)))
        .containsExactly(id(2), id(3));
    assertThat(passing(new Filter.Range<>(Field.EXPIRES_AT, Instant.MIN, Instant.MAX)))
        .containsExactly(id(1), id(2), id(3));
  }

  @Test
  default void textsAndTagsAreComparedWholeAndWithRegardToCase() {
    write(
        changed(note(1, "a"), memory -> memory.tags(List.of("disk")).scope(service("checkout"))),
        changed(note(2, "b"), memory -> memory.tags(List.of("Disk")).scope(service("Checkout"))),
        changed(note(3, "c"), memory -> memory.tags(List.of("disk full"))));

    assertThat(passing(new Filter.HasTag("disk"))).containsExactly(id(1));
    assertThat(passing(new Filter.HasTag("dis"))).isEmpty();
    assertThat(passing(Filter.eq(Field.SERVICE, "checkout"))).containsExactly(id(1));
    assertThat(passing(Filter.eq(Field.SERVICE, "check%"))).isEmpty();
    assertThat(passing(Filter.eq(Field.SERVICE, ""))).isEmpty();
  }

  private static Scope service(String name) {
    return Scope.of(Tenant.DEFAULT).withService(name);
  }

  @Test
  default void containsTextNeedsEveryToken() {
    write(note(1, "disk full on db-1"), note(2, "the disk is slow"), note(3, "full moon"));

    assertThat(passing(new Filter.ContainsText("full disk"))).containsExactly(id(1));
    assertThat(passing(new Filter.ContainsText("disk"))).containsExactly(id(1), id(2));
    assertThat(passing(Filter.not(new Filter.ContainsText("disk")))).containsExactly(id(3));
  }

  @Test
  default void countsAndFlagsHaveAnOrder() {
    write(
        changed(note(1, "a"), memory -> memory.occurrences(1)),
        changed(note(2, "b"), memory -> memory.occurrences(10).pinned(true)),
        changed(note(3, "c"), memory -> memory.occurrences(9)));

    assertThat(passing(new Filter.Range<>(Field.OCCURRENCES, 2L, 10L))).containsExactly(id(3));
    assertThat(passing(new Filter.Range<>(Field.OCCURRENCES, 9L, null)))
        .containsExactly(id(2), id(3));
    assertThat(passing(Filter.eq(Field.PINNED, true))).containsExactly(id(2));
    assertThat(passing(new Filter.Range<>(Field.PINNED, null, true))).containsExactly(id(1), id(3));
  }

  @Test
  default void largeAndDeepFiltersAreAnswered() {
    write(IntStream.range(0, 50).mapToObj(n -> tagged(n, "tag " + n)).toList());
    Set<String> services = new HashSet<>();
    List<Filter> parts = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      services.add("service " + i);
      parts.add(new Filter.HasTag("tag " + (i + 48)));
    }
    Filter deep = new Filter.HasTag("tag 7");
    for (int i = 0; i < 100; i++) {
      deep = i % 3 == 0 ? Filter.not(deep) : Filter.and(deep, Filter.everything());
    }

    assertThat(passing(new Filter.In<>(Field.SERVICE, services))).hasSize(50);
    assertThat(passing(new Filter.Or(parts))).containsExactly(id(48), id(49));
    assertThat(passing(deep)).containsExactly(id(7));
  }

  @Test
  default void filtersAtTheLimitOfDepthAreAnsweredAndNoneIsDeeper() {
    RandomMemories random = new RandomMemories(13);
    write(IntStream.range(0, 40).mapToObj(n -> random.stored(id(n), Tenant.DEFAULT)).toList());
    List<Memory> all = memories(reader());
    for (int round = 0; round < 3; round++) {
      Filter deep = Filter.not(random.filter(all, 0));
      for (int depth = 1; depth < Filter.MAX_DEPTH; depth++) {
        deep =
            switch (depth % 3) {
              case 0 -> Filter.and(deep, Filter.not(random.filter(all, 0)));
              case 1 -> Filter.or(random.filter(all, 0), deep);
              default -> Filter.not(deep);
            };
      }
      passing(deep);
      Filter deepest = deep;
      assertThatThrownBy(() -> Filter.not(deepest))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at most " + Filter.MAX_DEPTH);
    }
  }

  @Test
  default void filtersOfAThousandNodesAreAnswered() {
    RandomMemories random = new RandomMemories(19);
    write(IntStream.range(0, 60).mapToObj(n -> random.stored(id(n), Tenant.DEFAULT)).toList());
    List<Memory> all = memories(reader());
    List<Filter> fives = new ArrayList<>();
    for (int i = 0; i < 170; i++) {
      fives.add(new Filter.And(Stream.generate(() -> random.filter(all, 0)).limit(5).toList()));
    }

    Filter large = new Filter.Or(fives);

    assertThat(passing(large)).hasSizeBetween(1, 59);
    assertThat(passing(Filter.not(large))).hasSizeBetween(1, 59);
    passing(new Filter.And(fives.stream().map(Filter::not).toList()));
  }

  private static StoredMemory tagged(int number, String tag) {
    return changed(
        note(number, "words"),
        memory -> memory.tags(List.of(tag)).scope(service("service " + number)));
  }

  @Test
  default void filtersOfEveryShapeLetTheSameThroughOnEveryCall() {
    RandomMemories random = new RandomMemories(11);
    write(IntStream.range(0, 120).mapToObj(n -> random.stored(id(n), Tenant.DEFAULT)).toList());
    List<Memory> all = memories(reader());

    for (int round = 0; round < 150; round++) {
      Filter filter = random.filter(all, 3);
      List<MemoryId> passing = passing(filter);
      List<MemoryId> living =
          all.stream()
              .filter(memory -> !memory.times().expiredAt(NOW) && filter.test(memory))
              .map(Memory::id)
              .toList();
      assertThat(passing).as("expired ones are scanned too").containsAll(living);
      assertThat(ids(SearchRequest.text("common", NOW).filter(filter)))
          .as("text search with %s", filter)
          .containsExactlyInAnyOrderElementsOf(living);
      assertThat(ids(hybrid(random, filter)))
          .as("hybrid search with %s", filter)
          .containsExactlyInAnyOrderElementsOf(living);
    }
  }

  private static SearchRequest.Builder hybrid(RandomMemories random, Filter filter) {
    FakeEmbeddingModel model = random.model();
    return SearchRequest.hybrid(model.embedQuery("disk full"), model.space(), "common", NOW)
        .exact(true)
        .filter(filter);
  }

  private List<MemoryId> ids(SearchRequest.Builder request) {
    return reader().search(request.topK(1000).build()).stream()
        .map(SearchHit::memory)
        .map(Memory::id)
        .toList();
  }

  private static List<Memory> memories(MemoryReader reader) {
    return reader.scan(Filter.everything(), null, 5000).stream().map(StoredMemory::memory).toList();
  }

  @Test
  default void deletingByAFilterLeavesExactlyTheRest() {
    for (int round = 0; round < 15; round++) {
      Tenant tenant = new Tenant("tenant-" + round);
      RandomMemories random = new RandomMemories(round);
      List<StoredMemory> batch =
          IntStream.range(0, 40).mapToObj(n -> random.stored(id(n), tenant)).toList();
      store().writer(tenant).upsert(batch);
      List<Memory> all = memories(store().reader(tenant));
      Filter filter = random.filter(all, 2);

      long deleted = store().writer(tenant).delete(filter, NOW);

      List<Memory> rest = all.stream().filter(memory -> !filter.test(memory)).toList();
      assertThat(deleted).as("deleted by %s", filter).isEqualTo(all.size() - rest.size());
      assertThat(memories(store().reader(tenant))).as("left by %s", filter).isEqualTo(rest);
    }
  }
}
