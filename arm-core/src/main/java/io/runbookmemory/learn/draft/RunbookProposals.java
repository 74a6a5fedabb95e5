package io.runbookmemory.learn.draft;

import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What an incident proposes about runbooks.
 *
 * @param memory of the incident
 * @param incident its content
 * @param at when it is proposed
 */
record RunbookProposals(Memory memory, Incident incident, Instant at) {

  /** Returns the proposal; empty if the incident teaches nothing that is not known. */
  Optional<Memory> propose(List<Memory> runbooks) {
    Optional<Memory> used = used(runbooks);
    return used.isPresent() ? update(used.get()) : fresh();
  }

  /**
   * The runbook that was followed; else one of which a step was carried out; else one for this
   * alert; else the first that was recalled, if it is of this service. Of an unfitting one that
   * memory happened to recall nothing is known.
   */
  private Optional<Memory> used(List<Memory> runbooks) {
    Set<MemoryId> followed =
        memory.links().stream()
            .filter(link -> link.type().equals(Link.FOLLOWED))
            .map(Link::target)
            .collect(Collectors.toSet());
    String service = memory.scope().service();
    List<Predicate<Memory>> signs =
        List.of(
            one -> followed.contains(one.id()),
            this::wasDone,
            one -> Pages.of(one).stream().anyMatch(this::answers),
            one ->
                one.id().equals(runbooks.getFirst().id())
                    && service != null
                    && service.equals(one.scope().service()));
    return signs.stream().flatMap(sign -> runbooks.stream().filter(sign).limit(1)).findFirst();
  }

  private boolean wasDone(Memory runbook) {
    Set<String> done =
        incident.attempts().stream()
            .map(Attempt::action)
            .map(Lesson::plain)
            .collect(Collectors.toSet());
    return Pages.of(runbook).stream()
        .flatMap(page -> page.steps().stream())
        .map(RunbookStep::text)
        .map(Lesson::plain)
        .anyMatch(done::contains);
  }

  private boolean answers(Runbook runbook) {
    return incident.alertName().filter(runbook.alerts()::contains).isPresent();
  }

  private Optional<Memory> update(Memory target) {
    Runbook runbook = Pages.of(target).orElseThrow();
    Lesson lesson = Lesson.missingIn(runbook, incident);
    if (!lesson.changesSomething()) {
      return Optional.empty();
    }
    MemoryId same = MemoryId.named("draft lesson", target.id() + "\n" + lesson.key());
    MemoryId id = MemoryId.named("draft update", memory.id() + " " + same);
    Runbook page = RunbookPage.updated(runbook, memory, lesson);
    return Optional.of(
        Memory.builder(id, target.scope(), target.title(), page, at)
            .status(MemoryStatus.DRAFT)
            .severity(target.severity().orElse(null))
            .tags(target.tags())
            .provenance(provenance(target.version(), same))
            .links(
                List.of(
                    new Link(Link.UPDATES, target.id()), new Link(Link.LEARNED_FROM, memory.id())))
            .build());
  }

  private Optional<Memory> fresh() {
    Lesson lesson = Lesson.of(incident);
    if (lesson.helped().isEmpty() || incident.resolvedAt().isEmpty()) {
      return Optional.empty();
    }
    String about = memory.scope().service() + "\n" + incident.alertName().orElse("");
    MemoryId same = MemoryId.named("draft lesson", about + "\n" + lesson.key());
    return Optional.of(
        Memory.builder(
                freshId(),
                memory.scope(),
                memory.title(),
                RunbookPage.fresh(memory, incident, lesson),
                at)
            .status(MemoryStatus.DRAFT)
            .severity(memory.severity().orElse(null))
            .provenance(provenance(0, same))
            .links(List.of(new Link(Link.LEARNED_FROM, memory.id())))
            .build());
  }

  /** Returns the id of the runbook that this incident writes, if there is none. */
  MemoryId freshId() {
    return MemoryId.named("draft runbook", memory.id().toString());
  }

  private static Provenance provenance(long version, MemoryId lesson) {
    String key = SameProposal.key(version, lesson);
    return new Provenance(SameProposal.SOURCE, key, null, TrustTier.OBSERVED);
  }
}
