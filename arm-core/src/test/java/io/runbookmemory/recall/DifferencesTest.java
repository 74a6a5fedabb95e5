package io.runbookmemory.recall;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.incident;
import static io.runbookmemory.fixture.TestMemories.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.fixture.Corpus;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.fixture.WatchedStore;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.content.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a recollection says is otherwise now. */
class DifferencesTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final WatchedStore store = new WatchedStore();
  private final Corpus corpus = new Corpus(store, null);

  @AfterEach
  void close() {
    corpus.close();
  }

  private static MemoryBuilder deployment(String version, String service, Duration ago) {
    return TestMemories.of(
            version + " of " + service,
            new Deployment(version, List.of("retries"), "low", List.of()))
        .scope(service(service))
        .happenedAt(NOW.minus(ago));
  }

  private static MemoryBuilder poolExhausted() {
    return incident("Pool exhausted", "connection pool exhausted").scope(service("checkout"));
  }

  private List<String> differs(Situation situation) {
    return corpus.recall(situation).judged().stream()
        .filter(one -> one.memory().title().equals("Pool exhausted"))
        .findFirst()
        .orElseThrow()
        .differs();
  }

  private static Situation ofCheckout() {
    return Corpus.question("connection pool exhausted").service("checkout").build();
  }

  private static Situation alertWith(String label, String value) {
    Alert alert = new Alert(Map.of("alertname", "PoolExhausted", label, value), Map.of(), NOW);
    return Corpus.question("connection pool exhausted").alert(alert).build();
  }

  @Test
  void aDeploymentOfTheServiceAfterTheIncidentAndOfTheLastTwoDaysIsSaid() {
    corpus.add(
        poolExhausted().happenedAt(NOW.minus(HOUR.multipliedBy(30))),
        deployment("v2", "checkout", HOUR.multipliedBy(2)),
        deployment("before-it", "checkout", HOUR.multipliedBy(40)),
        deployment("other", "search", HOUR));

    assertThat(differs(ofCheckout()))
        .containsExactly("v2 of checkout was deployed at 2026-05-12T00:41:00Z, after it");
  }

  @Test
  void anOldDeploymentIsNotSaid() {
    corpus.add(
        poolExhausted().happenedAt(NOW.minus(Duration.ofDays(9))),
        deployment("old", "checkout", HOUR.multipliedBy(49)));

    assertThat(differs(ofCheckout())).isEmpty();
  }

  @Test
  void whatAnOwnerVerifiedAfterTheDeploymentDoesNotDiffer() {
    corpus.add(
        poolExhausted().happenedAt(NOW.minus(Duration.ofDays(9))).lastVerifiedAt(NOW.minus(HOUR)),
        deployment("v2", "checkout", HOUR.multipliedBy(2)));

    assertThat(differs(ofCheckout())).isEmpty();
  }

  @Test
  void theNewestThreeAreSaidHoweverManyThereAre() {
    corpus.add(poolExhausted().happenedAt(NOW.minus(Duration.ofDays(9))));
    for (int i = 1; i <= 450; i++) {
      corpus.add(deployment("v" + i, "checkout", Duration.ofMinutes(i)));
    }

    assertThat(differs(ofCheckout()))
        .map(said -> said.substring(0, said.indexOf(" of ")))
        .containsExactly("v1", "v2", "v3");
  }

  @Test
  void onlyWhatFitsAKnownServiceCostsARead() {
    corpus.add(poolExhausted()).addUnrelated();
    Situation moon = Corpus.question("the moon").service("checkout").build();
    corpus.recall(moon); // reads the service graph, once
    List<String> calls = new CopyOnWriteArrayList<>();
    store.beforeReading(calls::add);

    corpus.recall("connection pool exhausted");
    assertThat(calls).isNotEmpty().doesNotContain("scan");
    corpus.recall(moon);
    assertThat(calls).doesNotContain("scan");
    corpus.recall(ofCheckout());
    assertThat(calls).filteredOn("scan"::equals).hasSize(1);
  }

  @Test
  void anotherRegionIsSaidAndTheSameIsNot() {
    corpus.add(poolExhausted().tags(List.of("region:eu-west-1", "region:eu-west-2")));

    assertThat(differs(alertWith("cloud_region", "us-east-1")))
        .containsExactly("region was eu-west-1 or eu-west-2, is us-east-1");
    assertThat(differs(alertWith("region", "eu-west-2"))).isEmpty();
  }

  @Test
  void anotherVersionIsSaid() {
    corpus.add(poolExhausted().tags(List.of("version:1.4")));

    assertThat(differs(alertWith("service_version", "1.5")))
        .containsExactly("version was 1.4, is 1.5");
  }
}
