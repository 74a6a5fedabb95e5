package io.runbookmemory.recall;

import static io.runbookmemory.fixture.Corpus.question;
import static io.runbookmemory.fixture.Corpus.titles;
import static io.runbookmemory.fixture.TestMemories.ANYWHERE;
import static io.runbookmemory.fixture.TestMemories.note;
import static io.runbookmemory.fixture.TestMemories.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.Corpus;
import io.runbookmemory.fixture.WatchedStore;
import io.runbookmemory.memory.Scope;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a recall asks the store; a remote one answers each call in its own time. */
class StoreCallsTest {

  /** One for the words, and one for the services and clusters that they may name. */
  private static final int OTHER_SEARCHES = 2;

  private final WatchedStore store = new WatchedStore();
  private final Corpus corpus = new Corpus(store, null);
  private final List<String> calls = new CopyOnWriteArrayList<>();

  @BeforeEach
  void watch() {
    store.beforeReading(calls::add);
  }

  @AfterEach
  void close() {
    corpus.close();
  }

  private Recall asked(String text) {
    return asked(text, ANYWHERE);
  }

  private Recall asked(String text, Scope scope) {
    calls.clear();
    return corpus.recall(question(text).scope(scope).build());
  }

  private long identifierSearches(Recall recall) {
    long triage = recall.strength() == Strength.TRIAGE ? 1 : 0;
    return calls.stream().filter("search"::equals).count() - OTHER_SEARCHES - triage;
  }

  private static String host(int i) {
    return "db-" + i + ".prod.example.com";
  }

  private static String hosts(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(StoreCallsTest::host)
        .collect(Collectors.joining(" "));
  }

  @Test
  void sixteenIdentifiersCostOneSearch() {
    IntStream.range(0, 16).forEach(i -> corpus.add(note("Machine " + i, "seen on " + host(i))));

    Recall recall = asked(hosts(0, 16));

    assertThat(identifierSearches(recall)).isEqualTo(1);
    assertThat(recall.judged()).hasSize(16).allMatch(one -> one.exact().size() == 1);
  }

  @Test
  void aTextWithoutAnIdentifierCostsNone() {
    corpus.add(note("Machine", "seen on " + host(1)));

    Recall recall = asked("the machine is down");

    assertThat(identifierSearches(recall)).isZero();
  }

  @Test
  void aServiceThatTheTextNamesIsNotSearchedForAgain() {
    corpus.add(note("Baskets", "orders wait").scope(service("checkout")));

    Recall recall = asked("orders hang in checkout", service("checkout"));

    assertThat(identifierSearches(recall)).isZero();
    assertThat(titles(recall.judged())).containsExactly("Baskets");
    assertThat(recall.route().inferred()).noneMatch(line -> line.startsWith("nothing known"));
  }

  @Test
  void aServiceIsSearchedForByItselfWhereOthersCrowdItOut() {
    IntStream.range(0, 60)
        .forEach(i -> corpus.add(note("Queue " + i, "orders hang").scope(service("queue"))));
    corpus.add(note("Baskets", "what nobody asked for").scope(service("checkout")));

    Recall recall = asked("orders hang in checkout behind the queue", service("checkout"));

    assertThat(identifierSearches(recall)).isEqualTo(1);
    assertThat(titles(recall.judged())).contains("Baskets");
  }

  @Test
  void aRareIdentifierIsFoundBehindAHundredMemoriesOfACommonOne() {
    IntStream.range(0, 100)
        .forEach(i -> corpus.add(note("disk full " + i, "disk full on " + host(1))));
    corpus.add(note("Old ticket", "a long story of other things that ends with " + host(2)));

    Recall recall = asked("disk full on " + host(1) + " and " + host(2));

    assertThat(titles(recall)).first().isEqualTo("Old ticket");
    assertThat(recall.judged()).filteredOn(one -> !one.exact().isEmpty()).hasSize(1);
    assertThat(identifierSearches(recall)).isEqualTo(2);
  }

  @Test
  void commonIdentifiersCostNoMoreThanOneSearchEach() {
    IntStream.range(0, 60).forEach(i -> corpus.add(note("disk full " + i, hosts(0, 16))));

    Recall recall = asked(hosts(0, 16));

    assertThat(identifierSearches(recall)).isEqualTo(1);
    assertThat(recall.judged()).allMatch(one -> one.exact().isEmpty());
  }

  @Test
  void aNumberThatManyTextsHoldIsStillAnErrorInOne() {
    IntStream.range(0, 100)
        .forEach(i -> corpus.add(note("Ticket " + i, "there were 503 orders and 1 exit")));
    corpus.add(note("Gateway", "a long story of other things that ends with status code 503"));

    assertThat(titles(asked("orders fail, HTTP 503"))).first().isEqualTo("Gateway");
  }
}
