package io.runbookmemory.learn.draft;

import io.runbookmemory.guard.Redactor;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.ledger.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what an incident teaches as drafts: the memory of the incident; and, where a runbook was
 * used that lacks what helped, made it worse or caused it, an update of that; and where there was
 * none and the incident is over, a new runbook of what worked. Nothing stands there that the
 * incident does not say, and none of it is recalled until an owner approves it. What it proposed
 * before is replaced, unless somebody edited or decided it. Thread-safe.
 */
public final class DraftWriter {

  private final RememberPipeline remember;
  private final DraftLog log;
  private final MemoryReader reader;

  /**
   * Creates a writer.
   *
   * @param store where runbooks are, and drafts go
   * @param remember the way there
   * @param ledger of the tenant whose incidents these are; where owners' words are kept
   * @param redactor takes secrets out of those
   */
  public DraftWriter(
      MemoryStore store, RememberPipeline remember, Ledger ledger, Redactor redactor) {
    this.remember = remember;
    this.log = new DraftLog(ledger, redactor);
    this.reader = store.reader(ledger.tenant());
  }

  /**
   * Drafts what an incident teaches.
   *
   * @param incident the memory of an incident, of this tenant, with arrows to what was recalled
   * @param at now
   * @return the incident's own memory first, then what it proposes about runbooks
   * @throws io.runbookmemory.error.ArmException if the store or the model cannot answer
   */
  public List<Drafted> write(Memory incident, Instant at) {
    if (!(incident.content() instanceof Incident content)) {
      throw new IllegalArgumentException(
          "drafts are made of an incident, got a " + incident.content().kind());
    }
    RunbookProposals proposals = new RunbookProposals(incident, content, at);
    List<Memory> drafts = new ArrayList<>();
    drafts.add(incident.toBuilder().status(MemoryStatus.DRAFT).build());
    proposals.propose(runbooks(incident, content, proposals.freshId())).ifPresent(drafts::add);
    List<Memory> before = before(incident, content);
    List<Drafted> written =
        drafts.stream().map(draft -> keep(draft, edited(draft, before))).toList();
    Set<MemoryId> kept = written.stream().map(one -> one.draft().id()).collect(Collectors.toSet());
    before.stream().filter(old -> !kept.contains(old.id())).forEach(this::retire);
    return written;
  }

  /**
   * The runbooks in use that the incident knows of, those first that were followed, those last for
   * its alert that nobody recalled: memory may never have been asked.
   */
  private List<Memory> runbooks(Memory incident, Incident content, MemoryId own) {
    Set<MemoryId> ids = new LinkedHashSet<>();
    for (String type : List.of(Link.FOLLOWED, Link.RECALLED)) {
      incident.links().stream()
          .filter(link -> link.type().equals(type))
          .forEach(link -> ids.add(link.target()));
    }
    ids.add(own);
    Map<MemoryId, Memory> found = new LinkedHashMap<>();
    reader.getAll(ids).forEach(stored -> found.put(stored.id(), stored.memory()));
    List<Memory> runbooks = new ArrayList<>();
    ids.stream().flatMap(id -> Stream.ofNullable(found.get(id))).forEach(runbooks::add);
    content.alertName().ifPresent(alert -> runbooks.addAll(answering(alert, ids)));
    runbooks.removeIf(one -> !Proposal.isInUse(one) || Pages.of(one).isEmpty());
    return runbooks;
  }

  private List<Memory> answering(String alert, Set<MemoryId> known) {
    return Proposal.scan(reader, Filter.eq(Field.KIND, "runbook"))
        .filter(one -> !known.contains(one.id()))
        .filter(one -> Pages.of(one).filter(page -> page.alerts().contains(alert)).isPresent())
        .toList();
  }

  /** The drafts that wait and were made of the same incident, under whatever id. */
  private List<Memory> before(Memory incident, Incident content) {
    return Proposal.drafts(reader)
        .filter(
            draft ->
                SameProposal.incident(draft).equals(Optional.of(incident.id()))
                    || (draft.content() instanceof Incident other && isSame(content, other)))
        .toList();
  }

  private static boolean isSame(Incident one, Incident other) {
    return one.fingerprint().isPresent()
        && one.fingerprint().equals(other.fingerprint())
        && one.openedAt().equals(other.openedAt());
  }

  /** An edited draft of the same sort and for the same memory stays in the way of a new one. */
  private @Nullable Memory edited(Memory draft, List<Memory> before) {
    return before.stream()
        .filter(old -> old.content().kind().equals(draft.content().kind()))
        .filter(old -> SameProposal.target(old).equals(SameProposal.target(draft)))
        .filter(old -> log.isEdited(old.id()))
        .findFirst()
        .orElse(null);
  }

  private Drafted keep(Memory draft, @Nullable Memory edited) {
    Optional<Rejection> unwanted = log.rejection(draft);
    if (unwanted.isPresent()) {
      String reason = unwanted.get().word().reason();
      return new Drafted(
          draft, Drafted.How.REJECTED, Objects.requireNonNullElse(reason, "nobody said why"));
    }
    if (edited != null) {
      return new Drafted(edited, Drafted.How.EDITED, null);
    }
    Optional<Memory> known = reader.get(draft.id()).map(StoredMemory::memory);
    if (known.isPresent() && isDecided(known.get())) {
      return new Drafted(known.get(), Drafted.How.APPROVED, "an owner decided on it before");
    }
    Remembered result = remember.remember(draft);
    if (result instanceof Remembered.Rejected && draft.scope().env() != null) {
      // One of an environment that is not allowed is kept without any, not lost.
      result = remember.remember(draft.toBuilder().scope(draft.scope().withEnv(null)).build());
    }
    return told(draft, result);
  }

  /** A proposal that a newer one replaced was never decided, and may come again. */
  private boolean isDecided(Memory known) {
    boolean replaced =
        known.status() == MemoryStatus.SUPERSEDED
            && known.provenance().source().equals(SameProposal.SOURCE)
            && !log.isApproved(known.id());
    return known.status() != MemoryStatus.DRAFT && !replaced;
  }

  private static Drafted told(Memory draft, Remembered result) {
    return switch (result) {
      case Remembered.Added it -> new Drafted(draft, Drafted.How.NEW, null);
      case Remembered.Updated it -> new Drafted(draft, Drafted.How.REPLACED, null);
      case Remembered.Unchanged it -> new Drafted(draft, Drafted.How.KNOWN, null);
      case Remembered.SeenAgain it -> new Drafted(draft, Drafted.How.KNOWN, null);
      case Remembered.Ignored it -> new Drafted(draft, Drafted.How.REFUSED, it.reason());
      case Remembered.Forgotten it -> new Drafted(draft, Drafted.How.REJECTED, "it was forgotten");
      case Remembered.Rejected it -> new Drafted(draft, Drafted.How.REFUSED, it.reason());
    };
  }

  /** A newer draft stands for it, or nothing does any more. */
  private void retire(Memory old) {
    if (!log.isEdited(old.id())) {
      // Whoever wrote it in between has it their way.
      remember.replaceAll(List.of(old.toBuilder().status(MemoryStatus.SUPERSEDED).build()));
    }
  }
}
