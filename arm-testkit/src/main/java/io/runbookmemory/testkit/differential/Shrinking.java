package io.runbookmemory.testkit.differential;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a failing list of operations small: delta debugging (Zeller and Hildebrandt, "Simplifying
 * and Isolating Failure-Inducing Input", IEEE TSE 2002) by leaving out ever smaller chunks, and
 * then by making each operation that is left simpler. Before that it guesses: without the reads,
 * without the other tenants, without what does not name the memories of the operation that failed.
 */
public final class Shrinking {

  private final Function<List<Operation>, Optional<Difference>> replay;
  private final long deadline;
  private List<Operation> operations;
  private Difference difference;

  private Shrinking(
      Function<List<Operation>, Optional<Difference>> replay,
      Duration atMost,
      List<Operation> failing,
      Difference difference) {
    this.replay = replay;
    this.deadline = System.nanoTime() + atMost.toNanos();
    this.operations = upTo(difference, failing);
    this.difference = difference;
  }

  /**
   * Operations that still fail, and how.
   *
   * @param operations the last one shows the difference
   * @param difference what it shows
   */
  public record Case(List<Operation> operations, Difference difference) {}

  /**
   * Shrinks a failing list.
   *
   * @param replay does operations to an empty store
   * @param failing operations that failed
   * @param difference how they failed
   * @param atMost when to stop; what is smallest by then is returned
   * @return at most as many operations
   */
  public static Case of(
      Function<List<Operation>, Optional<Difference>> replay,
      List<Operation> failing,
      Difference difference,
      Duration atMost) {
    Shrinking shrinking = new Shrinking(replay, atMost, failing, difference);
    shrinking.guess();
    shrinking.leaveOut();
    while (shrinking.simplify()) {
      shrinking.leaveOut();
    }
    return new Case(shrinking.operations, shrinking.difference);
  }

  private static List<Operation> upTo(Difference difference, List<Operation> operations) {
    return List.copyOf(operations.subList(0, difference.operation() + 1));
  }

  private boolean outOfTime() {
    return System.nanoTime() - deadline > 0;
  }

  /** Takes a smaller list for the list if it fails too. */
  private boolean accept(List<Operation> smaller) {
    if (outOfTime()) {
      return false;
    }
    Optional<Difference> shown = replay.apply(smaller);
    shown.ifPresent(
        found -> {
          difference = found;
          operations = upTo(found, smaller);
        });
    return shown.isPresent();
  }

  private void guess() {
    Operation last = operations.getLast();
    Tenant tenant = last.tenant();
    acceptOnly(each -> each instanceof Operation.Write);
    acceptOnly(each -> each.tenant().equals(tenant));
    Set<MemoryId> named = Simpler.ids(last);
    if (!named.isEmpty()) {
      acceptOnly(each -> !Collections.disjoint(Simpler.ids(each), named));
    }
  }

  private void acceptOnly(Predicate<Operation> kept) {
    Operation last = operations.getLast();
    List<Operation> smaller = new ArrayList<>();
    operations.subList(0, operations.size() - 1).stream().filter(kept).forEach(smaller::add);
    smaller.add(last);
    if (smaller.size() < operations.size()) {
      accept(smaller);
    }
  }

  private void leaveOut() {
    for (int chunk = operations.size() / 2; chunk >= 1 && !outOfTime(); ) {
      boolean any = false;
      int start = 0;
      while (start < operations.size() - 1 && !outOfTime()) {
        int end = Math.min(start + chunk, operations.size() - 1);
        List<Operation> smaller = new ArrayList<>(operations.subList(0, start));
        smaller.addAll(operations.subList(end, operations.size()));
        if (accept(smaller)) {
          any = true;
        } else {
          start = end;
        }
      }
      // Leaving one out may make room for leaving out another: single ones are gone over again.
      chunk = chunk == 1 && any ? 1 : chunk / 2;
    }
  }

  private boolean simplify() {
    boolean any = false;
    for (int i = 0; i < operations.size(); i++) {
      Set<Operation> tried = new HashSet<>();
      boolean simpler = true;
      while (simpler && i < operations.size() && !outOfTime()) {
        simpler = false;
        for (Operation candidate : Simpler.than(operations.get(i))) {
          if (tried.add(candidate) && accept(with(i, candidate))) {
            simpler = true;
            any = true;
            break;
          }
        }
      }
    }
    return any;
  }

  private List<Operation> with(int index, Operation operation) {
    List<Operation> changed = new ArrayList<>(operations);
    changed.set(index, operation);
    return changed;
  }
}
