package io.runbookmemory.learn.draft;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Runbook;
import java.util.Optional;

/**
 * A proposal made anew on what became of the memory that it was made from: field by field, and a
 * runbook's page line by line, whoever changed something has it their way.
 */
final class Rebase {

  private final Memory base;
  private final Memory target;

  Rebase(Memory base, Memory target) {
    this.base = base;
    this.target = target;
  }

  /** Returns the proposal on top of the memory; empty if both changed the same lines. */
  Optional<Memory> of(Memory proposed) {
    return base.content() instanceof Runbook was
            && target.content() instanceof Runbook is
            && proposed.content() instanceof Runbook page
        ? Pages.merged(was, is, page).map(merged -> with(proposed, merged))
        : Optional.empty();
  }

  /** Returns the same; where both changed the same lines those of the proposal stand. */
  Memory preferring(Memory proposed) {
    return base.content() instanceof Runbook was
            && target.content() instanceof Runbook is
            && proposed.content() instanceof Runbook page
        ? with(proposed, Pages.preferring(was, is, page))
        : with(proposed, Pages.pick(base.content(), target.content(), proposed.content()));
  }

  private Memory with(Memory proposed, Content content) {
    return SameProposal.onVersion(proposed, target.version()).toBuilder()
        .title(Pages.pick(base.title(), target.title(), proposed.title()))
        .scope(Pages.pick(base.scope(), target.scope(), proposed.scope()))
        .severity(Pages.pick(base.severity(), target.severity(), proposed.severity()).orElse(null))
        .tags(Pages.pick(base.tags(), target.tags(), proposed.tags()))
        .content(content)
        .build();
  }
}
