package io.runbookmemory.bench;

import com.sun.management.ThreadMXBean;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.salience.Salience;
import io.runbookmemory.salience.SaliencePolicy;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What one salience costs; recall asks for one of every candidate. */
@Command(name = "salience", description = "One salience: nanoseconds and bytes.")
final class SalienceProgram implements Callable<Integer> {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");
  private static final int YEAR = 366 * 86_400;
  private static final MemoryType[] TYPES = MemoryType.values();

  @Option(names = "--rounds", description = "Timed, after half as many more (${DEFAULT-VALUE}).")
  private int rounds = 20;

  @Option(names = "--asked", description = "Saliences of a round (${DEFAULT-VALUE}).")
  private int asked = 1_000_000;

  private final Random random = new Random(1);

  /** What is kept of each, so that nothing is computed for nobody. */
  private double sum;

  @Override
  public Integer call() {
    Memory[] memories = new Memory[4_096];
    Usage[] usages = new Usage[memories.length];
    for (int i = 0; i < memories.length; i++) {
      memories[i] = memory(i);
      usages[i] = usage();
    }
    double[] nanos = new double[rounds];
    long bytes = 0;
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int round = -rounds / 2; round < rounds; round++) {
      long allocated = thread.getCurrentThreadAllocatedBytes();
      long begin = System.nanoTime();
      ask(memories, usages);
      if (round >= 0) {
        nanos[round] = (System.nanoTime() - begin) / (double) asked;
        bytes = thread.getCurrentThreadAllocatedBytes() - allocated;
      }
    }
    Arrays.sort(nanos);
    System.out.println(Machine.here());
    System.out.println(
        new Table("one salience", "median ns", "slowest round ns", "bytes", "mean value")
            .row(
                "of all types",
                nanos[rounds / 2],
                nanos[rounds - 1],
                bytes / (double) asked,
                sum / asked / (rounds + rounds / 2)));
    return 0;
  }

  private void ask(Memory[] memories, Usage[] usages) {
    for (int i = 0; i < asked; i++) {
      int which = i & (memories.length - 1);
      Salience salience =
          SaliencePolicy.DEFAULT.salience(memories[which], usages[which], NOW.plusSeconds(i));
      sum += salience.stale() ? salience.value() : salience.success() * salience.value();
    }
  }

  private Memory memory(int number) {
    Incident incident =
        Incident.builder("The disk is full")
            .attempts(
                List.of(
                    new Attempt("Restart", Effect.NO_EFFECT),
                    new Attempt("Clear the logs", Effect.MITIGATED)))
            .resolution(random.nextBoolean() ? "Cleared the logs" : null)
            .build();
    return Memory.builder(
            MemoryId.named("salience", Integer.toString(number)),
            Scope.of(Tenant.DEFAULT),
            "Disk full",
            incident,
            NOW.minusSeconds(random.nextInt(YEAR)))
        .type(TYPES[random.nextInt(TYPES.length)])
        .pinned(random.nextInt(10) == 0)
        .build();
  }

  private Usage usage() {
    Instant last = random.nextBoolean() ? NOW.minusSeconds(random.nextInt(YEAR)) : null;
    return new Usage(9, random.nextInt(9), random.nextInt(9), random.nextInt(9), last, Map.of());
  }
}
