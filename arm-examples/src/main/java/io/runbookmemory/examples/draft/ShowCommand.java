package io.runbookmemory.examples.draft;

import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.learn.draft.DraftReview;
import io.runbookmemory.learn.draft.Proposal;
import io.runbookmemory.store.MemoryReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code arm drafts show}. */
@Command(
    name = "show",
    description = "Print a draft: what is new as it is, an update as a unified diff.")
final class ShowCommand extends OfDrafts.OfDraft {

  @Mixin private OwnerOptions owners = new OwnerOptions();

  @Override
  public Integer call() {
    return read();
  }

  @Override
  int call(DraftReview review, MemoryReader reader, Proposal proposal) {
    new DraftView(output).show(proposal, owners.read(reader));
    return ExitStatus.OK;
  }
}
