package io.runbookmemory.oncall.tool;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.record.RecordTool;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Recalls memories of one kind for a tool. */
final class Recalling {

  /** A question to memory. */
  record Question(
      @Described("the alert, the error, or the question in words") String query,
      @Described("service it is about, as in service.name") @Nullable String service,
      @Described("environment: prod, staging, dev") @Nullable String env,
      @Described("how many to return at most, 1 to 20; default 5") @Nullable Integer topK) {

    private static final int DEFAULT_TOP_K = 5;
    private static final int MOST = 20;

    Question {
      if (query.isBlank()) {
        throw new IllegalArgumentException("query must not be blank");
      }
      if (topK != null && (topK < 1 || topK > MOST)) {
        throw new IllegalArgumentException("top_k must be 1 to " + MOST + ", got " + topK);
      }
    }

    int limit() {
      return topK == null ? DEFAULT_TOP_K : topK;
    }
  }

  /** Why a memory was found, and how much to trust that it fits. */
  record Found(
      @Described("identity of the memory") String id,
      String title,
      @Described("where it came from: a ticket, a path") @Nullable String source,
      @Nullable String url,
      @Described("how well it fits: strong, possible, triage") String strength,
      @Described("what orders the results, 0 to 1") double score,
      @Described("why it was found") List<String> why,
      @Described("what is otherwise now than then") List<String> differs) {

    static Found of(Recollection one) {
      Memory memory = one.memory();
      return new Found(
          memory.id().toString(),
          memory.title(),
          memory.provenance().key(),
          memory.provenance().url(),
          one.strength().name().toLowerCase(Locale.ROOT),
          one.parts().score(),
          one.why(),
          one.differs());
    }
  }

  private final Function<Situation, Recall> recall;
  private final Tenant tenant;
  private final InstantSource clock;

  Recalling(Function<Situation, Recall> recall, Tenant tenant, InstantSource clock) {
    this.recall = recall;
    this.tenant = tenant;
    this.clock = clock;
  }

  /**
   * Returns the tool that finds memories of one kind.
   *
   * @param answering makes the answer; empty if nothing of the kind was recalled
   */
  <A extends Record> Tool tool(
      String name,
      String description,
      String kind,
      Class<A> answer,
      Function<Recall, Optional<A>> answering) {
    return RecordTool.builder(name, description, Question.class, answer)
        .effect(ToolEffect.READ_ONLY)
        .ofMemory()
        .cost(CostTier.LOW)
        .build((question, invocation) -> answering.apply(recall(question, kind, invocation)));
  }

  private Recall recall(Question question, String kind, ToolInvocation invocation) {
    return recall.apply(
        Situation.builder(question.query(), clock.instant())
            .scope(Scope.of(tenant).withService(question.service()).withEnv(question.env()))
            .filter(Filter.eq(Field.KIND, kind))
            .topK(question.limit())
            .deadline(invocation.timeout())
            .build());
  }

  /** What a recall had to do without, for whoever reads its answer. */
  static List<String> degraded(Recall recall) {
    return recall.degraded().stream().map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
  }
}
