package io.runbookmemory.recall;

import static io.runbookmemory.fixture.TestMemories.note;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.ranking.IndexedText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one candidate is beside the others. */
class PoolTest {

  private static SearchHit hit(String title, double textScore) {
    return new SearchHit(
        note(title, title).build(), Usage.NONE, textScore, null, null, textScore, null);
  }

  private static Pool pool(String question, SearchHit... hits) {
    return new Pool(List.of(hits), IndexedText.query(question));
  }

  @Test
  void sharesAreOfTheBest() {
    SearchHit best = hit("Disk of the ledger full", 0.75);
    SearchHit other = hit("Disk slow", 0.5);
    Pool pool = pool("ledger disk full", best, other);

    assertThat(pool.textShare(best)).isEqualTo(1);
    // BM25 of 30 and of 10, by the inverse of x / (x + 10).
    assertThat(pool.textShare(other)).isEqualTo(1.0 / 3);
    assertThat(pool.titleShare(best)).isEqualTo(1);
    assertThat(pool.titleShare(other)).isBetween(0.01, 0.2);
  }

  @Test
  void aTitlesDateSaysNothing() {
    SearchHit sameDay = hit("2020-09-28 Certificates", 0.5);
    SearchHit sameThing = hit("2017-11-30 Nodes terminated", 0.5);
    Pool pool = pool("2020-09-28: nodes terminated", sameDay, sameThing);

    assertThat(pool.titleShare(sameThing)).isEqualTo(1);
    assertThat(pool.titleShare(sameDay)).isZero();
  }

  @Test
  void aTitlesStatusSaysMuch() {
    SearchHit status = hit("503 at the gateway", 0.5);

    assertThat(pool("HTTP 503", status, hit("404 at the gateway", 0.5)).titleShare(status))
        .isEqualTo(1);
  }

  @Test
  void whereNothingMatchesSharesAreNone() {
    SearchHit hit = hit("Certificates", 0);

    assertThat(pool("disk full", hit).titleShare(hit)).isZero();
    assertThat(pool("disk full", hit).textShare(hit)).isZero();
  }
}
