package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.Given.OTHER_SPACE;
import static io.runbookmemory.testkit.Given.SPACE;
import static io.runbookmemory.testkit.Given.changed;
import static io.runbookmemory.testkit.Given.nearest;
import static io.runbookmemory.testkit.Given.note;
import static io.runbookmemory.testkit.Given.pointing;
import static io.runbookmemory.testkit.Given.vectors;
import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.text.TextRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Searching by vector. */
interface SearchContract extends StoreContract {

  private List<MemoryId> found(SearchRequest.Builder request) {
    return reader().search(request.build()).stream().map(hit -> hit.memory().id()).toList();
  }

  @Test
  default void theNearestComesFirstWithItsSimilarity() {
    write(pointing(1, 0, 1, 0, 0), pointing(2, 1, 0, 0, 0), pointing(3, -1, 0, 0, 0));

    List<SearchHit> hits = reader().search(nearest(1, 0, 0, 0).build());

    assertThat(hits).extracting(hit -> hit.memory().id()).containsExactly(id(2), id(1), id(3));
    assertThat(hits).extracting(SearchHit::score).containsExactly(1.0, 0.5, 0.0);
    assertThat(hits).extracting(SearchHit::similarity).containsExactly(1.0, 0.5, 0.0);
    assertThat(hits).extracting(SearchHit::textScore).containsOnlyNulls();
  }

  @Test
  default void equalsComeInTheOrderOfTheirUnsignedIds() {
    List<MemoryId> ascending = ReadContract.idsOfBothHalves();
    for (MemoryId each : ascending.reversed()) {
      Memory memory = SampleMemories.note(each, "Note", "words").build();
      write(vectors(memory, new float[] {1, 1, 0, 0}));
    }

    assertThat(found(nearest(1, 0, 0, 0).topK(20))).isEqualTo(ascending);
    assertThat(found(nearest(1, 0, 0, 0).topK(5))).isEqualTo(ascending.subList(0, 5));
  }

  @Test
  default void hundredsOfEqualVectorsComeByIdWhateverTheNumberAskedFor() {
    List<StoredMemory> batch =
        IntStream.range(0, 400)
            .mapToObj(
                n ->
                    changed(
                        pointing(n, 1, 2, 3, 4), memory -> memory.tags(List.of("tag " + n % 3))))
            .toList();
    write(batch.reversed());
    List<MemoryId> ascending = batch.stream().map(StoredMemory::id).toList();
    List<MemoryId> tagged = new ArrayList<>();
    for (int n = 2; n < 400; n += 3) {
      tagged.add(id(n));
    }

    for (int topK : new int[] {1, 2, 5, 99, 133, 399, 400, 1000}) {
      assertThat(found(nearest(4, 3, 2, 1).topK(topK)))
          .as("the best %d", topK)
          .isEqualTo(ascending.subList(0, Math.min(topK, 400)));
      assertThat(found(nearest(4, 3, 2, 1).topK(topK).filter(new Filter.HasTag("tag 2"))))
          .as("the best %d of those with a tag", topK)
          .isEqualTo(tagged.subList(0, Math.min(topK, tagged.size())));
    }
  }

  @Test
  default void aMemoryOfSeveralPassagesIsFoundByItsBestOneAndOnce() {
    Memory memory = SampleMemories.note(id(1), "Note", "abc").build();
    write(
        vectors(
            memory,
            new float[] {0, 1, 0, 0},
            new float[] {1, 0.1f, 0, 0},
            new float[] {1, 0.2f, 0, 0}),
        pointing(2, 1, 0.15f, 0, 0));

    List<SearchHit> hits = reader().search(nearest(1, 0, 0, 0).topK(10).build());

    assertThat(hits).extracting(hit -> hit.memory().id()).containsExactly(id(1), id(2));
    SearchHit crowd = hits.getFirst();
    assertThat(crowd.passage()).isEqualTo(new TextRange(1, 2));
    assertThat(crowd.leadSimilarity()).isEqualTo(0.5).isLessThan(crowd.similarity());
    assertThat(hits.getLast().leadSimilarity()).isEqualTo(hits.getLast().similarity());
  }

  @Test
  default void oneMemoryOfManyPassagesDoesNotCrowdOutTheOthers() {
    float[][] near = new float[500][];
    for (int i = 0; i < near.length; i++) {
      near[i] = new float[] {1, i / 100_000f, 0, 0};
    }
    write(vectors(SampleMemories.note(id(1), "Note", "x".repeat(500)).build(), near));
    for (int i = 2; i <= 6; i++) {
      write(pointing(i, 1, 1, 0, i));
    }

    for (boolean exact : new boolean[] {true, false}) {
      assertThat(found(nearest(1, 0, 0, 0).exact(exact).topK(6)))
          .as("exact: %s", exact)
          .containsExactly(id(1), id(2), id(3), id(4), id(5), id(6));
    }
  }

  @Test
  default void exactlyAsManyComeAsWereAskedForWhereAsManyAre() {
    write(IntStream.range(0, 30).mapToObj(n -> pointing(n, 1, n, 0, 0)).toList());

    assertThat(found(nearest(1, 0, 0, 0).topK(1))).containsExactly(id(0));
    assertThat(found(nearest(1, 0, 0, 0).topK(12))).hasSize(12);
    assertThat(found(nearest(1, 0, 0, 0).topK(31))).hasSize(30);
    assertThat(found(nearest(1, 0, 0, 0).topK(Integer.MAX_VALUE))).hasSize(30);
    assertThat(found(SearchRequest.vector(Embedding.of(1, 0, 0, 0), SPACE, NOW))).hasSize(5);
  }

  @Test
  default void aSelectiveFilterStillGivesAllThatPassIt() {
    for (int block = 0; block < 4; block++) {
      int first = 500 * block;
      write(IntStream.range(first, first + 500).mapToObj(SearchContract::needleOrHay).toList());
    }
    Filter needles = new Filter.HasTag("needle");

    for (boolean exact : new boolean[] {true, false}) {
      assertThat(found(nearest(0, 1, 0, 0).filter(needles).topK(3).exact(exact)))
          .as("exact: %s", exact)
          .containsExactly(id(1900), id(1200), id(500));
      assertThat(found(nearest(0, 1, 0, 0).filter(needles).topK(2).exact(exact))).hasSize(2);
      assertThat(
              found(
                  SearchRequest.hybrid(Embedding.of(0, 1, 0, 0), SPACE, "words", NOW)
                      .filter(needles)
                      .topK(3)
                      .exact(exact)))
          .containsExactlyInAnyOrder(id(500), id(1200), id(1900));
    }
  }

  /** Hay points where the question does; three needles, further off the smaller their number. */
  private static StoredMemory needleOrHay(int number) {
    return number == 500 || number == 1200 || number == 1900
        ? changed(
            pointing(number, 1, -1 + number / 4000f, 0, 0),
            memory -> memory.tags(List.of("needle")))
        : pointing(number, number / 2000f, 1, 0.1f, 0);
  }

  @Test
  default void nothingBelowTheLeastScoreIsFound() {
    write(pointing(1, 1, 0, 0, 0), pointing(2, 0, 1, 0, 0), pointing(3, -1, 0, 0, 0));

    assertThat(found(nearest(1, 0, 0, 0).minScore(0.5))).containsExactly(id(1), id(2));
    assertThat(found(nearest(1, 0, 0, 0).minScore(0.51))).containsExactly(id(1));
    assertThat(found(nearest(0, 0, 1, 0).minScore(1))).isEmpty();
  }

  @Test
  default void aMemoryWithoutAVectorIsNotFoundByOne() {
    write(note(1, "words alone"), pointing(2, 1, 0, 0, 0));

    assertThat(found(nearest(1, 0, 0, 0))).containsExactly(id(2));
  }

  @Test
  default void whatHasExpiredByTheTimeOfAskingIsNotFound() {
    write(changed(pointing(1, 1, 0, 0, 0), memory -> memory.expiresAt(NOW)));

    for (Instant asOf : List.of(NOW, NOW.plusNanos(1), NOW.plusSeconds(9))) {
      for (SearchRequest.Builder request : allModes(asOf)) {
        assertThat(found(request)).as("as of %s", asOf).isEmpty();
      }
    }
    for (Instant asOf : List.of(NOW.minusNanos(1), NOW.minusSeconds(9))) {
      for (SearchRequest.Builder request : allModes(asOf)) {
        assertThat(found(request)).as("as of %s", asOf).containsExactly(id(1));
      }
    }
  }

  private static List<SearchRequest.Builder> allModes(Instant asOf) {
    Embedding question = Embedding.of(1, 0, 0, 0);
    return List.of(
        SearchRequest.vector(question, SPACE, asOf),
        SearchRequest.vector(question, SPACE, asOf).exact(true),
        SearchRequest.text("words", asOf),
        SearchRequest.hybrid(question, SPACE, "words", asOf));
  }

  @Test
  default void aSearchSeesEveryWriteThatReturned() {
    for (int i = 0; i < 20; i++) {
      write(pointing(i, 1, i, 0, 0));
      assertThat(found(nearest(1, i, 0, 0).topK(1))).containsExactly(id(i));
    }
    write(pointing(3, 0, 0, 1, 0).withVersion(1));
    assertThat(found(nearest(0, 0, 1, 0).topK(1))).containsExactly(id(3));
    assertThat(found(nearest(1, 3, 0, 0).topK(1))).doesNotContain(id(3));
    writer().delete(List.of(id(3)), NOW);
    assertThat(found(nearest(0, 0, 1, 0).topK(100))).doesNotContain(id(3)).hasSize(19);
  }

  @Test
  default void aQuestionOfAnotherSpaceIsRefusedNamingBoth() {
    write(pointing(1, 1, 0, 0, 0));
    Embedding question = Embedding.of(1, 0, 0, 0);

    for (SearchRequest.Builder request :
        List.of(
            SearchRequest.vector(question, OTHER_SPACE, NOW),
            SearchRequest.hybrid(question, OTHER_SPACE, "words", NOW))) {
      assertThatThrownBy(() -> reader().search(request.build()))
          .isInstanceOf(EmbeddingSpaceException.class)
          .hasMessageContaining(SPACE.toString())
          .hasMessageContaining(OTHER_SPACE.toString());
    }
    assertThat(found(SearchRequest.text("words", NOW))).containsExactly(id(1));
  }

  @Test
  default void anExactSearchGivesWhatTheOracleGives() {
    RandomMemories random = new RandomMemories(17);
    List<StoredMemory> batch =
        IntStream.range(0, 300).mapToObj(n -> random.stored(id(n), Tenant.DEFAULT)).toList();
    write(batch);
    try (ExactMemoryStore exact = new ExactMemoryStore()) {
      exact.writer(Tenant.DEFAULT).upsert(batch);
      MemoryReader oracle = exact.reader(Tenant.DEFAULT);
      List<Memory> all = new ArrayList<>();
      batch.forEach(stored -> all.add(stored.memory()));
      for (int topK : new int[] {1, 5, 40, 1000}) {
        for (int round = 0; round < 10; round++) {
          SearchRequest request =
              SearchRequest.vector(
                      random.model().embedQuery(random.words(3)), random.model().space(), NOW)
                  .filter(random.filter(all, 2))
                  .exact(true)
                  .topK(topK)
                  .build();
          assertThat(reader().search(request))
              .as("the %d best with %s", topK, request.filter())
              .isEqualTo(oracle.search(request));
        }
      }
    }
  }

  @Test
  default void scoresLieBetweenZeroAndOne() {
    float[] almost = {0.6f, 0.8f, 1e-7f, 0};
    write(pointing(1, almost), pointing(2, -0.6f, -0.8f, 0, 0));

    List<SearchHit> hits = reader().search(nearest(almost).build());

    assertThat(hits).allSatisfy(hit -> assertThat(hit.score()).isBetween(0.0, 1.0));
    assertThat(hits.getFirst().score()).isCloseTo(1, within(1e-6));
  }
}
