package io.runbookmemory.examples.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.RunOutcome;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.learn.Learned;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.oncall.PlannedCall;
import io.runbookmemory.oncall.playbook.PlaybookCatalog;
import io.runbookmemory.oncall.playbook.PlaybookConfidence;
import io.runbookmemory.oncall.run.PlanRun;
import io.runbookmemory.oncall.run.RunStep;
import io.runbookmemory.oncall.run.StepResult;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The end of a run: what memory learns from it, and which draft waits. */
final class RunEnd {

  private final StoreOptions store;
  private final DataOutput output;

  RunEnd(StoreOptions store, DataOutput output) {
    this.store = store;
    this.output = output;
  }

  /** Learns from a run, once, and says what. */
  int learn(PlanRun run, Effect effect, String note, PlaybookCatalog catalog) {
    Instant now = Instant.now();
    try (var open = store.openWithModel();
        LedgerStore ledgers = store.openLedgers();
        RunbookMemory memory = open.keptIn(ledgers)) {
      Situation situation =
          Situation.builder(run.situation(), run.startedAt()).scope(run.scope()).build();
      Learned learned =
          memory.learn(
              situation,
              memory.recall(situation),
              RunOutcome.of(run, effect, now).resolution(note.isBlank() ? null : note).build());
      boolean first = learned.counted() == Learned.Counted.YES;
      List<String> playbooks = first ? counted(run, catalog, open.store(), now) : List.of();
      if (output.json()) {
        output.print(json(run, effect, learned, playbooks));
      } else {
        print(effect, learned, playbooks, open.store().reader(store.tenant()));
      }
      return first ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
  }

  /** Counts the playbooks that were run and whose effect somebody saw. */
  private List<String> counted(
      PlanRun run, PlaybookCatalog catalog, MemoryStore memories, Instant at) {
    PlaybookConfidence confidence =
        new PlaybookConfidence(memories.reader(store.tenant()), memories.writer(store.tenant()));
    List<String> counted = new ArrayList<>();
    for (RunStep step : run.steps()) {
      PlannedCall call = step.call();
      if (call != null
          && call.kind() == PlannedCall.Kind.PLAYBOOK
          && catalog.playbook(call.name()).isPresent()
          && wasRun(run, step)
          && run.latest(step.number()).orElse(null) instanceof StepResult.Done done
          && done.effect() != null) {
        String fingerprint = catalog.fingerprint(call.name());
        confidence.count(call.name(), fingerprint, done.effect().helped(), at);
        counted.add(call.name() + ": " + confidence.of(call.name(), fingerprint).inWords());
      }
    }
    return counted;
  }

  private static boolean wasRun(PlanRun run, RunStep step) {
    return run.told().stream()
        .anyMatch(
            it ->
                it.step() == step.number()
                    && it.result() instanceof StepResult.Called called
                    && !called.dryRun()
                    && called.end() == StepResult.End.SUCCEEDED);
  }

  private void print(
      Effect effect, Learned learned, List<String> playbooks, MemoryReader memories) {
    String how = effect.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (learned.counted() == Learned.Counted.YES) {
      output.line("learned that it ended: " + how);
      titles("helped", learned.helped(), memories);
      titles("did not help", learned.failed(), memories);
      learned.unknown().forEach(id -> output.line("  is not there any more  " + id));
      playbooks.forEach(it -> output.line("  playbook " + it));
    } else {
      output.complain("arm: this run was learned from before: nothing is counted twice");
    }
    Remembered draft = learned.draft();
    if (draft instanceof Remembered.Rejected refused) {
      output.complain("arm: nothing was drafted: " + refused.reason());
    } else {
      output.line("1 draft waits: arm drafts show " + draft.id());
    }
  }

  private void titles(String word, List<MemoryId> ids, MemoryReader memories) {
    for (MemoryId id : ids) {
      Optional<String> title = memories.get(id).map(it -> it.memory().title());
      output.line("  " + word + "  " + title.orElse(id.toString()));
    }
  }

  private static ObjectNode json(
      PlanRun run, Effect effect, Learned learned, List<String> playbooks) {
    ObjectNode node = Output.object().put("run", run.id().toString());
    node.put("effect", effect.name()).put("counted", learned.counted().name());
    put(node.putArray("helped"), learned.helped());
    put(node.putArray("failed"), learned.failed());
    put(node.putArray("unknown"), learned.unknown());
    playbooks.forEach(node.putArray("playbooks")::add);
    return node.put("draft", learned.draft().id().toString());
  }

  private static void put(ArrayNode array, List<MemoryId> ids) {
    ids.forEach(id -> array.add(id.toString()));
  }
}
