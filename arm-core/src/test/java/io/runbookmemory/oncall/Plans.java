package io.runbookmemory.oncall;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.recall.Basis;
import io.runbookmemory.recall.Evidence;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.RecallPolicy;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Route;
import io.runbookmemory.recall.ScoreParts;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.Strength;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Recalls as tests need them, and their plans. */
final class Plans {

  private Plans() {}

  static RunbookStep step(String section, String text) {
    return new RunbookStep(section, text, null, null);
  }

  static Runbook runbook(RunbookStep... steps) {
    return Runbook.builder("x").steps(Arrays.asList(steps)).build();
  }

  static Recollection recalled(double relevance, String title, Content content) {
    return recalled(relevance, TestMemories.of(title, content).build());
  }

  static Recollection recalled(double relevance, Memory memory) {
    return recalled(relevance, memory, Usage.NONE);
  }

  static Recollection recalled(double relevance, Memory memory, Usage usage, String... differs) {
    ScoreParts parts =
        new ScoreParts(
            relevance,
            relevance,
            1,
            0.5,
            0.6,
            new Evidence(null, null, null, 0, 0, 1, false, false, false));
    return new Recollection(
        memory, usage, parts, List.of(), List.of(), Arrays.asList(differs), null, null, null);
  }

  static Situation at(String service) {
    return Situation.builder("orders are slow", TestMemories.NOW).service(service).build();
  }

  static Recall recall(Strength strength, Recollection... recollections) {
    return recall(strength, TestMemories.ANYWHERE, recollections);
  }

  static Recall recall(Strength strength, Scope scope, Recollection... recollections) {
    List<Recollection> all = Arrays.asList(recollections);
    Route route = new Route(scope, Set.of(), Set.of(), List.of());
    Basis basis = new Basis(TestMemories.NOW, "", RecallPolicy.DEFAULT, null, "words");
    return new Recall(strength, all, route, Set.of(), all, Duration.ZERO, null, basis);
  }

  static ActionPlan plan(Recollection... recollections) {
    return plan(recall(Strength.STRONG, recollections));
  }

  static ActionPlan plan(Situation situation, Recollection... recollections) {
    Recall recall = recall(Strength.STRONG, situation.scope(), recollections);
    return new Planner().plan(situation, recall, null);
  }

  static ActionPlan plan(Recall recall) {
    return new Planner().plan(at("orders"), recall, null);
  }
}
