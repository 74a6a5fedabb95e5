package io.runbookmemory.learn.upkeep.audit;

import io.runbookmemory.learn.upkeep.audit.MemoryAudit.Found;
import io.runbookmemory.learn.upkeep.audit.MemoryAudit.Named;
import io.runbookmemory.memory.Memory;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an audit counts on its way. */
final class Tally {

  private static final int TENTHS = 10;

  private final SortedMap<String, Long> kinds = new TreeMap<>();
  private final SortedMap<String, Long> types = new TreeMap<>();
  private final SortedMap<String, Long> statuses = new TreeMap<>();
  private final SortedMap<String, Long> services = new TreeMap<>();
  private final SortedMap<String, Long> envs = new TreeMap<>();
  private final SortedMap<YearMonth, Long> growth = new TreeMap<>();
  private final Map<Finding, Long> counts = new EnumMap<>(Finding.class);
  private final Map<Finding, List<Named>> samples = new EnumMap<>(Finding.class);
  private final long[] tenths = new long[TENTHS];
  private long memories;
  private double salience;

  void count(Memory memory, double value) {
    memories++;
    add(kinds, memory.content().kind());
    add(types, memory.type().name());
    add(statuses, memory.status().name());
    add(services, memory.scope().service());
    add(envs, memory.scope().env());
    YearMonth month = YearMonth.from(memory.times().createdAt().atOffset(ZoneOffset.UTC));
    growth.merge(month, 1L, Long::sum);
    salience += value;
    tenths[Math.min(TENTHS - 1, (int) (value * TENTHS))]++;
  }

  private static void add(SortedMap<String, Long> counts, @Nullable String name) {
    counts.merge(Objects.requireNonNullElse(name, "-"), 1L, Long::sum);
  }

  void find(Finding finding, Memory memory) {
    counts.merge(finding, 1L, Long::sum);
    List<Named> sample = samples.computeIfAbsent(finding, one -> new ArrayList<>());
    if (sample.size() < MemoryAudit.SAMPLE) {
      sample.add(new Named(memory.id(), memory.title()));
    }
  }

  MemoryAudit audit(Instant asOf, List<MemoryAudit.Group> duplicates) {
    Map<Finding, Found> findings = new EnumMap<>(Finding.class);
    counts.forEach(
        (finding, count) ->
            findings.put(finding, new Found(count, samples.getOrDefault(finding, List.of()))));
    return new MemoryAudit(
        asOf,
        memories,
        new MemoryAudit.Totals(kinds, types, statuses, services, envs),
        growth,
        new MemoryAudit.Decay(
            memories == 0 ? 0 : salience / memories, Arrays.stream(tenths).boxed().toList()),
        findings,
        duplicates);
  }
}
