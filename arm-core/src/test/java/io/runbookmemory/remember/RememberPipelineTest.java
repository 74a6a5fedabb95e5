package io.runbookmemory.remember;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.remember.Remembered.Added;
import io.runbookmemory.remember.Remembered.Forgotten;
import io.runbookmemory.remember.Remembered.Rejected;
import io.runbookmemory.remember.Remembered.Unchanged;
import io.runbookmemory.remember.Remembered.Updated;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RememberPipelineTest {

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final HashingModel model = new HashingModel();
  private final MemoryReader reader = store.reader(Tenant.DEFAULT);
  private Instant now = NOW;
  private final RememberPipeline pipeline =
      new RememberPipeline(
          store, model, new PatternRedactor(), Environments.DEFAULT, () -> this.now);

  private Memory stored(MemoryId id) {
    return reader.get(id).orElseThrow().memory();
  }

  @Test
  void aNewMemoryIsAddedAndAChangedOneUpdated() {
    Memory memory = note("Disk full", "Clear the logs").build();

    assertThat(pipeline.remember(memory)).isEqualTo(new Added(memory.id(), 1));
    assertThat(pipeline.remember(note("Disk full", "Grow the disk").build()))
        .isEqualTo(new Updated(memory.id(), 2));
    assertThat(stored(memory.id()).text()).isEqualTo("Grow the disk");
  }

  @Test
  void ingestingTheSameTwiceWritesNothing() {
    List<Memory> batch =
        List.of(
            note("Disk full", "Clear the logs").build(),
            note("Mail bob", "Ask bob@example.com").build(),
            TestMemories.runbook("Failover", "# Steps\n1. Promote").build());
    pipeline.rememberAll(batch);
    long position = reader.stats().position();
    int embedded = model.passages().size();
    now = now.plus(Duration.ofDays(1));

    assertThat(pipeline.rememberAll(batch))
        .containsExactlyElementsOf(
            batch.stream().map(one -> (Remembered) new Unchanged(one.id(), 1)).toList());
    assertThat(reader.stats().position()).isEqualTo(position);
    assertThat(model.passages()).hasSize(embedded);
  }

  @Test
  void anUpdateKeepsWhenItWasCreatedAndSaysWhenItWasWritten() {
    Memory first = note("Disk full", "Clear the logs").build();
    pipeline.remember(first);
    now = NOW.plus(Duration.ofDays(3));

    pipeline.remember(
        note("Disk full", "Grow it").createdAt(NOW.plus(Duration.ofDays(2))).version(77).build());

    Memory updated = stored(first.id());
    assertThat(updated.version()).isEqualTo(2);
    assertThat(updated.times().createdAt()).isEqualTo(NOW);
    assertThat(updated.times().updatedAt()).isEqualTo(now);
    assertThat(reader.history(first.id()))
        .extracting(Memory::text)
        .containsExactly("Clear the logs");
  }

  @Test
  void anEnvironmentIsStoredUnderItsAllowedName() {
    Memory memory =
        note("Disk full", "x").scope(TestMemories.ANYWHERE.withEnv("Production")).build();

    pipeline.remember(memory);

    assertThat(stored(memory.id()).scope().env()).isEqualTo("prod");
    assertThat(pipeline.remember(memory)).isInstanceOf(Unchanged.class);
  }

  @Test
  void anUnknownEnvironmentIsRejectedNamingTheAllowedOnesAndTheRestIsStored() {
    Memory wrong = note("Disk full", "x").scope(TestMemories.ANYWHERE.withEnv("moon")).build();
    Memory right = note("Queue grows", "x").build();

    List<Remembered> results = pipeline.rememberAll(List.of(wrong, right));

    assertThat(results)
        .containsExactly(
            new Rejected(wrong.id(), "env: must be one of prod, staging, dev, got \"moon\""),
            new Added(right.id(), 1));
    assertThat(reader.get(wrong.id())).isEmpty();
  }

  @Test
  void aRuleThatNamesNoFieldIsStatedByItself() {
    Redactor blanking = text -> text.equals("Disk full") ? "" : text;
    RememberPipeline strict =
        new RememberPipeline(store, model, blanking, Environments.DEFAULT, () -> NOW);
    Memory memory = note("Disk full", "x").build();

    assertThat(strict.remember(memory))
        .isEqualTo(new Rejected(memory.id(), "a memory's title must not be blank"));
  }

  @Test
  void whereAnIdOccursTwiceTheLastOneCounts() {
    Memory first = note("Disk full", "first").build();
    Memory last = note("Disk full", "last").build();
    Memory wrong = note("Disk full", "x").scope(TestMemories.ANYWHERE.withEnv("moon")).build();

    assertThat(pipeline.rememberAll(List.of(first, last)))
        .containsExactly(new Added(first.id(), 1), new Added(first.id(), 1));
    assertThat(stored(first.id()).text()).isEqualTo("last");
    assertThat(pipeline.rememberAll(List.of(wrong, first)))
        .containsExactly(new Updated(first.id(), 2), new Updated(first.id(), 2));
    assertThat(pipeline.rememberAll(List.of(last, wrong))).allMatch(Rejected.class::isInstance);
    assertThat(stored(first.id()).text()).isEqualTo("first");
  }

  @Test
  void anEmptyBatchIsNoWork() {
    assertThat(pipeline.rememberAll(List.of())).isEmpty();
    assertThat(reader.stats().position()).isZero();
  }

  @Test
  void secretsAreTakenOutBeforeTheModelSeesTheText() {
    Memory memory = note("Mail bob@example.com", "password=hunter2 on db-1").build();

    pipeline.remember(memory);

    assertThat(model.passages()).isNotEmpty().noneMatch(text -> text.contains("bob@example"));
    assertThat(model.passages()).noneMatch(text -> text.contains("hunter2"));
    assertThat(stored(memory.id()).text()).isEqualTo("password=[SECRET_1] on db-1");
  }

  @Test
  void newTagsOnTheSameWordsEmbedNothingAgain() {
    Memory memory = note("Disk full", "Clear the logs").build();
    pipeline.remember(memory);

    assertThat(pipeline.remember(memory.toBuilder().tags(Set.of("disk")).build()))
        .isEqualTo(new Updated(memory.id(), 2));

    assertThat(model.passages()).hasSize(1);
    assertThat(reader.get(memory.id()).orElseThrow().passages()).hasSize(1);
  }

  @Test
  void withoutAModelTheSameWordsKeepTheirVectors() {
    Memory memory = note("Disk full", "Clear the logs").build();
    pipeline.remember(memory);
    var lexical =
        new RememberPipeline(store, null, new PatternRedactor(), Environments.DEFAULT, () -> now);

    lexical.remember(memory.toBuilder().tags(Set.of("disk")).build());

    assertThat(reader.get(memory.id()).orElseThrow().passages()).hasSize(1);
  }

  @Test
  void whenTheModelFailsNothingIsStored() {
    Memory good = note("Queue grows", "fine").build();
    Memory bad = note("Disk full", "poison").build();
    model.before(
        text -> {
          if (text.contains("poison")) {
            throw new UnavailableException("hashing", "out of memory");
          }
        });

    assertThatThrownBy(() -> pipeline.rememberAll(List.of(good, bad)))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("out of memory");
    assertThat(reader.stats().memories()).isZero();
    assertThat(reader.stats().position()).isZero();
  }

  @Test
  void whatWasForgottenStaysForgottenWhateverItSaysNow() {
    Memory memory = note("Disk full", "Clear the logs").build();
    pipeline.remember(memory);
    store.writer(Tenant.DEFAULT).delete(List.of(memory.id()), NOW);
    Memory other = note("Pool exhausted", "Raise the limit").build();

    assertThat(pipeline.rememberAll(List.of(memory, other)))
        .containsExactly(new Forgotten(memory.id(), NOW), new Added(other.id(), 1));
    assertThat(pipeline.remember(memory.toBuilder().title("Disk is full").build()))
        .isEqualTo(new Forgotten(memory.id(), NOW));
    assertThat(reader.get(memory.id())).isEmpty();
  }

  @Test
  void ingestingAgainTakesNoPinVerificationOrSuspicionBack() {
    Memory file = note("Disk full", "Clear the logs").build();
    pipeline.remember(file);
    Link doubt = new Link(Link.SUSPECTED_BY, TestMemories.id("v2"));
    pipeline.remember(
        stored(file.id()).toBuilder()
            .pinned(true)
            .status(MemoryStatus.SUSPECT)
            .lastVerifiedAt(NOW)
            .links(List.of(doubt))
            .build());

    assertThat(pipeline.remember(file)).isEqualTo(new Unchanged(file.id(), 2));
    assertThat(pipeline.remember(note("Disk full", "Grow the disk").build()))
        .isEqualTo(new Updated(file.id(), 3));

    Memory kept = stored(file.id());
    assertThat(kept.text()).isEqualTo("Grow the disk");
    assertThat(kept.pinned()).isTrue();
    assertThat(kept.status()).isEqualTo(MemoryStatus.SUSPECT);
    assertThat(kept.times().lastVerifiedAt()).isEqualTo(NOW);
    assertThat(kept.links()).containsExactly(doubt);
  }

  @Test
  void aSourceThatWasVerifiedSinceEndsTheDoubt() {
    Memory file = note("Disk full", "Clear the logs").build();
    pipeline.remember(file);
    pipeline.remember(
        stored(file.id()).toBuilder()
            .status(MemoryStatus.SUSPECT)
            .links(List.of(new Link(Link.SUSPECTED_BY, TestMemories.id("v2"))))
            .build());

    pipeline.remember(file.toBuilder().lastVerifiedAt(NOW).build());

    assertThat(stored(file.id()).status()).isEqualTo(MemoryStatus.ACTIVE);
    assertThat(stored(file.id()).links()).isEmpty();
  }

  @Test
  void whoEditsWhatTheyReadIsTakenAtTheirWord() {
    Memory file = note("Disk full", "Clear the logs").pinned(true).build();
    pipeline.remember(file);

    pipeline.remember(stored(file.id()).toBuilder().pinned(false).build());

    assertThat(stored(file.id()).pinned()).isFalse();
  }
}
