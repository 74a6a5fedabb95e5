package io.runbookmemory.remember.consolidate;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.StoredMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Remembers captured reports so that those of one incident become one memory: its occurrences are
 * counted, its first and last sighting kept, and what a report says anew is added. What is ingested
 * under a key of its own is never joined. Safe for many writers, in this process and others.
 *
 * <p>Each report leaves its identity on the memory, in a link of type {@value #LAST_REPORT}, in
 * place of the one before: so a report that is told again at once, because its acknowledgement was
 * lost, counts once, and two equal reports that come at the same moment count twice.
 */
public final class Consolidator {

  /** The type of the link to the report that was counted last. */
  public static final String LAST_REPORT = "last-report";

  /** Every try that fails is a success of somebody else, so that this is not reached by waiting. */
  private static final int ATTEMPTS = 200;

  private static final int PAGE = 100;

  private final MemoryStore store;
  private final RememberPipeline pipeline;
  private final ConsolidationPolicy policy;

  /**
   * Creates a consolidator.
   *
   * @param store where to look for what is known
   * @param pipeline how memories are written there
   * @param policy when reports belong together
   */
  public Consolidator(MemoryStore store, RememberPipeline pipeline, ConsolidationPolicy policy) {
    this.store = store;
    this.pipeline = pipeline;
    this.policy = policy;
  }

  /**
   * Remembers a report.
   *
   * @param report with a fresh identity; the memory may get another one
   * @return {@link Remembered.SeenAgain} if it was joined to a known incident
   * @throws io.runbookmemory.error.ArmException if the store or the model cannot answer; then
   *     nothing was written
   */
  public Remembered remember(Memory report) {
    Optional<SameIncident> same = SameIncident.as(report, policy.window());
    if (same.isEmpty()) {
      return pipeline.remember(report);
    }
    try {
      return remember(report, same.get());
    } catch (InvalidInputException e) {
      String reason = Objects.requireNonNullElse(e.getMessage(), e.rule());
      return new Remembered.Rejected(report.id(), reason);
    }
  }

  private Remembered remember(Memory report, SameIncident same) {
    MemoryReader reader = store.reader(report.scope().tenant());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Memory> known = find(reader, same);
      if (known.isPresent() && known.get().links().contains(trace(report))) {
        return new Remembered.Unchanged(known.get().id(), known.get().version());
      }
      Memory next =
          known
              .map(one -> traced(MergedMemory.of(one, report), report))
              .orElseGet(() -> first(reader, report, same));
      Optional<Remembered> written = pipeline.replaceAll(List.of(next)).map(List::getFirst);
      if (written.isPresent()) {
        return written.get() instanceof Remembered.Updated updated
            ? new Remembered.SeenAgain(updated.id(), updated.version(), next.occurrences())
            : written.get();
      }
    }
    throw new UnavailableException(
        "the store", "others reported the same " + ATTEMPTS + " times in a row; try again");
  }

  /** Two who find nothing at the same moment choose the same id, and one of them looks again. */
  private static Memory first(MemoryReader reader, Memory report, SameIncident same) {
    MemoryId id =
        same.sharedId()
            .filter(shared -> reader.tombstones(List.of(shared)).isEmpty())
            .filter(
                shared ->
                    reader.get(shared).map(StoredMemory::memory).stream().allMatch(same::test))
            .orElse(report.id());
    Memory first =
        Memory.builder(
                id, report.scope(), report.title(), report.content(), report.times().createdAt())
            .text(report.ownText().orElse(null))
            .type(report.type())
            .severity(report.severity().orElse(null))
            .tags(report.tags())
            .provenance(report.provenance())
            .chronology(report.times())
            .occurrences(report.occurrences())
            .pinned(report.pinned())
            .links(report.links())
            .unknownFields(report.unknownFields())
            .build();
    return traced(first, report);
  }

  private static Link trace(Memory report) {
    return new Link(LAST_REPORT, report.id());
  }

  private static Memory traced(Memory memory, Memory report) {
    List<Link> links = new ArrayList<>(memory.links());
    links.removeIf(link -> link.type().equals(LAST_REPORT));
    links.add(trace(report));
    return memory.toBuilder().links(links).build();
  }

  private static Optional<Memory> find(MemoryReader reader, SameIncident same) {
    MemoryId after = null;
    List<StoredMemory> page;
    do {
      page = reader.scan(same.candidates(), after, PAGE);
      Optional<Memory> found =
          page.stream().map(StoredMemory::memory).filter(same::test).findFirst();
      if (found.isPresent()) {
        return found;
      }
      after = page.isEmpty() ? null : page.getLast().id();
    } while (page.size() == PAGE);
    return Optional.empty();
  }
}
