package io.runbookmemory.examples.draft;

import io.runbookmemory.examples.incident.ShortIds;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.StoreOptions.OpenMemory;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.learn.draft.DraftReview;
import io.runbookmemory.learn.draft.Proposal;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the commands over drafts share. */
abstract class OfDrafts implements Callable<Integer> {

  @Mixin StoreOptions store = new StoreOptions();
  @Mixin DataOutput output = new DataOutput();

  /** Opens the drafts to look at them; a store that another process writes is none in the way. */
  int read() {
    try (MemoryStore open = store.openToRead();
        LedgerStore ledgers = store.openLedgers()) {
      return call(
          review(open, OpenMemory.remembering(open, null), ledgers), open.reader(store.tenant()));
    }
  }

  /** Opens the drafts to decide on them. */
  int write() {
    try (OpenMemory open = store.openWithModel();
        LedgerStore ledgers = store.openLedgers()) {
      return call(
          review(open.store(), open.remembering(), ledgers), open.store().reader(store.tenant()));
    }
  }

  private DraftReview review(MemoryStore open, RememberPipeline remember, LedgerStore ledgers) {
    return new DraftReview(open, remember, ledgers.ledger(store.tenant()), new PatternRedactor());
  }

  abstract int call(DraftReview review, MemoryReader reader);

  /** What is about one draft. */
  abstract static class OfDraft extends OfDrafts {

    @Parameters(
        index = "0",
        paramLabel = "ID",
        description = "The draft's id, or as much of its beginning as begins no other.")
    private String id = "";

    @Override
    final int call(DraftReview review, MemoryReader reader) {
      ShortIds ids = ShortIds.of(review.list().stream().map(one -> one.draft().id()).toList());
      Optional<Proposal> found = ids.find(id, output).flatMap(review::get);
      if (found.isEmpty()) {
        output.complain("arm: there is no draft " + id + "; see arm drafts list");
        return ExitStatus.NEGATIVE;
      }
      return call(review, reader, found.get());
    }

    abstract int call(DraftReview review, MemoryReader reader, Proposal proposal);
  }
}
