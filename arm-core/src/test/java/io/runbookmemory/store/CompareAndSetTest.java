package io.runbookmemory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.CompareAndSet.Decision;
import io.runbookmemory.store.UpsertResult.Conflict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompareAndSetTest {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");
  private static final MemoryId ID = MemoryId.named("test", "one");

  private static StoredMemory note(String text, long version) {
    return StoredMemory.lexical(
        Memory.builder(ID, Scope.of(Tenant.DEFAULT), "Title", new Note(text), NOW)
            .version(version)
            .build());
  }

  private static StoredMemory in(EmbeddingSpace space) {
    Passage passage = new Passage(null, Embedding.of(1, 0));
    return new StoredMemory(note("a", 0).memory(), List.of(passage), space);
  }

  @Test
  void aNewMemoryIsWrittenAboveItsTombstone() {
    assertThat(CompareAndSet.decide(note("a", 0), null, 0)).isEqualTo(new Decision.Write(1));
    assertThat(CompareAndSet.decide(note("a", 0), null, 4)).isEqualTo(new Decision.Write(5));
  }

  @Test
  void whoReadWhatIsGoneIsRefused() {
    assertThat(CompareAndSet.decide(note("a", 4), null, 4))
        .isEqualTo(new Decision.Refuse(new Conflict(ID, 4, 0)));
  }

  @Test
  void whoReadTheCurrentVersionWritesTheNext() {
    assertThat(CompareAndSet.decide(note("b", 3), note("a", 3), 0))
        .isEqualTo(new Decision.Write(4));
  }

  @Test
  void whoReadAnotherVersionIsRefused() {
    for (long read : new long[] {0, 2, 4}) {
      assertThat(CompareAndSet.decide(note("b", read), note("a", 3), 0))
          .isEqualTo(new Decision.Refuse(new Conflict(ID, read, 3)));
    }
  }

  @Test
  void whatIsThereAlreadyIsRepeatedWhateverWasRead() {
    for (long read : new long[] {0, 2, 3, 9}) {
      assertThat(CompareAndSet.decide(note("a", read), note("a", 3), 0))
          .isEqualTo(new Decision.Repeated(3));
    }
  }

  private static Change up(long version, Usage usage) {
    return new Change.Upserted(1, note("a", version), usage);
  }

  private static Change gone(long version) {
    return new Change.Deleted(1, ID, version, NOW);
  }

  @Test
  void aNewerVersionIsNews() {
    StoredMemory here = note("a", 3);

    assertThat(CompareAndSet.isNews(up(4, Usage.NONE), here, Usage.NONE, 0)).isTrue();
    assertThat(CompareAndSet.isNews(up(3, Usage.NONE), here, Usage.NONE, 0)).isFalse();
    assertThat(CompareAndSet.isNews(up(2, Usage.NONE), here, Usage.NONE, 0)).isFalse();
    assertThat(CompareAndSet.isNews(up(1, Usage.NONE), null, Usage.NONE, 0)).isTrue();
  }

  @Test
  void whatWasCountedSinceIsNewsAndWhatWasCountedBeforeIsNot() {
    StoredMemory here = note("a", 3);
    Usage one = Usage.NONE.plus(UsageDelta.recalled());
    Usage two = one.plus(UsageDelta.recalled());

    assertThat(CompareAndSet.isNews(up(3, two), here, one, 0)).isTrue();
    assertThat(CompareAndSet.isNews(up(3, one), here, one, 0)).isFalse();
    assertThat(CompareAndSet.isNews(up(3, one), here, two, 0)).isFalse();
    assertThat(CompareAndSet.isNews(up(2, two), here, one, 0)).isFalse();
  }

  @Test
  void aTombstoneKeepsItsVersionAndOlderOnesOut() {
    assertThat(CompareAndSet.isNews(up(4, Usage.NONE), null, Usage.NONE, 4)).isFalse();
    assertThat(CompareAndSet.isNews(up(5, Usage.NONE), null, Usage.NONE, 4)).isTrue();
    assertThat(CompareAndSet.isNews(gone(4), null, Usage.NONE, 4)).isFalse();
    assertThat(CompareAndSet.isNews(gone(5), null, Usage.NONE, 4)).isTrue();
  }

  @Test
  void aDeletionIsNewsForWhatIsNotNewer() {
    StoredMemory here = note("a", 3);

    assertThat(CompareAndSet.isNews(gone(2), here, Usage.NONE, 0)).isFalse();
    assertThat(CompareAndSet.isNews(gone(3), here, Usage.NONE, 0)).isTrue();
    assertThat(CompareAndSet.isNews(gone(4), here, Usage.NONE, 0)).isTrue();
    assertThat(CompareAndSet.isNews(gone(1), null, Usage.NONE, 0)).isTrue();
  }

  @Test
  void thereIsOneSpace() {
    EmbeddingSpace one = new EmbeddingSpace("m", 2, "one");
    EmbeddingSpace two = new EmbeddingSpace("m", 2, "two");

    assertThat(CompareAndSet.space("s", null, List.of(note("a", 0)))).isNull();
    assertThat(CompareAndSet.space("s", one, List.of(note("a", 0)))).isEqualTo(one);
    assertThat(CompareAndSet.space("s", null, List.of(note("a", 0), in(one)))).isEqualTo(one);
    assertThat(CompareAndSet.space("s", one, List.of(in(one)))).isEqualTo(one);
    assertThatThrownBy(() -> CompareAndSet.space("s", one, List.of(in(two))))
        .isInstanceOf(EmbeddingSpaceException.class);
    assertThatThrownBy(() -> CompareAndSet.space("s", null, List.of(in(one), in(two))))
        .isInstanceOf(EmbeddingSpaceException.class)
        .hasMessageContaining(one.toString())
        .hasMessageContaining(two.toString());
  }

  @Test
  void passagesAndTheirSpaceGoTogether() {
    Memory memory = note("a", 0).memory();
    Passage passage = new Passage(null, Embedding.of(1, 0));

    assertThatThrownBy(() -> new StoredMemory(memory, List.of(passage), null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StoredMemory(memory, List.of(), new EmbeddingSpace("m", 2, "one")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new StoredMemory(memory, List.of(passage), new EmbeddingSpace("m", 3, "one")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 2");
  }
}
