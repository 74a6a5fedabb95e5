package io.runbookmemory.bench.jmh;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.salience.Salience;
import io.runbookmemory.salience.SaliencePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One salience, of memories of all types, a tenth of them pinned, half of them never used; recall
 * asks for one of every candidate.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SalienceBenchmark {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");
  private static final int YEAR = 366 * 86_400;
  private static final int MEMORIES = 4_096;
  private static final MemoryType[] TYPES = MemoryType.values();

  private final Random random = new Random(1);
  private final Memory[] memories = new Memory[MEMORIES];
  private final Usage[] usages = new Usage[MEMORIES];
  private int next;

  /** Makes the memories. */
  public SalienceBenchmark() {
    for (int i = 0; i < MEMORIES; i++) {
      memories[i] = memory(i);
      usages[i] = usage();
    }
  }

  /**
   * Asks for one.
   *
   * @return it, so that nothing is computed for nobody
   */
  @Benchmark
  public Salience salience() {
    int which = next++ & (MEMORIES - 1);
    return SaliencePolicy.DEFAULT.salience(memories[which], usages[which], NOW.plusSeconds(which));
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
            io.runbookmemory.memory.Scope.of(Tenant.DEFAULT),
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
