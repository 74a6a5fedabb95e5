package io.runbookmemory.learn.draft;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.id;
import static io.runbookmemory.fixture.TestMemories.service;

import io.runbookmemory.fixture.Corpus;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A runbook, an incident in which it was recalled, and whoever drafts and reviews. */
abstract class DraftsOfAnIncident {

  static final String RUNBOOK = "Pool of checkout exhausted";
  static final String PAGE =
      "# Pool of checkout exhausted\n\n## Mitigation\n\n1. Restart the pods\n\n## Links\n\nnone";

  final ExactMemoryStore store = new ExactMemoryStore();
  final Corpus corpus = new Corpus(store, new HashingModel());
  final DraftWriter writer =
      new DraftWriter(
          store, corpus.remembering(), store.ledger(Tenant.DEFAULT), new PatternRedactor());
  final DraftReview review =
      new DraftReview(
          store, corpus.remembering(), store.ledger(Tenant.DEFAULT), new PatternRedactor());

  @BeforeEach
  void aRunbook() {
    corpus.add(
        TestMemories.of(
                RUNBOOK,
                Runbook.builder(PAGE)
                    .alerts(List.of("PoolExhausted"))
                    .owners(List.of("dana", "erin"))
                    .steps(List.of(new RunbookStep("Mitigation", "Restart the pods", null, null)))
                    .build())
            .scope(service("checkout")));
  }

  @AfterEach
  void close() {
    corpus.close();
  }

  static Attempt helped(String action) {
    return new Attempt(action, Effect.MITIGATED);
  }

  static Attempt worsened(String action) {
    return new Attempt(action, Effect.WORSENED);
  }

  static Incident incident(Attempt... attempts) {
    return Incident.builder("checkout answers 503")
        .alertName("PoolExhausted")
        .fingerprint("00112233445566aa")
        .openedAt(NOW)
        .resolvedAt(NOW.plus(Duration.ofHours(1)))
        .attempts(List.of(attempts))
        .build();
  }

  /** An incident as the journal leaves it, with an arrow to the runbook. */
  static Memory recalling(String title, Incident content) {
    return alone(title, content).links(List.of(new Link(Link.RECALLED, id(RUNBOOK)))).build();
  }

  /** An incident to which memory knew nothing. */
  static MemoryBuilder alone(String title, Incident content) {
    return TestMemories.of(title, content).scope(service("checkout")).happenedAt(NOW);
  }

  Memory stored(MemoryId id) {
    return store.reader(Tenant.DEFAULT).get(id).map(StoredMemory::memory).orElseThrow();
  }

  static String markdown(Memory memory) {
    return Pages.of(memory).orElseThrow().markdown();
  }

  static Word word(@Nullable String reason) {
    return new Word("dana", reason, NOW.plus(Duration.ofHours(2)));
  }
}
