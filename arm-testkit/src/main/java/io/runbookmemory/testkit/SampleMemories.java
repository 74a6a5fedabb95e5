package io.runbookmemory.testkit;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.text.TextRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Short ways to a memory for tests, all created at {@link #NOW}. */
public final class SampleMemories {

  /** When every sample was created: a night in May 2026. */
  public static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");

  private SampleMemories() {}

  /**
   * Returns the id that ends in a number; ids are ordered as their numbers are, unsigned.
   *
   * @param number any number
   * @return always the same id for the same number
   */
  public static MemoryId id(long number) {
    return new MemoryId(new UUID(0, number));
  }

  /**
   * Returns a builder of a note.
   *
   * @param id its identity
   * @param title what it is about
   * @param text the words
   * @return of the default tenant, with the defaults of {@link MemoryBuilder}
   */
  public static MemoryBuilder note(MemoryId id, String title, String text) {
    return Memory.builder(id, Scope.of(Tenant.DEFAULT), title, new Note(text), NOW);
  }

  /**
   * Returns a builder of an incident that was resolved.
   *
   * @param id its identity
   * @param service the service that suffered, in production
   * @param alertName the alert that told of it
   * @param resolution what ended it
   * @return of the default tenant and severity {@link Severity#SEV1}, happened at {@link #NOW}
   */
  public static MemoryBuilder incident(
      MemoryId id, String service, String alertName, String resolution) {
    Incident incident =
        Incident.builder(alertName + " on " + service)
            .alertName(alertName)
            .resolution(resolution)
            .openedAt(NOW)
            .resolvedAt(NOW.plusSeconds(1800))
            .build();
    return Memory.builder(id, production(service), alertName + " on " + service, incident, NOW)
        .severity(Severity.SEV1)
        .happenedAt(NOW);
  }

  /**
   * Returns a builder of a runbook.
   *
   * @param id its identity
   * @param service the service it is for, in production
   * @param alertName the alert that it answers
   * @param markdown what to do
   * @return of the default tenant
   */
  public static MemoryBuilder runbook(
      MemoryId id, String service, String alertName, String markdown) {
    Runbook runbook = Runbook.builder(markdown).alerts(List.of(alertName)).build();
    return Memory.builder(id, production(service), alertName, runbook, NOW);
  }

  private static Scope production(String service) {
    return Scope.of(Tenant.DEFAULT).withService(service).withEnv("prod");
  }

  /**
   * Returns a memory with the vectors of its paragraphs, which are parted by empty lines; of its
   * title where it has no text.
   *
   * @param memory the memory
   * @param model what embeds it
   * @return one passage a paragraph, in order
   */
  public static StoredMemory embedded(Memory memory, EmbeddingModel model) {
    String text = memory.text();
    List<Passage> passages = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int gap = text.indexOf("\n\n", start);
      int end = gap < 0 ? text.length() : gap;
      String paragraph = text.substring(start, end);
      if (!paragraph.isBlank()) {
        passages.add(new Passage(new TextRange(start, end), embed(model, paragraph)));
      }
      start = end + 2;
    }
    if (passages.isEmpty()) {
      passages.add(new Passage(null, embed(model, memory.title())));
    }
    return new StoredMemory(memory, passages, model.space());
  }

  private static Embedding embed(EmbeddingModel model, String passage) {
    return model.embedPassages(List.of(passage)).getFirst();
  }
}
