package io.runbookmemory.remember;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Other;
import io.runbookmemory.remember.Remembered.Unchanged;
import io.runbookmemory.remember.Remembered.Updated;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.text.TextRange;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is embedded of a memory, and when. */
class PassagesTest {

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final HashingModel model = new HashingModel();

  private RememberPipeline with(@Nullable HashingModel embedder) {
    return new RememberPipeline(
        store, embedder, new PatternRedactor(), Environments.DEFAULT, () -> NOW);
  }

  private StoredMemory stored(Memory memory) {
    return store.reader(Tenant.DEFAULT).get(memory.id()).orElseThrow();
  }

  @Test
  void aLongTextBecomesPassagesThatCoverEveryWordOfIt() {
    String text = "The queue of the mailer grows until the disk is full. ".repeat(40).strip();
    Memory memory = note("Mailer queue", text).build();

    with(model).remember(memory);

    List<Passage> passages = stored(memory).passages();
    assertThat(passages).hasSizeGreaterThan(3);
    BitSet covered = new BitSet();
    for (Passage passage : passages) {
      TextRange range = Objects.requireNonNull(passage.range());
      covered.set(range.start(), range.end());
    }
    for (int i = 0; i < text.length(); i++) {
      assertThat(covered.get(i) || text.charAt(i) == ' ').as("character %d", i).isTrue();
    }
    assertThat(model.passages())
        .hasSameSizeAs(passages)
        .allMatch(passage -> passage.length() <= model.passageCharacters())
        .allMatch(passage -> passage.startsWith("Mailer queue"));
  }

  @Test
  void eachPassageHasTheVectorOfItsOwnTextAlsoInABatch() {
    Memory one = note("Mailer", "The queue grows. ".repeat(40)).build();
    Memory other = note("Orders", "The disk is full. ".repeat(40)).build();

    with(model).rememberAll(List.of(one, other));

    List<Passage> all =
        List.of(one, other).stream().flatMap(memory -> stored(memory).passages().stream()).toList();
    assertThat(all.stream().map(Passage::embedding))
        .containsExactlyElementsOf(model.passages().stream().map(model::embedQuery).toList());
  }

  @Test
  void aMemoryWithoutTextIsEmbeddedByItsTitle() {
    Memory memory =
        TestMemories.of("Drill of May", new Other("drill", "{\"kind\":\"drill\"}")).build();

    with(model).remember(memory);

    assertThat(stored(memory).passages())
        .containsExactly(new Passage(null, model.embedQuery("Drill of May")));
  }

  @Test
  void withoutAModelAMemoryIsStoredForItsWordsAlone() {
    Memory memory = note("Disk full", "Clear the logs").build();

    with(null).remember(memory);

    assertThat(stored(memory).passages()).isEmpty();
    assertThat(stored(memory).space()).isNull();
  }

  @Test
  void aModelThatIsAddedLaterEmbedsWhatHasNoVectors() {
    Memory memory = note("Disk full", "Clear the logs").build();
    with(null).remember(memory);

    assertThat(with(model).remember(memory)).isEqualTo(new Updated(memory.id(), 2));
    assertThat(stored(memory).space()).isEqualTo(model.space());
    assertThat(stored(memory).passages()).isNotEmpty();
    assertThat(with(model).remember(memory)).isEqualTo(new Unchanged(memory.id(), 2));
  }

  @Test
  void withoutItsModelWhatIsUnchangedKeepsItsVectors() {
    Memory memory = note("Disk full", "Clear the logs").build();
    with(model).remember(memory);

    assertThat(with(null).remember(memory)).isEqualTo(new Unchanged(memory.id(), 1));
    assertThat(stored(memory).passages()).isNotEmpty();
  }

  @Test
  void aSecondModelIsRefusedNamingBoth() {
    with(model).remember(note("Disk full", "Clear the logs").build());

    assertThatThrownBy(() -> with(new HashingModel("newer")).remember(note("Queue", "x").build()))
        .isInstanceOf(EmbeddingSpaceException.class)
        .hasMessageContaining("hashing")
        .hasMessageContaining("newer");
  }
}
