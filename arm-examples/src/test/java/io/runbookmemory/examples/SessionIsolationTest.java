package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.examples.option.StoreUrl;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing of one session is ever found in another, or without one, over words, links or graph. */
class SessionIsolationTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final List<String> SESSIONS = List.of("s-1", "s-2", "S-1");
  private static final List<String> SERVICES = List.of("checkout", "payments", "ledger");
  private static final List<String> WORDS =
      List.of("pool", "exhausted", "timeout", "disk", "full", "said", "earlier", "ORA-01555", "it");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"memory:, 1", "memory:, 2", "lucene:, 3", "sqlite:, 4"})
  void nothingOfOneSessionIsFoundInAnother(String kind, long seed) {
    Random random = new Random(seed);
    String url = kind.equals("memory:") ? kind : kind + folder.resolve("store");
    try (MemoryStore store = StoreUrl.open(url);
        RunbookMemory arm = RunbookMemory.builder(store).clock(() -> NOW).random(random).build()) {
      fill(arm, random);
      for (int i = 0; i < 12; i++) {
        String question = pick(SERVICES, random) + " " + words(random);
        for (String session : SESSIONS) {
          check(arm, question, session, seed);
          arm.session(session).recall(question);
        }
        check(arm, question, null, seed);
      }
    }
  }

  private static void check(
      RunbookMemory arm, String question, @Nullable String session, long seed) {
    Recall recall =
        arm.recall(
            Situation.builder(question, NOW)
                .scope(Scope.of(Tenant.DEFAULT).withSession(session))
                .deadline(Duration.ofSeconds(60))
                .topK(20)
                .build());
    assertThat(recall.degraded())
        .as("seed %d: %s", seed, question)
        .noneMatch(one -> one.name().startsWith("STORE"));
    List<Memory> found = new ArrayList<>();
    recall.judged().forEach(one -> found.add(one.memory()));
    recall.recollections().forEach(one -> found.add(one.memory()));
    assertThat(found).as("seed %d: %s", seed, question).isNotEmpty();
    for (Memory memory : found) {
      String of = memory.scope().session();
      assertThat(of == null || of.equals(session))
          .as("seed %d: \"%s\" of session %s found in %s", seed, question, of, session)
          .isTrue();
    }
  }

  /** Turns, and memories of all sessions and of none that are linked to each other. */
  private static void fill(RunbookMemory arm, Random random) {
    List<MemoryId> ids = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      ids.add(MemoryId.named("test", "m" + i));
    }
    List<Memory> memories = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      String session = random.nextBoolean() ? null : pick(SESSIONS, random);
      memories.add(
          Memory.builder(
                  ids.get(i),
                  Scope.of(Tenant.DEFAULT).withService(pick(SERVICES, random)).withSession(session),
                  words(random) + " " + i,
                  new Note(words(random)),
                  NOW)
              .links(
                  List.of(
                      new Link("fixed-by", pick(ids, random)),
                      new Link("same-incident", pick(ids, random))))
              .build());
    }
    memories.add(fact("checkout", "payments", null));
    memories.add(fact("payments", "ledger", "s-1"));
    memories.add(fact("checkout", "ledger", "s-2"));
    arm.rememberAll(memories);
    for (int i = 0; i < 30; i++) {
      arm.session(pick(SESSIONS, random)).said("user", words(random));
    }
  }

  private static Memory fact(String from, String to, @Nullable String session) {
    return Memory.builder(
            MemoryId.named("facts", from + to),
            Scope.of(Tenant.DEFAULT).withService(from).withSession(session),
            from + " calls " + to,
            new ResourceFact(from, "calls", to),
            NOW)
        .build();
  }

  private static String words(Random random) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      words.add(pick(WORDS, random));
    }
    return String.join(" ", words);
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
