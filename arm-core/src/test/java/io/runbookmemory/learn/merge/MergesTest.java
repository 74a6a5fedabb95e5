package io.runbookmemory.learn.merge;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.id;
import static io.runbookmemory.fixture.TestMemories.note;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.learn.merge.Merged.Done;
import io.runbookmemory.learn.merge.Merged.Refused;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.remember.consolidate.MergedMemory;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergesTest {

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final MemoryReader reader = store.reader(Tenant.DEFAULT);
  private Instant now = NOW;
  private final RememberPipeline pipeline =
      new RememberPipeline(
          store, null, new PatternRedactor(), Environments.DEFAULT, () -> this.now);
  private final Merges merges = new Merges(store, pipeline, Tenant.DEFAULT);

  private MemoryId put(Memory memory) {
    now = now.plusSeconds(1);
    return pipeline.remember(memory).id();
  }

  private Memory stored(MemoryId id) {
    return reader.get(id).orElseThrow().memory();
  }

  private Memory incident(String title, Incident incident) {
    return TestMemories.of(title, incident).scope(TestMemories.service("orders")).build();
  }

  private MemoryId plain(String title) {
    return put(incident(title, Incident.builder(title).build()));
  }

  @Test
  void theSurvivorKnowsWhatAllKnewAndTheOthersAreSuperseded() {
    MemoryId one = plain("503s at orders");
    MemoryId two =
        put(incident("Orders down", Incident.builder("down").rootCause("a leak").build()));
    store.writer(Tenant.DEFAULT).adjust(one, UsageDelta.outcome(true, NOW));
    store.writer(Tenant.DEFAULT).adjust(two, UsageDelta.outcome(false, NOW));

    assertThat(merges.merge(one, List.of(two))).isEqualTo(new Done(one, 2, List.of(two)));

    assertThat(stored(one).occurrences()).isEqualTo(2);
    assertThat(stored(one).links()).containsExactly(new Link("supersedes", two));
    assertThat(((Incident) stored(one).content()).rootCause()).contains("a leak");
    assertThat(stored(two).status()).isEqualTo(MemoryStatus.SUPERSEDED);
    assertThat(reader.usage(List.of(one)).get(one))
        .extracting(Usage::successes, Usage::failures)
        .containsExactly(1L, 1L);
  }

  @Test
  void undoRestoresBothAsTheyWere() {
    MemoryId one = plain("503s at orders");
    MemoryId two = plain("Orders down");
    pipeline.remember(stored(two).toBuilder().status(MemoryStatus.SUSPECT).build());
    Memory first = stored(one);
    Memory second = stored(two);
    merges.merge(one, List.of(two));

    assertThat(merges.undo(one)).isEqualTo(new Done(one, 3, List.of(two)));
    assertThat(stored(one).saysTheSameAs(first)).isTrue();
    assertThat(stored(two).saysTheSameAs(second)).isTrue();
    assertThat(merges.undo(one)).isInstanceOf(Refused.class);
  }

  @Test
  void aMergeOfMergesIsTakenBackOneByOne() {
    MemoryId one = plain("503s at orders");
    MemoryId two = plain("Orders down");
    MemoryId three = plain("Orders slow");
    MemoryId four = plain("Orders gone");
    merges.merge(two, List.of(three));
    merges.merge(one, List.of(two));
    Memory before = stored(one);
    merges.merge(one, List.of(four));

    assertThat(stored(one).occurrences()).isEqualTo(4);
    assertThat(merges.undo(one)).isEqualTo(new Done(one, 4, List.of(four)));
    assertThat(stored(one).saysTheSameAs(before)).isTrue();
    assertThat(merges.undo(one)).isEqualTo(new Done(one, 5, List.of(two)));
    assertThat(stored(three).status()).isEqualTo(MemoryStatus.SUPERSEDED);
    assertThat(merges.undo(two)).isInstanceOf(Done.class);
    assertThat(List.of(one, two, three, four))
        .allMatch(each -> stored(each).status() == MemoryStatus.ACTIVE)
        .allMatch(each -> stored(each).occurrences() == 1);
  }

  @Test
  void whatIsSupersededTwiceNamedOfAnotherKindOrNotThereIsRefused() {
    MemoryId one = plain("503s at orders");
    MemoryId two = plain("Orders down");
    MemoryId note = put(note("A note", "x").build());
    long position = reader.stats().position();

    assertRefused(merges.merge(one, List.of(one)), "named twice");
    assertRefused(merges.merge(one, List.of(two, two)), "named twice");
    assertRefused(merges.merge(one, List.of(note)), "kind note");
    assertRefused(merges.merge(one, List.of(id("nobody"))), "no memory " + id("nobody"));
    assertThat(reader.stats().position()).isEqualTo(position);
    merges.merge(one, List.of(two));
    assertRefused(merges.merge(two, List.of(one)), "is SUPERSEDED");
    assertRefused(merges.undo(two), "no merge");
  }

  private static void assertRefused(Merged result, String says) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).contains(says));
  }

  @Test
  void cyclesOfLinksAreHarmlessAndNoMemoryLinksToItself() {
    MemoryId one = plain("503s at orders");
    MemoryId two = plain("Orders down");
    pipeline.remember(linked(one, "supersedes", two));
    pipeline.remember(linked(two, "supersedes", one));
    pipeline.remember(
        stored(two).toBuilder()
            .links(List.of(new Link("supersedes", one), new Link("caused-by", one)))
            .build());

    assertThat(merges.merge(one, List.of(two))).isInstanceOf(Done.class);

    assertThat(stored(one).links()).noneMatch(link -> link.target().equals(one));
  }

  private Memory linked(MemoryId from, String type, MemoryId to) {
    return stored(from).toBuilder().links(List.of(new Link(type, to))).build();
  }

  @Test
  void aSurvivorThatWasChangedSinceIsNotOverwritten() {
    MemoryId one = plain("503s at orders");
    merges.merge(one, List.of(plain("Orders down")));
    pipeline.remember(stored(one).toBuilder().title("A better title").build());

    assertRefused(merges.undo(one), "changed or restored since");
    assertThat(stored(one).title()).isEqualTo("A better title");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void undoOfAnyMergeIsWhereItBegan(long seed) {
    Random random = new Random(seed);
    List<MemoryId> ids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ids.add(put(random(random, "Incident " + i)));
    }
    List<Memory> before = ids.stream().map(this::stored).toList();

    merges.merge(ids.getFirst(), ids.subList(1, 4));
    merges.undo(ids.getFirst());

    for (Memory memory : before) {
      assertThat(stored(memory.id()).saysTheSameAs(memory)).as("seed " + seed).isTrue();
    }
  }

  private Memory random(Random random, String title) {
    Incident.Builder incident =
        Incident.builder("seen " + random.nextInt(3))
            .rootCause(random.nextBoolean() ? "cause " + random.nextInt(2) : null)
            .resolution(random.nextBoolean() ? "fix " + random.nextInt(2) : null)
            .attempts(List.of(new Attempt("deed " + random.nextInt(2), Effect.NO_EFFECT)));
    return incident(title, incident.build()).toBuilder()
        .severity(random.nextBoolean() ? Severity.SEV1 : null)
        .occurrences(1 + random.nextInt(5))
        .pinned(random.nextBoolean())
        .tags(List.of("tag" + random.nextInt(2)))
        .lastSeenAt(NOW.plus(Duration.ofHours(random.nextInt(9))))
        .build();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aMergeWithWhatSaysNothingNewChangesNothingButTheCount(long seed) {
    Random random = new Random(seed);
    Memory one = random(random, "x");
    Memory both = MergedMemory.of(one, random(random, "y"));

    Memory again = MergedMemory.of(both, one);

    assertThat(again.toBuilder().occurrences(both.occurrences()).build())
        .as("seed " + seed)
        .isEqualTo(both);
    assertThat(again.occurrences()).isEqualTo(both.occurrences() + one.occurrences());
  }

  @Test
  void nearDuplicatesAreProposedWithTheEvidence() {
    MemoryId one = plain("Connection pool of orders exhausted since noon");
    MemoryId two = plain("Connection pool of orders is exhausted, since noon");
    plain("Certificate of the gateway expired");
    put(
        incident("Connection pool of cart exhausted since noon", Incident.builder("x").build())
            .toBuilder()
            .scope(TestMemories.service("cart"))
            .build());

    List<Duplicate> found =
        merges.duplicates(Filter.everything(), DuplicatePolicy.DEFAULT, now).toList();

    assertThat(found).hasSize(1);
    assertThat(List.of(found.getFirst().first().id(), found.getFirst().second().id()))
        .containsExactlyInAnyOrder(one, two);
    assertThat(String.join("; ", found.getFirst().evidence()))
        .contains("of the words", "the same service, orders");
  }

  @Test
  void theSameFingerprintIsEvidenceWhateverTheWords() {
    Incident.Builder alert = Incident.builder("x").fingerprint("00aa11bb22cc33dd");
    put(incident("One title", alert.build()));
    put(incident("Quite another", alert.build()));

    assertThat(merges.duplicates(Filter.everything(), DuplicatePolicy.DEFAULT, now))
        .singleElement()
        .satisfies(pair -> assertThat(pair.evidence()).contains("the same fingerprint"))
        .satisfies(pair -> assertThat(pair.similarity()).isEqualTo(1));
  }

  @Test
  void mergedOnesAreNotProposedAgain() {
    MemoryId one = plain("Connection pool of orders exhausted since noon");
    merges.merge(one, List.of(plain("Connection pool of orders is exhausted, since noon")));

    assertThat(merges.duplicates(Filter.everything(), DuplicatePolicy.DEFAULT, now)).isEmpty();
  }

  @Test
  void usageIsAddedOnceEvenOfManySteps() {
    MemoryId one = plain("503s at orders");
    List<MemoryId> others = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      MemoryId other = plain("Orders down " + i);
      store.writer(Tenant.DEFAULT).adjust(other, UsageDelta.reinforced(i + 1, NOW));
      others.add(other);
    }

    merges.merge(one, others);

    assertThat(Objects.requireNonNull(reader.usage(List.of(one)).get(one)).reinforcements())
        .isEqualTo(6);
    assertThat(reader.scan(Filter.everything(), null, 9).stream().map(StoredMemory::memory))
        .hasSize(4);
  }
}
