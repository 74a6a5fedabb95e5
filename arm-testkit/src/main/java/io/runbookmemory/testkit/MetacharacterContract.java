package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.Given.SPACE;
import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Baseline;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.DetectionRule;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Interaction;
import io.runbookmemory.memory.content.Pattern;
import io.runbookmemory.memory.content.Report;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever means something to SQL, JSON, arrays or full-text queries is text in every field. */
interface MetacharacterContract extends StoreContract {

  /** Each beside others that a wildcard, an escape or a split of it would also match. */
  List<String> WORDS =
      List.of(
          "x' OR '1'='1",
          "'; DROP TABLE memory; --",
          "''",
          "\"quoted\"",
          "back\\slash",
          "back\\\\slash",
          "100%",
          "100 per cent",
          "under_score",
          "underXscore",
          "$1 ?1 ? :a @b ${c} #{d}",
          "{\"a\":[1,null]}",
          "{a,b}",
          "a,b",
          "a|b",
          "NULL",
          "null",
          "(a OR b) AND NOT c*",
          "a:* & !b <-> c",
          "/* gone */",
          "$$body$$",
          "E'\\n'",
          "U&'\\0041'",
          "[a-z]*",
          "two  spaces");

  /** Every text that a memory can have holds the word. */
  private static Memory everywhere(long number, String word, Content content) {
    Scope scope =
        Scope.of(Tenant.DEFAULT)
            .withService(word)
            .withPlace(word, word)
            .withSession(word)
            .withEnv("prod");
    return Memory.builder(id(number), scope, word, content, NOW)
        .text(word + " common")
        .tags(List.of(word, "tag " + word))
        .provenance(new Provenance(word, word, word, TrustTier.EXTERNAL))
        .links(List.of(new Link(word, id(number + 1))))
        .build();
  }

  private static Content runbook(String word) {
    return Runbook.builder(word)
        .slo(word)
        .alerts(List.of(word, word + "2"))
        .detectionRules(List.of(new DetectionRule(word, word)))
        .steps(List.of(new RunbookStep(word, word, word, word).withRemarks(word, word, word)))
        .urls(List.of(word, word + "2"))
        .owners(List.of(word, word + "2"))
        .escalationPolicy(word)
        .build();
  }

  private static Content incident(String word) {
    return Incident.builder(word)
        .alertName(word)
        .fingerprint(word)
        .rootCause(word)
        .resolution(word)
        .affectedServices(List.of(word, word + "2"))
        .attempts(List.of(new Attempt(word, Effect.MITIGATED)))
        .build();
  }

  private static List<Content> contents(String word) {
    return List.of(
        runbook(word),
        incident(word),
        new Deployment(word, List.of(word), word, List.of(word)),
        new ResourceFact(word, word, word),
        new Pattern(word, word, 2, 0.5),
        new Baseline(word, Map.of(word, 1.0)),
        new Report(NOW, NOW.plusSeconds(1), word, "{}"),
        new Interaction(word, word));
  }

  private static StoredMemory vectored(Memory memory) {
    return new StoredMemory(memory, List.of(new Passage(null, Embedding.of(1, 2, 3, 4))), SPACE);
  }

  @Test
  default void metacharactersInEveryFieldOfEveryKindAreKept() {
    List<StoredMemory> all = new ArrayList<>();
    for (String word : WORDS) {
      for (Content content : contents(word)) {
        all.add(vectored(everywhere(all.size(), word, content)));
      }
    }

    write(all);

    for (StoredMemory one : all) {
      assertThat(stored(one.id())).isEqualTo(one.withVersion(1));
    }
    assertThat(reader().changes(0, all.size() + 1))
        .extracting(Change::id)
        .containsExactlyElementsOf(all.stream().map(StoredMemory::id).toList());
  }

  @Test
  default void aFilterOnAFieldFindsExactlyTheOneThatHoldsTheWord() {
    for (int i = 0; i < WORDS.size(); i++) {
      write(vectored(everywhere(i, WORDS.get(i), runbook("common"))));
    }
    for (int i = 0; i < WORDS.size(); i++) {
      String word = WORDS.get(i);
      for (Field<String> field :
          List.of(
              Field.SERVICE,
              Field.CLUSTER,
              Field.NAMESPACE,
              Field.SESSION,
              Field.SOURCE,
              Field.KEY)) {
        requireOnly(i, Filter.eq(field, word));
        requireOnly(i, new Filter.In<>(field, Set.of(word, "no such " + word)));
        requireOnly(i, Filter.not(new Filter.Ne<>(field, word)));
      }
      requireOnly(i, new Filter.HasTag(word));
      requireOnly(i, new Filter.HasTag("tag " + word));
      Filter since = new Filter.Range<>(Field.CREATED_AT, NOW, NOW.plusSeconds(1));
      requireOnly(i, Filter.and(Filter.eq(Field.SERVICE, word), since));
    }
    assertThat(reader().count(new Filter.In<>(Field.SERVICE, Set.copyOf(WORDS))))
        .isEqualTo(WORDS.size());
  }

  @Test
  default void aDeletionByAFilterTakesExactlyTheOneThatHoldsTheWord() {
    for (int i = 0; i < WORDS.size(); i++) {
      write(vectored(everywhere(i, WORDS.get(i), runbook("common"))));
    }
    for (int i = 0; i < WORDS.size(); i++) {
      Filter one =
          i % 2 == 0
              ? Filter.eq(Field.SERVICE, WORDS.get(i))
              : new Filter.HasTag("tag " + WORDS.get(i));
      assertThat(writer().delete(one, NOW)).as("deleted by %s", one).isEqualTo(1);
      assertThat(reader().get(id(i))).as("deleted by %s", one).isEmpty();
      assertThat(reader().count(Filter.everything())).isEqualTo(WORDS.size() - i - 1);
    }
  }

  /** On every way that a filter is used: a scan, a count, either leg of a search. */
  private void requireOnly(int number, Filter filter) {
    assertThat(reader().scan(filter, null, 100))
        .as("scan of %s", filter)
        .extracting(StoredMemory::id)
        .containsExactly(id(number));
    assertThat(reader().count(filter)).as("count of %s", filter).isEqualTo(1);
    SearchRequest like = Given.nearest(1, 2, 3, 4).filter(filter).topK(100).build();
    assertThat(reader().search(like))
        .as("search with %s", filter)
        .extracting(hit -> hit.memory().id())
        .containsExactly(id(number));
    SearchRequest words = SearchRequest.text("common", NOW).filter(filter).topK(100).build();
    assertThat(reader().search(words))
        .as("search by text with %s", filter)
        .extracting(hit -> hit.memory().id())
        .containsExactly(id(number));
  }

  @Test
  default void aSearchForMetacharactersFindsWhatHasItsWordsAndBreaksNothing() {
    for (int i = 0; i < WORDS.size(); i++) {
      write(vectored(everywhere(i, WORDS.get(i), runbook("common"))));
    }
    for (String word : WORDS) {
      SearchRequest request = SearchRequest.text(word + " common", NOW).topK(1000).build();
      assertThat(reader().search(request))
          .as("search for %s", word)
          .extracting(SearchHit::memory)
          .extracting(Memory::id)
          .hasSize(WORDS.size());
      Filter containing = new Filter.ContainsText(word + " common");
      List<Boolean> expected =
          reader().scan(Filter.everything(), null, 1000).stream()
              .map(stored -> containing.test(stored.memory()))
              .toList();
      assertThat(reader().count(containing))
          .as("count of %s", containing)
          .isEqualTo(expected.stream().filter(holds -> holds).count());
    }
  }

  @Test
  default void metacharactersInTheKeysOfStepsAreKeptAndCounted() {
    write(vectored(everywhere(1, "step", runbook("common"))));
    UsageDelta delta = UsageDelta.none();
    for (String word : WORDS) {
      delta = delta.withStep(word, new StepUsage(1, 2, 3, 4));
    }

    assertThat(writer().adjust(id(1), delta)).isTrue();
    assertThat(writer().adjust(id(1), delta)).isTrue();

    Usage usage = Objects.requireNonNull(reader().usage(List.of(id(1))).get(id(1)));
    Map<String, StepUsage> steps = usage.steps();
    assertThat(steps.keySet()).containsExactlyInAnyOrderElementsOf(WORDS);
    assertThat(steps.values()).containsOnly(new StepUsage(2, 4, 6, 8));
  }

  @Test
  default void whateverATenantsNameMayHoldKeepsItApart() {
    List<String> names = List.of("a_b", "a-b", "a.b", "aXb", "A_b", "__", "--", "a--b", "NULL");
    for (String name : names) {
      Tenant tenant = new Tenant(name);
      Memory memory =
          Memory.builder(id(1), Scope.of(tenant), name, runbook(name), NOW).text("common").build();
      store().writer(tenant).upsert(List.of(vectored(memory)));
    }
    for (String name : names) {
      SearchRequest words = SearchRequest.text("common", NOW).topK(100).build();
      assertThat(store().reader(new Tenant(name)).search(words))
          .extracting(hit -> hit.memory().title())
          .containsExactly(name);
      assertThat(store().reader(new Tenant(name)).count(Filter.everything())).isEqualTo(1);
    }
  }
}
