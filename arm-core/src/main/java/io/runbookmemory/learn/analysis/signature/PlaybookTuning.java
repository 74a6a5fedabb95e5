package io.runbookmemory.learn.analysis.signature;

import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.Other;
import io.runbookmemory.memory.usage.BetaPosterior;
import io.runbookmemory.memory.usage.Usage;
import java.util.List;
import java.util.Optional;

/**
 * That a playbook, as it is now, helps less often than not.
 *
 * @param playbook the memory that counts its outcomes
 * @param title that memory's title, which names the playbook
 * @param outcomes what came of it
 * @param place what it applies to
 */
public record PlaybookTuning(MemoryId playbook, String title, BetaPosterior outcomes, Place place)
    implements Finding {

  private static final int LEAST_TRIED = 5;

  /** One that was run five times and helped in less than half of them is to be revised. */
  static Optional<PlaybookTuning> of(Memory memory, Usage usage) {
    BetaPosterior outcomes = usage.outcomes();
    return memory.content() instanceof Other other
            && other.kind().equals("playbook")
            && outcomes.n() >= LEAST_TRIED
            && outcomes.successes() < outcomes.failures()
        ? Optional.of(new PlaybookTuning(memory.id(), memory.title(), outcomes, Case.place(memory)))
        : Optional.empty();
  }

  @Override
  public String kind() {
    return "playbook";
  }

  @Override
  public String key() {
    return playbook.toString();
  }

  @Override
  public long support() {
    return outcomes.n();
  }

  @Override
  public double confidence() {
    return outcomes.mean();
  }

  @Override
  public List<Signal> signals() {
    return List.of();
  }

  @Override
  public String description() {
    return "%s helped %d of %d times: revise it or drop it"
        .formatted(title, outcomes.successes(), outcomes.n());
  }
}
