package io.runbookmemory.examples.draft;

import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.learn.draft.DraftOwners;
import io.runbookmemory.learn.draft.DraftReview;
import io.runbookmemory.learn.draft.Proposal;
import io.runbookmemory.learn.draft.Rejection;
import io.runbookmemory.store.MemoryReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm drafts list}. */
@Command(name = "list", description = "List what waits, and for whom; or what was rejected.")
final class ListCommand extends OfDrafts {

  @Option(names = "--owner", paramLabel = "NAME", description = "What waits for one owner.")
  private @Nullable String owner;

  @Option(names = "--unowned", description = "What waits for nobody in particular.")
  private boolean unowned;

  @Option(names = "--rejected", description = "What was rejected, by whom and why.")
  private boolean rejected;

  @Mixin private OwnerOptions owners = new OwnerOptions();

  @Override
  public Integer call() {
    if (owner != null && unowned) {
      throw output.usage("--owner and --unowned exclude each other");
    }
    return read();
  }

  @Override
  int call(DraftReview review, MemoryReader reader) {
    if (rejected) {
      List<Rejection> rejections = review.rejections();
      new DraftView(output).rejections(rejections);
      return rejections.isEmpty() ? ExitStatus.NEGATIVE : ExitStatus.OK;
    }
    DraftOwners known = owners.read(reader);
    List<Proposal> found = review.list().stream().filter(one -> isAsked(known.of(one))).toList();
    new DraftView(output).list(found, known);
    return found.isEmpty() ? ExitStatus.NEGATIVE : ExitStatus.OK;
  }

  private boolean isAsked(List<String> names) {
    return owner == null ? !unowned || names.isEmpty() : names.contains(owner);
  }
}
