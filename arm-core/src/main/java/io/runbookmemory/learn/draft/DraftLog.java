package io.runbookmemory.learn.draft;

import io.runbookmemory.guard.Redactor;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import io.runbookmemory.tool.record.RecordJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What owners said about drafts, in the ledger's stream {@code drafts}; docs/formats/drafts.md. */
final class DraftLog {

  private static final LedgerStream STREAM = new LedgerStream("drafts");
  private static final RecordJson<Line> JSON = RecordJson.of(Line.class);
  private static final String EDITED = "edited";
  private static final String APPROVED = "approved";
  private static final String REJECTED = "rejected";
  private static final int PAGE = 500;

  private final Ledger ledger;
  private final Redactor redactor;

  DraftLog(Ledger ledger, Redactor redactor) {
    this.ledger = ledger;
    this.redactor = redactor;
  }

  /** The body of an entry. */
  record Line(int v, String draft, String kind, String title, String by, @Nullable String reason) {}

  void edited(Memory draft, Word word) {
    ledger.append(List.of(entry(EDITED, draft, draft.id().toString(), word)));
  }

  void approved(Memory draft, Word word) {
    ledger.append(List.of(entry(APPROVED, draft, draft.id().toString(), word)));
  }

  /** Writes a rejection down under the draft and under all that would be the same proposal. */
  void rejected(Memory draft, Word word) {
    List<LedgerEntry> entries = new ArrayList<>();
    entries.add(entry(REJECTED, draft, draft.id().toString(), word));
    for (MemoryId key : SameProposal.keys(draft)) {
      entries.add(entry(REJECTED, draft, key.toString(), word));
    }
    ledger.append(entries);
  }

  private LedgerEntry entry(String kind, Memory draft, String subject, Word word) {
    String reason = word.reason();
    Line line =
        new Line(
            1,
            draft.id().toString(),
            draft.content().kind(),
            draft.title(),
            redactor.redact(word.by()),
            reason == null ? null : redactor.redact(reason));
    String body = JSON.write(line);
    MemoryId id = MemoryId.named("drafts " + kind, subject + "\n" + word.at() + "\n" + body);
    return new LedgerEntry(id.value(), STREAM, kind, word.at(), subject, body);
  }

  boolean isEdited(MemoryId draft) {
    return has(draft, EDITED);
  }

  boolean isApproved(MemoryId draft) {
    return has(draft, APPROVED);
  }

  private boolean has(MemoryId draft, String kind) {
    return ledger.read(EntryFilter.of(STREAM, draft.toString()), 0, PAGE).stream()
        .anyMatch(posted -> posted.entry().kind().equals(kind));
  }

  /** Returns why a proposal was not wanted before; empty if it never was. */
  Optional<Rejection> rejection(Memory draft) {
    List<MemoryId> keys = new ArrayList<>(List.of(draft.id()));
    keys.addAll(SameProposal.keys(draft));
    return keys.stream()
        .flatMap(key -> ledger.last(EntryFilter.of(STREAM, key.toString())).stream())
        .filter(posted -> posted.entry().kind().equals(REJECTED))
        .map(DraftLog::read)
        .findFirst();
  }

  /** Returns all rejections, the newest first. */
  List<Rejection> rejections() {
    Map<MemoryId, Rejection> found = new LinkedHashMap<>();
    long after = 0;
    List<PostedEntry> page;
    do {
      page = ledger.read(EntryFilter.of(STREAM), after, PAGE);
      for (PostedEntry posted : page) {
        after = posted.position();
        if (posted.entry().kind().equals(REJECTED)) {
          Rejection one = read(posted);
          found.remove(one.draft());
          found.put(one.draft(), one);
        }
      }
    } while (page.size() == PAGE);
    return new ArrayList<>(found.values()).reversed();
  }

  private static Rejection read(PostedEntry posted) {
    Line line = JSON.read(posted.entry().body());
    Word word = new Word(line.by(), line.reason(), posted.entry().at());
    return new Rejection(MemoryId.parse(line.draft()), line.kind(), line.title(), word);
  }
}
