package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.SampleMemories;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of operations, as they come in alerts, logs and stack traces, through the store. */
class OperationsTextTest {

  private static final String TITLE = "Titled";
  private static final String OTHER = "Nothing of the kind, only plain prose about lunch";

  @TempDir Path path;

  private List<String> found(String text, String question) {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      store
          .writer(Tenant.DEFAULT)
          .upsert(
              List.of(
                  StoredMemory.lexical(
                      SampleMemories.note(SampleMemories.id(1), TITLE, text).build()),
                  StoredMemory.lexical(
                      SampleMemories.note(SampleMemories.id(2), "Lunch", OTHER).build())));
      return store
          .reader(Tenant.DEFAULT)
          .search(SearchRequest.text(question, SampleMemories.NOW).build())
          .stream()
          .map(hit -> hit.memory().title())
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Pod is in CrashLoopBackOff again               | CrashLoopBackOff
          Pod is in CrashLoopBackOff again               | crashloopbackoff
          Pod is in CrashLoopBackOff again               | crash loop
          The gateway answers HTTP 503                   | HTTP 503
          The gateway answers HTTP 503                   | 503
          Metric kafka-consumer-lag rises                | kafka-consumer-lag
          Metric kafka-consumer-lag rises                | consumer lag
          Host db-primary-01.eu-west-1.example.com hangs | db-primary-01.eu-west-1.example.com
          Host db-primary-01.eu-west-1.example.com hangs | db-primary-01
          Import failed with ORA-01555                   | ORA-01555
          Import failed with ORA-01555                   | ora-01555: snapshot too old
          connect ECONNREFUSED 10.0.3.17:5432            | ECONNREFUSED
          connect ECONNREFUSED 10.0.3.17:5432            | 10.0.3.17
          at com.example.pay.ChargeService.charge(ChargeService.java:214) | ChargeService
          at com.example.pay.ChargeService.charge(ChargeService.java:214) | com.example.pay.ChargeService.charge
          at com.example.pay.ChargeService.charge(ChargeService.java:214) | ChargeService.java
          java.lang.OutOfMemoryError: Java heap space    | OutOfMemoryError
          java.lang.OutOfMemoryError: Java heap space    | java.lang.OutOfMemoryError
          """)
  void anIdentifierIsFoundWholeAndInItsParts(String text, String question) {
    assertThat(found(text, question)).containsExactly(TITLE);
  }

  @Test
  void manyEqualMatchesComeInTheOrderOfTheirIds() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      for (int from : new int[] {200, 100, 0}) {
        store
            .writer(Tenant.DEFAULT)
            .upsert(
                IntStream.range(from, from + 100)
                    .mapToObj(n -> SampleMemories.note(SampleMemories.id(299 - n), "Disk", "full"))
                    .map(note -> StoredMemory.lexical(note.build()))
                    .toList());
      }
      var hits =
          store
              .reader(Tenant.DEFAULT)
              .search(SearchRequest.text("disk", SampleMemories.NOW).topK(7).build());

      assertThat(hits)
          .extracting(hit -> hit.memory().id())
          .isEqualTo(IntStream.range(0, 7).mapToObj(SampleMemories::id).toList());
      assertThat(hits).extracting(SearchHit::score).containsOnly(hits.getFirst().score());
    }
  }

  @Test
  void aMatchInTheTitleCountsMoreThanOneInTheBody() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      String filler = " alpha beta gamma delta";
      store
          .writer(Tenant.DEFAULT)
          .upsert(
              List.of(
                  StoredMemory.lexical(
                      SampleMemories.note(SampleMemories.id(1), "Alpha", "evictions" + filler)
                          .build()),
                  StoredMemory.lexical(
                      SampleMemories.note(SampleMemories.id(2), "Evictions", "alpha" + filler)
                          .build())));

      assertThat(
              store
                  .reader(Tenant.DEFAULT)
                  .search(SearchRequest.text("evictions", SampleMemories.NOW).build()))
          .extracting(hit -> hit.memory().title())
          .containsExactly("Evictions", "Alpha");
    }
  }
}
