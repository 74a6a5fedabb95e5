package io.runbookmemory.learn;

import io.runbookmemory.guard.Redactor;
import io.runbookmemory.learn.draft.Decision;
import io.runbookmemory.learn.draft.DraftReview;
import io.runbookmemory.learn.draft.DraftWriter;
import io.runbookmemory.learn.draft.Drafted;
import io.runbookmemory.learn.draft.Word;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The memories that wait for an owner's word. A draft is never recalled. Thread-safe. */
public final class Drafts {

  private final MemoryStore store;
  private final Tenant tenant;
  private final DraftReview review;
  private final DraftWriter writer;

  /**
   * Creates a room that knows of this process alone what was rejected and edited.
   *
   * @param store where drafts are
   * @param remember the way of an approved draft back into it
   * @param tenant whose drafts
   */
  public Drafts(MemoryStore store, RememberPipeline remember, Tenant tenant) {
    this(store, remember, new ExactMemoryStore().ledger(tenant), text -> text);
  }

  /**
   * Creates the room.
   *
   * @param store where drafts are
   * @param remember the way of an approved draft back into it
   * @param ledger of the tenant whose drafts these are; where it is kept what owners said
   * @param redactor takes secrets out of that
   */
  public Drafts(MemoryStore store, RememberPipeline remember, Ledger ledger, Redactor redactor) {
    this.store = store;
    this.tenant = ledger.tenant();
    this.review = new DraftReview(store, remember, ledger, redactor);
    this.writer = new DraftWriter(store, remember, ledger, redactor);
  }

  /**
   * Drafts what an incident teaches.
   *
   * @param incident the memory of it
   * @param at now
   * @return what became of each proposal; see {@link DraftWriter}
   */
  public List<Drafted> write(Memory incident, Instant at) {
    return writer.write(incident, at);
  }

  /** {@return where owners see drafts as differences, and edit them, and give reasons} */
  public DraftReview review() {
    return review;
  }

  /**
   * Returns the drafts that wait.
   *
   * @param pageSize the most to return, at least 1
   * @return by ascending id, which for captured memories is the order of capture
   */
  public List<Memory> list(int pageSize) {
    Filter drafts = Filter.eq(Field.STATUS, MemoryStatus.DRAFT.name());
    return store.reader(tenant).scan(drafts, null, pageSize).stream()
        .map(StoredMemory::memory)
        .toList();
  }

  /**
   * Approves a draft: from now on it is recalled, with the trust of an owner's word; an update is
   * the next revision of the memory that it changes. See {@link DraftReview}.
   *
   * @param id the draft
   * @param at when
   * @return what became of it; {@link Remembered.Rejected} if the memory that it changes was
   *     changed meanwhile; empty if there is no such draft
   */
  public Optional<Remembered> approve(MemoryId id, Instant at) {
    return review
        .approve(id, new Word("an owner", null, at))
        .map(
            decision ->
                switch (decision) {
                  case Decision.Approved done -> done.memory();
                  case Decision.MadeAnew anew ->
                      new Remembered.Rejected(
                          id, "what it changes was changed meanwhile; look at it again");
                  case Decision.Refused refused -> new Remembered.Rejected(id, refused.reason());
                });
  }

  /**
   * Rejects a draft: it is deleted and leaves a tombstone, and is not proposed again.
   *
   * @param id the draft
   * @param at when
   * @return whether there was such a draft
   */
  public boolean reject(MemoryId id, Instant at) {
    return review.reject(id, new Word("an owner", null, at));
  }
}
