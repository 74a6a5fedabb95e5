package io.runbookmemory.memory.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.ResourceFact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceGraphTest {

  private static Memory fact(String subject, String relation, String object) {
    return fact("catalog", subject, relation, object);
  }

  private static Memory fact(String source, String subject, String relation, String object) {
    return TestMemories.of(
            source + ": " + subject + " " + relation + " " + object,
            new ResourceFact(subject, relation, object))
        .provenance(new Provenance(source, null, null, TrustTier.CURATED))
        .build();
  }

  private static ServiceGraph graph(Memory... facts) {
    return ServiceGraph.of(List.of(facts));
  }

  private static List<String> said(List<Neighbour> neighbours) {
    return neighbours.stream().map(one -> one.hops() + " " + one.service()).toList();
  }

  private final ServiceGraph shop =
      graph(
          fact("web", "calls", "checkout"),
          fact("checkout", "depends on", "payments"),
          fact("checkout", "queries", "orders-db"),
          fact("payments", "depends on", "bank-gateway"));

  @Test
  void dependenciesAreWhatAServiceNeedsTheNearestFirst() {
    assertThat(said(shop.dependenciesOf("checkout", 1)))
        .containsExactly("1 orders-db", "1 payments");
    assertThat(said(shop.dependenciesOf("web", 3)))
        .containsExactly("1 checkout", "2 orders-db", "2 payments", "3 bank-gateway");
  }

  @Test
  void dependentsAreWhomAFailureIsFeltBy() {
    assertThat(said(shop.dependentsOf("bank-gateway", 9)))
        .containsExactly("1 payments", "2 checkout", "3 web");
  }

  @Test
  void aNeighbourKnowsTheWayToItFromWhereItWasAsked() {
    assertThat(shop.dependenciesOf("web", 2).getLast().path())
        .map(Dependency::toString)
        .containsExactly("web calls checkout", "checkout depends on payments");
    assertThat(shop.dependentsOf("payments", 2).getLast().path())
        .map(Dependency::toString)
        .containsExactly("checkout depends on payments", "web calls checkout");
  }

  @Test
  void whatIsNotKnownHasNoNeighbours() {
    assertThat(shop.dependenciesOf("nowhere", 2)).isEmpty();
    assertThat(ServiceGraph.EMPTY.dependentsOf("checkout", 1)).isEmpty();
    assertThat(ServiceGraph.EMPTY.isEmpty()).isTrue();
  }

  @Test
  void aCircleIsWalkedOnce() {
    ServiceGraph circle =
        graph(
            fact("a", "calls", "b"),
            fact("b", "calls", "c"),
            fact("c", "calls", "a"),
            fact("a", "calls", "a"));

    assertThat(said(circle.dependenciesOf("a", 99))).containsExactly("1 b", "2 c");
    assertThat(circle.dependencies()).hasSize(3);
  }

  @Test
  void aRenamedServiceIsOneByAnyOfItsNames() {
    ServiceGraph graph =
        graph(
            fact("web", "calls", "cart"),
            fact("cart", "was renamed to", "basket"),
            fact("basket", "was renamed to", "trolley"),
            fact("trolley", "is also called", "einkaufswagen"),
            fact("trolley", "calls", "stock"),
            fact("cart", "calls", "basket"));

    assertThat(said(graph.dependenciesOf("web", 2))).containsExactly("1 trolley", "2 stock");
    assertThat(said(graph.dependenciesOf("cart", 1))).containsExactly("1 stock");
    assertThat(graph.nameOf("basket")).isEqualTo("trolley");
    assertThat(graph.namesOf("cart")).containsExactly("basket", "cart", "einkaufswagen", "trolley");
    assertThat(graph.services()).containsExactly("stock", "trolley", "web");
  }

  @Test
  void namesThatGoRoundAreOneServiceByTheFirst() {
    ServiceGraph graph =
        graph(
            fact("b", "was renamed to", "a"),
            fact("a", "was renamed to", "b"),
            fact("c", "was renamed to", "b"),
            fact("c", "calls", "d"));

    assertThat(said(graph.dependenciesOf("b", 1))).containsExactly("1 d");
    assertThat(graph.nameOf("c")).isEqualTo("a");
  }

  @Test
  void anAddressAndAnApiAreOneStepWithWhatIsBehindThem() {
    ServiceGraph graph =
        graph(
            fact("checkout", "calls", "payments-svc"),
            fact("payments-svc", "selects", "payments"),
            fact("checkout", "consumesNothing", "x"),
            fact("checkout", "consumes", "stock-api"),
            fact("inventory", "provides", "stock-api"),
            fact("inventory", "depends on", "stock-db"));

    assertThat(said(graph.dependenciesOf("checkout", 1)))
        .containsExactly("1 inventory", "1 payments", "1 payments-svc", "1 stock-api");
    assertThat(said(graph.dependentsOf("payments", 1)))
        .containsExactly("1 checkout", "1 payments-svc");
    assertThat(said(graph.dependenciesOf("checkout", 2))).endsWith("2 stock-db");
  }

  @Test
  void theShorterWayCountsWhereOneIsThroughAnAddress() {
    ServiceGraph graph =
        graph(
            fact("a", "calls", "b"),
            fact("b", "calls", "z"),
            fact("a", "calls", "m"),
            fact("m", "selects", "z"),
            fact("z", "calls", "end"));

    assertThat(said(graph.dependenciesOf("a", 2))).containsExactly("1 b", "1 m", "1 z", "2 end");
  }

  @Test
  void whatSeveralSourcesSayIsOneArrowWithAllOfThem() {
    ServiceGraph graph =
        graph(
            fact("catalog", "checkout", "dependsOn", "payments"),
            fact("cluster", "checkout", "depends_on", "payments"),
            fact("wiki", "payments", "is a dependency of", "checkout"));

    Dependency only = graph.dependencies().first();
    assertThat(graph.dependencies()).hasSize(1);
    assertThat(only.sources()).containsExactly("catalog", "cluster", "wiki");
    assertThat(only.facts()).hasSize(3);
  }

  @Test
  void whatSaysNothingOfDependenciesIsPassedOver() {
    ServiceGraph graph =
        graph(
            fact("checkout", "is owned by", "team-buy"),
            fact("checkout", "smells like", "payments"),
            fact("checkout", "depends on", " "),
            TestMemories.note("a note", "checkout depends on payments").build());

    assertThat(graph.isEmpty()).isTrue();
    assertThat(graph.services()).isEmpty();
  }

  @Test
  void itIsKnownWhoseAServiceIsByAnyOfItsNames() {
    ServiceGraph graph =
        graph(
            fact("basket", "is owned by", "team-buy"),
            fact("checkout", "is_owned_by", "team-web"),
            fact("basket", "was renamed to", "checkout"));

    assertThat(graph.ownersOf("checkout")).containsExactly("team-buy", "team-web");
    assertThat(graph.ownersOf("basket")).hasSize(2);
    assertThat(graph.ownersOf("orders")).isEmpty();
    assertThat(graph.isEmpty()).isTrue();
  }

  @Test
  void aHopIsTheLeast() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shop.dependenciesOf("web", 0))
        .withMessage("hops must be at least 1, got 0");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theOrderOfTheFactsIsAllTheSame(long seed) {
    Random random = new Random(seed);
    List<String> relations =
        List.of("calls", "selects", "provides", "was renamed to", "depends on");
    List<Memory> facts = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      facts.add(
          fact(
              "s" + random.nextInt(20),
              relations.get(random.nextInt(relations.size())),
              "s" + random.nextInt(20)));
    }
    ServiceGraph one = ServiceGraph.of(facts);
    Collections.shuffle(facts, random);
    ServiceGraph other = ServiceGraph.of(facts);

    assertThat(other).as("seed %d", seed).isEqualTo(one).hasSameHashCodeAs(one);
    for (String service : one.services()) {
      assertThat(other.dependenciesOf(service, 3)).isEqualTo(one.dependenciesOf(service, 3));
      for (Neighbour near : one.dependenciesOf(service, 3)) {
        assertThat(one.dependentsOf(near.service(), 3))
            .as("seed %d: %s and %s", seed, service, near)
            .anyMatch(back -> back.service().equals(service) && back.hops() == near.hops());
      }
    }
  }
}
