package io.runbookmemory.oncall.tool;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.record.RecordTool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code recent_deployments}. */
final class DeploymentSearch {

  private static final Duration DEFAULT_WINDOW = Duration.ofDays(2);
  private static final int MOST = 50;

  record Question(
      @Described("service that went out; all if left out") @Nullable String service,
      @Described("environment; all if left out") @Nullable String env,
      @Described("how far to look back; default P2D") @Nullable Duration window) {
    Question {
      if (window != null && !window.isPositive()) {
        throw new IllegalArgumentException("window must be more than 0, got " + window);
      }
    }
  }

  record Release(
      String id,
      Instant at,
      @Nullable String service,
      @Nullable String env,
      String version,
      List<String> changes,
      String risk,
      @Described("what its authors said to watch") List<String> watchFor) {}

  record Answer(@Described("the newest first, 50 at most") List<Release> deployments) {}

  private DeploymentSearch() {}

  static Tool tool(MemoryReader reader, InstantSource clock) {
    return RecordTool.builder(
            "recent_deployments",
            "Lists what went out lately, the newest first: what changed is the first thing to"
                + " suspect.",
            Question.class,
            Answer.class)
        .effect(ToolEffect.READ_ONLY)
        .ofMemory()
        .cost(CostTier.LOW)
        .build(
            (question, invocation) -> {
              Duration window = question.window() == null ? DEFAULT_WINDOW : question.window();
              Instant since = clock.instant().minus(window);
              List<Release> releases =
                  Newest.of(
                          reader,
                          Filter.eq(Field.KIND, "deployment"),
                          memory -> fits(memory, question, since),
                          MOST)
                      .stream()
                      .map(DeploymentSearch::release)
                      .toList();
              return releases.isEmpty() ? Optional.empty() : Optional.of(new Answer(releases));
            });
  }

  private static boolean fits(Memory memory, Question question, Instant since) {
    return memory.content() instanceof Deployment
        && !memory.times().knownAt().isBefore(since)
        && (question.service() == null || question.service().equals(memory.scope().service()))
        && (question.env() == null || question.env().equals(memory.scope().env()));
  }

  private static Release release(Memory memory) {
    Deployment deployment = (Deployment) memory.content();
    return new Release(
        memory.id().toString(),
        memory.times().knownAt(),
        memory.scope().service(),
        memory.scope().env(),
        deployment.version(),
        deployment.changes(),
        deployment.risk(),
        deployment.watchFor());
  }
}
