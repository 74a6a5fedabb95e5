package io.runbookmemory.bench.kill;

import io.runbookmemory.bench.kill.Load.Step;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds a store against what was acknowledged. Of each writer one step may have been under way when
 * the process was killed; that one may be there or not, but not in part.
 */
final class Audit {

  /** How far a writer had come: so many steps were acknowledged. */
  private record Reached(Load load, int steps) {}

  private final List<Reached> all = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();
  private final List<String> half = new ArrayList<>();
  private long acknowledged;
  private long counted;

  /** Checks what the writers of a round, with so many acknowledged steps each, have left. */
  void check(int round, int[] steps, MemoryReader reader) {
    long counts = 0;
    long perhaps = 0;
    for (int writer = 0; writer < steps.length; writer++) {
      Reached reached = new Reached(new Load(round, writer), steps[writer]);
      all.add(reached);
      acknowledged += reached.steps();
      check(reached, reader);
      for (int step = 0; step < reached.steps(); step++) {
        counts += Step.of(step) == Step.COUNT ? 1 : 0;
      }
      perhaps += Step.of(reached.steps()) == Step.COUNT ? 1 : 0;
    }
    long now = reader.usage(List.of(Load.SHARED)).getOrDefault(Load.SHARED, Usage.NONE).recalls();
    if (now < counted + counts || now > counted + counts + perhaps) {
      lost.add(
          "round %d: counts are %d, must be %d to %d"
              .formatted(round, now, counted + counts, counted + counts + perhaps));
    }
    counted = now;
  }

  /** Checks the writers of all rounds once more: what was whole then must be whole still. */
  void checkAll(MemoryReader reader) {
    all.forEach(reached -> check(reached, reader));
  }

  private void check(Reached reached, MemoryReader reader) {
    int turns = Step.values().length;
    for (int first = 0; first <= reached.steps(); first += turns) {
      check(reached.load(), first / turns, reached.steps() - first, reader);
    }
  }

  /** Checks a turn, of which so many steps were acknowledged, all of them or more. */
  private void check(Load load, int turn, int steps, MemoryReader reader) {
    Map<MemoryId, StoredMemory> there = new HashMap<>();
    reader.getAll(load.ids(turn)).forEach(stored -> there.put(stored.id(), stored));
    String where = load + ", turn " + turn + ", after " + steps + " steps";
    if (there.isEmpty() && steps == 0) {
      return;
    }
    boolean deleted = !there.containsKey(load.id(turn, 1));
    if (there.isEmpty()) {
      lost.add(where + ": the batch is gone");
    } else if (there.size() < Load.BATCH - (deleted && mayHave(Step.DELETE, steps) ? 1 : 0)) {
      half.add(where + ": " + there.size() + " of the batch are there");
    }
    StoredMemory head = there.get(load.id(turn, 0));
    long version = head == null ? 0 : head.memory().version();
    if ((must(Step.REWRITE, steps) && version != 2)
        || (!mayHave(Step.REWRITE, steps) && version != 1)) {
      lost.add(where + ": the first memory is of version " + version);
    }
    if (must(Step.DELETE, steps) && !deleted) {
      lost.add(where + ": the deleted memory is there");
    }
  }

  private static boolean must(Step step, int steps) {
    return steps > step.ordinal();
  }

  private static boolean mayHave(Step step, int steps) {
    return steps >= step.ordinal();
  }

  long acknowledged() {
    return acknowledged;
  }

  /** What was acknowledged and is not there, in words. */
  List<String> lost() {
    return List.copyOf(lost);
  }

  /** What is there in part, in words. */
  List<String> half() {
    return List.copyOf(half);
  }
}
