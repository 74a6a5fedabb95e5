package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.ranking.IndexedText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FakesTest {

  @Test
  void theSameTextHasTheSameVectorWhateverItIsEmbeddedWith() {
    FakeEmbeddingModel model = new FakeEmbeddingModel(32);

    List<Embedding> both = model.embedPassages(List.of("disk full", "pool exhausted"));

    assertThat(both.getFirst())
        .isEqualTo(new FakeEmbeddingModel(32).embedQuery("disk full"))
        .isNotEqualTo(both.getLast());
    assertThat(both.getFirst().dimension()).isEqualTo(32).isEqualTo(model.space().dimension());
  }

  @Test
  void textsThatShareWordsAreNear() {
    FakeEmbeddingModel model = new FakeEmbeddingModel(256);
    Embedding question = model.embedQuery("connection pool exhausted on checkout");

    assertThat(question.similarity(model.embedQuery("the checkout pool is exhausted")))
        .isGreaterThan(question.similarity(model.embedQuery("certificate of the proxy expired")));
  }

  @Test
  void aTextWithoutWordsHasAVectorToo() {
    FakeEmbeddingModel model = new FakeEmbeddingModel(1);

    assertThat(model.embedQuery("?!").dimension()).isEqualTo(1);
    assertThat(model.embedQuery("a b c d e f").toArray()).hasSize(1);
  }

  @Test
  void aClosedModelAnswersNoMore() {
    FakeEmbeddingModel model = new FakeEmbeddingModel();
    model.close();

    assertThatThrownBy(() -> model.embedQuery("x")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theClockStandsUntilItIsMoved() {
    ManualClock clock = new ManualClock(NOW);
    assertThat(clock.instant()).isEqualTo(NOW).isEqualTo(clock.instant());

    assertThat(clock.advance(Duration.ofMinutes(5))).isEqualTo(NOW.plusSeconds(300));
    clock.set(NOW);

    assertThat(clock.instant()).isEqualTo(NOW);
  }

  @Test
  void aPassageIsAParagraph() {
    Memory memory = SampleMemories.note(id(1), "Title", "one\n\n\n\ntwo two\n\n").build();
    FakeEmbeddingModel model = new FakeEmbeddingModel();

    StoredMemory stored = SampleMemories.embedded(memory, model);

    assertThat(stored.passages())
        .extracting(passage -> passage.range() == null ? "" : passage.range().in(memory.text()))
        .containsExactly("one", "two two");
    assertThat(stored.passages().getLast().embedding()).isEqualTo(model.embedQuery("two two"));
  }

  @Test
  void aMemoryWithoutTextIsEmbeddedByItsTitle() {
    FakeEmbeddingModel model = new FakeEmbeddingModel();

    StoredMemory stored =
        SampleMemories.embedded(SampleMemories.note(id(1), "Title", "").build(), model);

    assertThat(stored.passages())
        .singleElement()
        .satisfies(passage -> assertThat(passage.range()).isNull())
        .satisfies(passage -> assertThat(passage.embedding()).isEqualTo(model.embedQuery("Title")));
  }

  @Test
  void samplesAreFoundByTheirServiceAndAlert() {
    Memory incident = SampleMemories.incident(id(1), "checkout", "HighBurn", "restart").build();
    Memory runbook = SampleMemories.runbook(id(2), "checkout", "HighBurn", "# Fix").build();

    for (Memory memory : List.of(incident, runbook)) {
      assertThat(memory.scope().env()).isEqualTo("prod");
      assertThat(IndexedText.tokens(memory))
          .containsAll(IndexedText.query("checkout"))
          .containsAll(IndexedText.query("HighBurn"));
    }
    assertThat(id(-1)).isGreaterThan(id(1));
  }
}
