package io.runbookmemory.learn.analysis;

import io.runbookmemory.learn.analysis.signature.Casebook;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryReader;
import java.util.List;

/** What was read of a store's changes so far, so that a later run reads what changed since. */
final class MemoryFeed {

  private static final int PAGE = 500;

  private final Casebook cases;
  private long position;
  private long foreign;
  private long disputable;

  MemoryFeed(int leastIncidents) {
    this.cases = new Casebook(leastIncidents);
  }

  /** Reads what changed and returns what is known by now. */
  Casebook cases(MemoryReader reader) {
    List<Change> page = reader.changes(position, PAGE);
    while (!page.isEmpty()) {
      page.forEach(this::take);
      page = page.size() < PAGE ? List.of() : reader.changes(position, PAGE);
    }
    return cases;
  }

  private void take(Change change) {
    position = change.position();
    switch (change) {
      case Change.Upserted upserted -> {
        cases.put(upserted.stored().memory(), upserted.usage());
        Memory memory = upserted.stored().memory();
        foreign = PatternMemories.isOwn(memory) ? foreign : position;
        disputable = isDisputable(memory) ? position : disputable;
      }
      case Change.Deleted deleted -> {
        cases.remove(deleted.id());
        foreign = position;
        disputable = position;
      }
    }
  }

  private static boolean isDisputable(Memory memory) {
    return switch (memory.content()) {
      case ResourceFact fact -> true;
      case Runbook runbook -> !runbook.steps().isEmpty();
      case Incident incident -> !incident.attempts().isEmpty();
      default -> false;
    };
  }

  /** Returns the position of the last change to what can contradict anything. */
  long disputable() {
    return disputable;
  }

  /** Returns the position of the last change that analysis did not make itself. */
  long foreign() {
    return foreign;
  }
}
