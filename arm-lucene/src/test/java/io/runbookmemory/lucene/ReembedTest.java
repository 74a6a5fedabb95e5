package io.runbookmemory.lucene;

import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.lucene.report.Progress;
import io.runbookmemory.lucene.report.RewriteReport;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.remember.PassageEmbedder;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import io.runbookmemory.testkit.SampleMemories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReembedTest {

  private static final Tenant OTHER = new Tenant("other");
  private static final int MEMORIES = 300;

  @TempDir Path path;
  private final EmbeddingModel old = new FakeEmbeddingModel(16);
  private final EmbeddingModel model = new FakeEmbeddingModel(32);

  @BeforeEach
  void aStoreWithAllThereIs() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      MemoryWriter writer = store.writer(Tenant.DEFAULT);
      PassageEmbedder embedder = new PassageEmbedder(old);
      List<Memory> memories = new ArrayList<>();
      for (int i = 0; i < MEMORIES; i++) {
        memories.add(note(i, Tenant.DEFAULT, "disk " + i));
      }
      writer.upsert(embedder.embed(memories));
      Memory revised = note(7, Tenant.DEFAULT, "disk 7, again").toBuilder().version(1).build();
      writer.upsert(embedder.embed(List.of(revised)));
      writer.upsert(List.of(StoredMemory.lexical(note(999, Tenant.DEFAULT, "no vector"))));
      writer.delete(List.of(id(3), id(4)), NOW);
      writer.adjust(id(5), UsageDelta.reinforced(3, NOW));
      store.writer(OTHER).upsert(embedder.embed(List.of(note(7, OTHER, "queue"))));
      store.writer(OTHER).upsert(embedder.embed(List.of(note(8, OTHER, "stock"))));
      store.writer(OTHER).delete(List.of(id(8)), NOW);
    }
  }

  private static Memory note(long number, Tenant tenant, String text) {
    Memory memory = SampleMemories.note(id(number), "Note " + number, text).build();
    return memory.toBuilder().scope(memory.scope().withTenant(tenant)).build();
  }

  private RewriteReport reembed(LuceneMemoryStore store, EmbeddingModel with) {
    return store.reembed(with.space(), new PassageEmbedder(with)::embed, Progress.SILENT);
  }

  private static SearchRequest nearest(EmbeddingModel with, String text) {
    return SearchRequest.vector(with.embedQuery(text), with.space(), NOW).topK(3).build();
  }

  @Test
  void everythingButTheVectorsIsAsItWas() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      MemoryReader reader = store.reader(Tenant.DEFAULT);
      WithoutVectors before = WithoutVectors.of(reader);
      WithoutVectors othersBefore = WithoutVectors.of(store.reader(OTHER));
      assertThat(before.changes()).hasSize(MEMORIES + 1);

      assertThat(reembed(store, model)).isEqualTo(new RewriteReport(true, false, 300, 300));
      assertThat(store.space()).contains(model.space());
      assertThat(WithoutVectors.of(reader)).isEqualTo(before);
      assertThat(WithoutVectors.of(store.reader(OTHER))).isEqualTo(othersBefore);
      assertThat(othersBefore.changes()).hasSize(2).last().isInstanceOf(Change.Deleted.class);
      assertThat(reader.history(id(7))).hasSize(1);
      assertThat(reader.get(id(999)).orElseThrow().space()).isEqualTo(model.space());
      assertThat(reader.search(nearest(model, "disk 42")).getFirst().memory().id())
          .isEqualTo(id(42));
      assertThat(path.resolve("arm-rewrite")).doesNotExist();
    }
  }

  @Test
  void theStoreIsWrittenInTheNewSpaceFromThenOnAndOpensAgain() {
    StoredMemory later =
        new PassageEmbedder(old).embed(List.of(note(500, Tenant.DEFAULT, "x"))).get(0);
    WithoutVectors before;
    long last;
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      last = store.reader(Tenant.DEFAULT).stats().position();
      reembed(store, model);
      assertThatThrownBy(() -> store.writer(Tenant.DEFAULT).upsert(List.of(later)))
          .isInstanceOf(EmbeddingSpaceException.class)
          .hasMessageContainingAll(old.space().toString(), model.space().toString())
          .hasMessageContaining("arm store reembed --store");
      assertThatThrownBy(() -> store.reader(Tenant.DEFAULT).search(nearest(old, "disk")))
          .isInstanceOf(EmbeddingSpaceException.class);
      store
          .writer(Tenant.DEFAULT)
          .upsert(new PassageEmbedder(model).embed(List.of(later.memory())));
      before = WithoutVectors.of(store.reader(Tenant.DEFAULT));
    }
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      MemoryReader reader = store.reader(Tenant.DEFAULT);
      assertThat(WithoutVectors.of(reader)).isEqualTo(before);
      assertThat(reader.changes(last, 10)).map(Change::id).contains(id(500));
      assertThat(reader.changes(last, 10)).allMatch(change -> change.position() > last);
    }
  }

  @Test
  void whatHasVectorsOfTheSpaceKeepsThemAndWhatHasNoneGetsThem() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      MemoryReader reader = store.reader(Tenant.DEFAULT);
      var kept = reader.get(id(1));

      assertThat(reembed(store, old)).isEqualTo(new RewriteReport(true, false, 300, 1));
      assertThat(reader.get(id(999)).orElseThrow().passages()).isNotEmpty();
      assertThat(reader.get(id(1))).isEqualTo(kept);
      assertThat(reembed(store, old)).isEqualTo(new RewriteReport(false, false, 300, 0));
    }
  }

  @Test
  void aModelThatFailsLeavesTheStoreAndTheNextRunGoesOn() {
    List<Integer> asked = new ArrayList<>();
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      MemoryReader reader = store.reader(Tenant.DEFAULT);
      WithoutVectors before = WithoutVectors.of(reader);
      assertThatThrownBy(
              () ->
                  store.reembed(
                      model.space(),
                      memories -> {
                        asked.add(memories.size());
                        if (asked.size() == 3) {
                          throw new UnavailableException("the model", "the model is down", null);
                        }
                        return new PassageEmbedder(model).embed(memories);
                      },
                      Progress.SILENT))
          .hasMessage("the model is down");
      assertThat(store.space()).contains(old.space());
      assertThat(reader.search(nearest(old, "disk 42")).getFirst().memory().id()).isEqualTo(id(42));
      assertThat(WithoutVectors.of(reader)).isEqualTo(before);
    }
    assertThat(path.resolve("arm-rewrite")).isDirectory();
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      store.writer(Tenant.DEFAULT).delete(List.of(id(10)), NOW);
      store.writer(Tenant.DEFAULT).adjust(id(11), UsageDelta.reinforced(1, NOW));
      WithoutVectors before = WithoutVectors.of(store.reader(Tenant.DEFAULT));

      RewriteReport report = reembed(store, model);
      assertThat(report.resumed()).isTrue();
      assertThat(report.embedded()).isEqualTo(300 - asked.get(0) - asked.get(1));
      assertThat(WithoutVectors.of(store.reader(Tenant.DEFAULT))).isEqualTo(before);
    }
  }

  @Test
  void whatWasBegunForAnotherSpaceIsBegunAnew() {
    EmbeddingModel third = new FakeEmbeddingModel(8);
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      assertThatThrownBy(
              () ->
                  store.reembed(
                      third.space(),
                      new PassageEmbedder(third)::embed,
                      (step, done, total) -> {
                        if (done > 0) {
                          throw new IllegalStateException("enough");
                        }
                      }))
          .hasMessage("enough");

      assertThat(reembed(store, model)).isEqualTo(new RewriteReport(true, false, 300, 300));
      assertThat(store.space()).contains(model.space());
    }
  }

  @Test
  void twoAtOnceAreRefused() {
    List<Throwable> refused = new ArrayList<>();
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      store.reembed(
          model.space(),
          new PassageEmbedder(model)::embed,
          (step, done, total) -> {
            if (done == 0) {
              assertThatThrownBy(() -> reembed(store, model))
                  .isInstanceOf(UnavailableException.class)
                  .hasMessageContaining("is being rewritten already")
                  .satisfies(refused::add);
            }
          });
      assertThat(refused).hasSize(1);
      assertThat(store.space()).contains(model.space());
    }
  }

  @Test
  void anEmbedderThatAnswersWithOtherMemoriesOrVectorsIsRefused() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      assertThatThrownBy(() -> store.reembed(model.space(), memories -> List.of(), Progress.SILENT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must answer each");
      assertThatThrownBy(
              () ->
                  store.reembed(
                      model.space(),
                      new PassageEmbedder(new FakeEmbeddingModel(8))::embed,
                      Progress.SILENT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(model.space().toString());
    }
  }

  @Test
  void aSidecarThatWasAdoptedOrIsBrokenGoesWhenTheStoreIsOpened() throws Exception {
    Path folder = Files.createDirectory(path.resolve("arm-rewrite"));
    Files.writeString(folder.resolve("segments_1"), "not an index");
    LuceneMemoryStore.open(path).close();
    assertThat(folder).doesNotExist();

    copy(path, folder);
    LuceneMemoryStore.open(path).close();
    assertThat(folder).doesNotExist();
  }

  private static void copy(Path from, Path into) throws Exception {
    Path apart = Files.createTempDirectory(from, "copy");
    try (var files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, apart.resolve(file.getFileName()));
      }
    }
    Files.move(apart, into);
  }
}
