package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.Given.SPACE;
import static io.runbookmemory.testkit.Given.changed;
import static io.runbookmemory.testkit.Given.note;
import static io.runbookmemory.testkit.Given.pointing;
import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ranking.HybridFusion;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Searching by words, and by words and vector together. */
interface WordSearchContract extends StoreContract {

  private List<SearchHit> hits(SearchRequest.Builder request) {
    List<SearchHit> hits = reader().search(request.build());
    Comparator<SearchHit> bestFirst =
        Comparator.comparingDouble(SearchHit::score)
            .reversed()
            .thenComparing(hit -> hit.memory().id());
    assertThat(hits).isSortedAccordingTo(bestFirst);
    assertThat(hits).allSatisfy(hit -> assertThat(hit.score()).isBetween(0.0, 1.0));
    return hits;
  }

  private List<MemoryId> found(SearchRequest.Builder request) {
    return hits(request).stream().map(hit -> hit.memory().id()).toList();
  }

  private static SearchRequest.Builder words(String words) {
    return SearchRequest.text(words, NOW).topK(1000);
  }

  private static SearchRequest.Builder both(String words, float... vector) {
    return SearchRequest.hybrid(Embedding.of(vector), SPACE, words, NOW).exact(true).topK(1000);
  }

  @Test
  default void aMemoryIsFoundByAnyWordOfItsOwn() {
    write(note(1, "the disk of db-1 is full"), note(2, "connection pool exhausted"));

    assertThat(found(words("disk"))).containsExactly(id(1));
    assertThat(found(words("DISK pool"))).containsExactlyInAnyOrder(id(1), id(2));
    assertThat(found(words("dis"))).isEmpty();
    assertThat(found(words("certificate"))).isEmpty();
    assertThat(found(words(" ?! "))).isEmpty();
    assertThat(found(words(""))).isEmpty();
  }

  @Test
  default void titleTagsServiceAndAlertNamesAreSearchedToo() {
    write(
        changed(note(1, "a"), memory -> memory.title("Certificate expired")),
        changed(note(2, "b"), memory -> memory.tags(List.of("postgres"))),
        changed(
            note(3, "c"), memory -> memory.scope(Scope.of(Tenant.DEFAULT).withService("checkout"))),
        StoredMemory.lexical(SampleMemories.runbook(id(4), "x", "burnrate", "steps").build()));

    assertThat(found(words("certificate"))).containsExactly(id(1));
    assertThat(found(words("postgres"))).containsExactly(id(2));
    assertThat(found(words("checkout"))).containsExactly(id(3));
    assertThat(found(words("burnrate"))).containsExactly(id(4));
  }

  @Test
  default void aHitByWordsHasATextScoreAndNoSimilarity() {
    write(pointing(1, 1, 0, 0, 0));

    SearchHit hit = hits(words("words")).getFirst();

    assertThat(hit.textScore()).isEqualTo(hit.score()).isPositive();
    assertThat(hit.similarity()).isNull();
  }

  @Test
  default void aRewrittenMemoryIsFoundByItsNewWordsAlone() {
    write(note(1, "disk"));
    write(note(1, "pool").withVersion(1));

    assertThat(found(words("disk"))).isEmpty();
    assertThat(found(words("pool"))).containsExactly(id(1));
  }

  @Test
  default void theSameMemoriesMatchAsForTheOracle() {
    RandomMemories random = new RandomMemories(23);
    List<StoredMemory> batch =
        IntStream.range(0, 200).mapToObj(n -> random.stored(id(n), Tenant.DEFAULT)).toList();
    write(batch);
    List<Memory> all = batch.stream().map(StoredMemory::memory).toList();
    try (ExactMemoryStore exact = new ExactMemoryStore()) {
      exact.writer(Tenant.DEFAULT).upsert(batch);
      MemoryReader oracle = exact.reader(Tenant.DEFAULT);
      for (int round = 0; round < 40; round++) {
        SearchRequest.Builder request =
            words(random.words(1 + round % 4)).filter(random.filter(all, 1));
        assertThat(found(request))
            .as("words \"%s\" with %s", request.build().text(), request.build().filter())
            .containsExactlyInAnyOrderElementsOf(
                oracle.search(request.build()).stream().map(hit -> hit.memory().id()).toList());
      }
    }
  }

  @Test
  default void aWholeLogCanBeAsked() {
    write(note(1, "needle"), note(2, "hay"));
    String log =
        IntStream.range(0, 5000).mapToObj(n -> "word" + n).collect(Collectors.joining(" "));

    assertThat(found(words("needle " + log))).containsExactly(id(1));
    assertThat(found(words(log))).isEmpty();
  }

  @Test
  default void exactlyAsManyComeAsWereAskedForWhereAsManyMatch() {
    write(IntStream.range(0, 40).mapToObj(n -> pointing(n, 1, n, 0, 0)).toList());

    assertThat(found(words("words").topK(7))).hasSize(7);
    assertThat(found(both("words", 1, 0, 0, 0).topK(7))).hasSize(7);
    assertThat(found(both("nothing", 1, 0, 0, 0).topK(40))).hasSize(40);
    assertThat(found(both("words", 1, 0, 0, 0).topK(Integer.MAX_VALUE))).hasSize(40);
  }

  @Test
  default void bothTogetherFindWhatEitherFinds() {
    write(
        changed(pointing(1, 1, 0, 0, 0), memory -> memory.text("by vector alone")),
        note(2, "error ERR4711 by text alone"),
        changed(pointing(3, 1, 0.1f, 0, 0), memory -> memory.text("ERR4711 by both")));

    List<SearchHit> hits = hits(both("ERR4711", 1, 0, 0, 0));

    assertThat(hits)
        .extracting(hit -> hit.memory().id())
        .containsExactlyInAnyOrder(id(1), id(2), id(3));
    for (SearchHit hit : hits) {
      assertThat(hit.similarity() == null).isEqualTo(hit.memory().id().equals(id(2)));
      assertThat(hit.textScore() == null).isEqualTo(hit.memory().id().equals(id(1)));
    }
    assertThat(hits.getFirst().memory().id()).isEqualTo(id(3));
  }

  @Test
  default void whatOnlyItsWordsFoundHasItsSimilarityTooIfItHasVectors() {
    int candidates = HybridFusion.candidates(5);
    write(
        IntStream.range(0, candidates + 20)
            .mapToObj(n -> changed(pointing(n, 1, n / 1000f, 0, 0), memory -> memory.text("hay")))
            .toList());
    write(changed(pointing(5000, -1, 0, 0, 0), memory -> memory.text("needle")));

    List<SearchHit> hits = hits(both("needle", 1, 0, 0, 0).topK(5));

    assertThat(hits)
        .filteredOn(hit -> hit.memory().id().equals(id(5000)))
        .extracting(SearchHit::similarity)
        .containsExactly(0.0);
  }

  @Test
  default void whatIsFirstOnBothLegsHasTheScoreOne() {
    write(
        changed(pointing(1, 1, 0, 0, 0), memory -> memory.text("needle")),
        changed(pointing(2, 0, 1, 0, 0), memory -> memory.text("hay")));

    SearchHit best = hits(both("needle", 1, 0, 0, 0)).getFirst();

    assertThat(best.memory().id()).isEqualTo(id(1));
    assertThat(best.score()).isEqualTo(1);
  }

  @Test
  default void nothingBelowTheLeastScoreIsFoundByWords() {
    write(IntStream.range(0, 30).mapToObj(n -> note(n, "rare ".repeat(1 + n) + "word")).toList());
    double middle = hits(words("rare")).get(12).score();

    assertThat(hits(words("rare").minScore(middle)))
        .hasSizeBetween(13, 29)
        .allSatisfy(hit -> assertThat(hit.score()).isGreaterThanOrEqualTo(middle));
    assertThat(hits(words("rare").minScore(1))).isEmpty();
  }

  @Test
  default void nothingBelowTheLeastScoreIsFoundByBoth() {
    write(
        changed(pointing(1, 1, 0, 0, 0), memory -> memory.text("needle")),
        changed(pointing(2, 0, 1, 0, 0), memory -> memory.text("hay")));

    assertThat(found(both("needle", 1, 0, 0, 0).minScore(1))).containsExactly(id(1));
    assertThat(found(both("needle", 1, 0, 0, 0).minScore(0.4))).containsExactly(id(1), id(2));
  }

  @Test
  default void filtersHoldOnBothLegs() {
    write(
        changed(pointing(1, 1, 0, 0, 0), memory -> memory.text("needle").pinned(true)),
        changed(pointing(2, 1, 0, 0, 0), memory -> memory.text("hay")),
        note(3, "needle"));
    Filter pinned = Filter.eq(Field.PINNED, true);

    assertThat(found(both("needle", 1, 0, 0, 0).filter(pinned))).containsExactly(id(1));
    assertThat(found(words("needle").filter(pinned))).containsExactly(id(1));
    assertThat(found(both("needle", 1, 0, 0, 0).filter(Filter.not(pinned))))
        .containsExactlyInAnyOrder(id(2), id(3));
  }

  @Test
  default void wordsAloneAreEnoughForBoth() {
    write(note(1, "needle"), note(2, "hay"));

    assertThat(found(both("needle", 1, 0, 0, 0))).containsExactly(id(1));
    assertThat(found(both("", 1, 0, 0, 0))).isEmpty();
  }
}
