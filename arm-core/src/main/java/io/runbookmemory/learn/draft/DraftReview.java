package io.runbookmemory.learn.draft;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.ledger.Ledger;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where owners look at drafts and approve, edit or reject them. Nothing is recalled of a draft that
 * was not approved. Thread-safe; two who decide at once do not undo each other.
 */
public final class DraftReview {

  private final MemoryStore store;
  private final RememberPipeline remember;
  private final DraftLog log;
  private final MemoryReader reader;

  /**
   * Creates the room.
   *
   * @param store where drafts are
   * @param remember the way of an approved draft back into it
   * @param ledger of the tenant whose drafts these are; where owners' words are kept
   * @param redactor takes secrets out of those
   */
  public DraftReview(
      MemoryStore store, RememberPipeline remember, Ledger ledger, Redactor redactor) {
    this.store = store;
    this.remember = remember;
    this.log = new DraftLog(ledger, redactor);
    this.reader = store.reader(ledger.tenant());
  }

  /**
   * Returns the drafts that wait.
   *
   * @return by ascending id
   */
  public List<Proposal> list() {
    return Proposal.drafts(reader).map(draft -> Proposal.of(draft, reader)).toList();
  }

  /**
   * Returns a draft that waits.
   *
   * @param id which
   * @return empty if there is no such draft
   */
  public Optional<Proposal> get(MemoryId id) {
    return reader
        .get(id)
        .map(StoredMemory::memory)
        .filter(memory -> memory.status() == MemoryStatus.DRAFT)
        .map(draft -> Proposal.of(draft, reader));
  }

  /**
   * Returns what was rejected, and why.
   *
   * @return the newest first
   */
  public List<Rejection> rejections() {
    return log.rejections();
  }

  /**
   * Approves a draft: a new memory is recalled from now on, an update is the memory's next
   * revision; both with the trust of an owner's word. If the memory that it changes was changed
   * since the draft was made, the draft is made anew on that and waits for a second look.
   *
   * @param id the draft
   * @param word whose word
   * @return what became of it; empty if there is no such draft
   * @throws io.runbookmemory.error.ArmException if the store or the model cannot answer
   */
  public Optional<Decision> approve(MemoryId id, Word word) {
    Optional<Proposal> found = get(id);
    try {
      return found.map(one -> one.isUpdate() ? update(one, word) : activate(one.draft(), word));
    } catch (InvalidInputException e) {
      String reason = Objects.requireNonNullElse(e.getMessage(), e.rule());
      return Optional.of(new Decision.Refused(reason + "; edit it first"));
    }
  }

  private Decision activate(Memory draft, Word word) {
    Memory active =
        draft.toBuilder()
            .status(MemoryStatus.ACTIVE)
            .lastVerifiedAt(word.at())
            .provenance(curated(draft.provenance()))
            .build();
    return written(List.of(active), draft, word);
  }

  private Decision update(Proposal proposal, Word word) {
    Memory draft = proposal.draft();
    Memory target = proposal.target();
    if (target == null || !Proposal.isInUse(target)) {
      return new Decision.Refused("the memory that it changes is not in use any more; reject it");
    }
    if (proposal.isStale()) {
      return anew(draft, target, proposal.base());
    }
    Set<Link> links = new LinkedHashSet<>(target.links());
    links.removeIf(link -> link.type().equals(Link.SUSPECTED_BY));
    draft.links().stream()
        .filter(link -> link.type().equals(Link.LEARNED_FROM))
        .forEach(links::add);
    Memory next =
        target.toBuilder()
            .title(draft.title())
            .content(draft.content())
            .scope(draft.scope())
            .severity(draft.severity().orElse(null))
            .tags(draft.tags())
            .status(MemoryStatus.ACTIVE)
            .lastVerifiedAt(word.at())
            .provenance(curated(target.provenance()))
            .links(List.copyOf(links))
            .build();
    Memory done = draft.toBuilder().status(MemoryStatus.SUPERSEDED).build();
    return written(List.of(next, done), draft, word);
  }

  private Decision anew(Memory draft, Memory target, @Nullable Memory base) {
    if (base == null) {
      return new Decision.Refused(
          "the memory that it changes was changed meanwhile, and what it was made from is not kept"
              + " any more; edit it first");
    }
    Optional<Memory> onTop = new Rebase(base, target).of(draft);
    if (onTop.isEmpty()) {
      return new Decision.Refused(
          "the memory that it changes was changed meanwhile, in the same lines; edit it first");
    }
    return remember.replaceAll(List.of(onTop.get())).isPresent()
        ? new Decision.MadeAnew(get(draft.id()).orElseThrow())
        : meanwhile();
  }

  private Decision written(List<Memory> batch, Memory draft, Word word) {
    Optional<List<Remembered>> written = remember.replaceAll(batch);
    if (written.isEmpty()) {
      return meanwhile();
    }
    log.approved(draft, word);
    return new Decision.Approved(written.get().getFirst());
  }

  private static Decision meanwhile() {
    return new Decision.Refused("somebody else wrote it just now; look at it again");
  }

  private static Provenance curated(Provenance from) {
    return new Provenance(from.source(), from.key(), from.url(), TrustTier.CURATED);
  }

  /**
   * Replaces what a draft says; it waits on. From then on no newer draft of the incident replaces
   * it. An update counts as made from what its memory says now: what was changed there meanwhile
   * stands in it too, but for lines that the edited text has otherwise; the proposal's diff shows
   * those. If the revision that it was made from is not kept any more, the edited text is all of
   * it.
   *
   * @param id the draft
   * @param edited its new title, content, scope, severity and tags; the rest is the draft's
   * @param word whose edit
   * @return the draft as it is now; empty if there is none, or somebody else wrote it just now
   * @throws InvalidInputException if it breaks a rule
   */
  public Optional<Proposal> edit(MemoryId id, Memory edited, Word word) {
    Optional<Proposal> found = get(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Memory draft = found.get().draft();
    if (!draft.content().kind().equals(edited.content().kind())) {
      throw new IllegalArgumentException(
          "an edit must stay a " + draft.content().kind() + ", got a " + edited.content().kind());
    }
    Memory next =
        draft.toBuilder()
            .title(edited.title())
            .content(edited.content())
            .scope(edited.scope())
            .severity(edited.severity().orElse(null))
            .tags(edited.tags())
            .build();
    if (remember.replaceAll(List.of(onTarget(next, found.get()))).isEmpty()) {
      return Optional.empty();
    }
    log.edited(draft, word);
    return get(id);
  }

  private static Memory onTarget(Memory next, Proposal of) {
    Memory target = of.target();
    Memory base = of.base();
    if (target == null) {
      return next;
    }
    return of.isStale() && base != null
        ? new Rebase(base, target).preferring(next)
        : SameProposal.onVersion(next, target.version());
  }

  /**
   * Rejects a draft: it is deleted and leaves a tombstone. What it proposed is not drafted again,
   * neither from the same incident nor with the same lesson from another.
   *
   * @param id the draft
   * @param word whose word, and why
   * @return whether there was such a draft
   */
  public boolean reject(MemoryId id, Word word) {
    Optional<Proposal> found = get(id);
    found.ifPresent(one -> log.rejected(one.draft(), word));
    return found.isPresent() && delete(id, word.at()) > 0;
  }

  private long delete(MemoryId id, Instant at) {
    return store.writer(reader.tenant()).delete(List.of(id), at);
  }
}
