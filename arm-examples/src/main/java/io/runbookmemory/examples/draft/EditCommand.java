package io.runbookmemory.examples.draft;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.incident.SaidOptions;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.learn.draft.DraftReview;
import io.runbookmemory.learn.draft.DraftText;
import io.runbookmemory.learn.draft.Proposal;
import io.runbookmemory.learn.draft.Word;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.store.MemoryReader;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm drafts edit}. */
@Command(
    name = "edit",
    description = {
      "Edit a draft in $VISUAL or $EDITOR, as Markdown with front matter, or take its new text"
          + " from",
      "a file. It keeps its id and waits on; no newer draft of the incident replaces it."
    })
final class EditCommand extends OfDrafts.OfDraft {

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The new text; - for standard input (default: an editor is opened).")
  private @Nullable Path file;

  @Option(names = "--print", description = "Print the text to be edited, and change nothing.")
  private boolean print;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
  private @Nullable String reason;

  @Mixin private SaidOptions said = new SaidOptions();

  @Override
  public Integer call() {
    return print ? read() : write();
  }

  @Override
  int call(DraftReview review, MemoryReader reader, Proposal proposal) {
    Memory draft = proposal.draft();
    if (print) {
      output.line(DraftText.of(draft).stripTrailing());
      return ExitStatus.OK;
    }
    EditedDraft text =
        file == null ? EditedDraft.byEditor(DraftText.of(draft)) : EditedDraft.of(file);
    Memory edited;
    try {
      edited = text.read(draft);
    } catch (ArmException e) {
      text.keep(path -> output.complain("arm: your text is kept; go on with --file " + path));
      throw e;
    }
    if (DraftText.of(edited).equals(DraftText.of(draft))) {
      text.delete();
      output.complain("arm: nothing was changed");
      return ExitStatus.NEGATIVE;
    }
    Optional<Proposal> now =
        review.edit(draft.id(), edited, new Word(said.by(), reason, said.at()));
    if (now.isEmpty()) {
      text.keep(path -> output.complain("arm: your text is kept; go on with --file " + path));
      output.complain("arm: somebody else wrote the draft just now; look at it again");
      return ExitStatus.NEGATIVE;
    }
    text.delete();
    new DraftView(output).edited(now.get());
    return ExitStatus.OK;
  }
}
