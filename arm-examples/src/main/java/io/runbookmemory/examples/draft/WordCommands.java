package io.runbookmemory.examples.draft;

import io.runbookmemory.examples.incident.SaidOptions;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.learn.draft.Decision;
import io.runbookmemory.learn.draft.DraftReview;
import io.runbookmemory.learn.draft.Proposal;
import io.runbookmemory.learn.draft.Word;
import io.runbookmemory.store.MemoryReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The subcommands of {@code arm drafts} that decide. */
final class WordCommands {

  private WordCommands() {}

  /** {@code arm drafts approve}. */
  @Command(
      name = "approve",
      description = {
        "Approve a draft: it is recalled from now on, and an update is the next revision of its",
        "runbook. If that was changed meanwhile the draft is made anew on it and shown: look, and",
        "approve again."
      })
  static final class Approve extends OfDrafts.OfDraft {

    @Mixin private SaidOptions said = new SaidOptions();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
    private @Nullable String reason;

    @Override
    public Integer call() {
      return write();
    }

    @Override
    int call(DraftReview review, MemoryReader reader, Proposal proposal) {
      Word word = new Word(said.by(), reason, said.at());
      Optional<Decision> decision = review.approve(proposal.draft().id(), word);
      return decision
          .map(new DraftView(output)::decided)
          .orElseGet(
              () -> {
                output.complain("arm: somebody else decided on it just now");
                return ExitStatus.NEGATIVE;
              });
    }
  }

  /** {@code arm drafts reject}. */
  @Command(name = "reject", description = "Reject a draft: what it proposed is not drafted again.")
  static final class Reject extends OfDrafts.OfDraft {

    @Mixin private SaidOptions said = new SaidOptions();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Override
    public Integer call() {
      if (reason.isBlank()) {
        throw output.usage("--reason must not be blank: the next owner reads it");
      }
      return write();
    }

    @Override
    int call(DraftReview review, MemoryReader reader, Proposal proposal) {
      Word word = new Word(said.by(), reason, said.at());
      boolean done = review.reject(proposal.draft().id(), word);
      new DraftView(output).rejected(proposal, done);
      return done ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
  }
}
