package io.runbookmemory.recall;

import static io.runbookmemory.fixture.Corpus.question;
import static io.runbookmemory.fixture.Corpus.titles;
import static io.runbookmemory.fixture.TestMemories.ANYWHERE;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.note;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.fixture.Corpus;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.text.Identifier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a recall makes of where a situation is, and of incidents that are one and the same. */
class RoutingTest {

  private final Corpus corpus = new Corpus(new ExactMemoryStore(), new HashingModel());

  @AfterEach
  void close() {
    corpus.close();
  }

  private static MemoryBuilder incident(String key, String title, Incident incident) {
    return Memory.builder(MemoryId.named("test", key), ANYWHERE, title, incident, NOW);
  }

  @Test
  void aServiceOfTwoWordsIsKnownByItsName() {
    corpus.add(note("Refunds hang", "Refunds hang").scope(ANYWHERE.withService("payment-gateway")));

    Route route = corpus.recall("refunds hang in the Payment Gateway").route();

    assertThat(route.scope().service()).isEqualTo("payment-gateway");
    assertThat(route.services()).containsExactly("payment-gateway");
  }

  @Test
  void everyServiceThatTheTextNamesCounts() {
    corpus.add(
        note("Refunds hang", "Refunds hang").scope(ANYWHERE.withService("billing")),
        note("Refunds late", "Refunds hang late").scope(ANYWHERE.withService("Ledger")));

    Recall recall = corpus.recall("refunds hang between Ledger and billing");

    assertThat(recall.route().services()).containsExactly("Ledger", "billing");
    assertThat(recall.recollections())
        .hasSize(2)
        .allMatch(one -> one.parts().evidence().sameService());
  }

  @Test
  void aClusterIsReadOutOfTheText() {
    corpus.add(note("Refunds hang", "Refunds hang").scope(ANYWHERE.withPlace("eu-1", null)));

    Recall recall = corpus.recall("refunds hang on eu-1");

    assertThat(recall.route().scope().cluster()).isEqualTo("eu-1");
    assertThat(recall.route().inferred()).containsExactly("cluster eu-1, named in the text");
    assertThat(recall.recollections().getFirst().parts().evidence().sameCluster()).isTrue();
  }

  @Test
  void anIncidentIsKnownWhereItWasFeltToo() {
    corpus.add(
        incident(
                "1",
                "Refunds hang",
                Incident.builder("refunds hang").affectedServices(List.of("checkout")).build())
            .scope(ANYWHERE.withService("ledger")));

    Recall recall = corpus.recall(question("refunds hang").service("checkout").build());

    assertThat(recall.recollections().getFirst().parts().evidence().sameService()).isTrue();
    assertThat(recall.recollections().getFirst().why()).contains("was felt in checkout");
  }

  @Test
  void theMachineThatAnAlertNamesIsAnIdentifier() {
    corpus.add(
        note("Bad memory", "db7 has a bad memory module"), note("Disk full", "the disk is full"));
    Alert alert =
        new Alert(
            Map.of("alertname", "NodeDown", "instance", "DB7:9100"),
            Map.of("summary", "the disk is full"),
            NOW);

    Recall recall = corpus.recall(Situation.builder(alert, NOW).build());

    assertThat(recall.route().identifiers()).contains(new Identifier(Identifier.Kind.HOST, "db7"));
    assertThat(titles(recall)).first().isEqualTo("Bad memory");
  }

  @Test
  void noMoreThanTwoIncidentsOfOneSeriesAreRecalled() {
    for (int i = 0; i < 5; i++) {
      corpus.add(
          incident(
              "again" + i, "Refunds hang, no. " + i, Incident.builder("refunds hang").build()));
    }
    corpus.add(incident("other", "Late refunds hang", Incident.builder("refunds hang").build()));

    Recall recall = corpus.recall("refunds hang");

    assertThat(titles(recall)).hasSize(3).contains("Late refunds hang");
    assertThat(recall.judged())
        .filteredOn(one -> one.leftOut() == LeftOut.COPY)
        .hasSize(3)
        .allMatch(one -> one.memory().title().startsWith("Refunds hang"));
  }

  @Test
  void incidentsOfOneAlertAreASeriesWhateverTheirTitles() {
    for (String title : List.of("Refunds hang", "Queue of refunds", "Refunds are stuck")) {
      corpus.add(
          incident(
              title,
              title,
              Incident.builder("refunds hang in the queue").alertName("RefundsHang").build()));
    }

    assertThat(titles(corpus.recall("refunds hang in the queue"))).hasSize(2);
  }

  @Test
  void whatStandsBehindAsManyAsWereAskedForSaysSo() {
    corpus.add(
        incident("1", "Refunds hang", Incident.builder("refunds hang").build()),
        incident("2", "Refunds hang", Incident.builder("refunds hang").build()));

    Recall recall = corpus.recall(question("refunds hang").topK(1).build());

    assertThat(recall.judged())
        .extracting(Recollection::leftOut)
        .containsExactly(null, LeftOut.BEYOND_TOP_K);
  }
}
