package io.runbookmemory.bench.year;

import io.runbookmemory.recall.RecallPolicy;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Dynamics off: every firing is written down and found again by its relevance alone. Nothing ages,
 * nothing is learned, merged or pruned.
 */
final class Archive implements Practice {

  private final Notes notes;

  Archive(World world, Path directory) {
    this.notes =
        new Notes(
            world,
            directory,
            builder -> builder.recallPolicy(RecallPolicy.builder().weights(1, 0, 0).build()));
  }

  @Override
  public void recollect(Episode episode) {
    notes.write(episode, 0);
  }

  @Override
  public Optional<String> live(Episode episode) {
    var fixes = Notes.fixes(notes.memory().plan(notes.situation(episode)));
    for (int firing = 0; firing < episode.firings(); firing++) {
      notes.write(episode, firing);
    }
    return fixes.stream().map(step -> step.step()).findFirst();
  }

  @Override
  public void sleep(int day) {}

  @Override
  public long memories() {
    return notes.memory().memories().stats().memories();
  }

  @Override
  public void close() {
    notes.close();
  }
}
