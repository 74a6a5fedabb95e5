package io.runbookmemory.oncall.tool;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Baseline;
import io.runbookmemory.metric.MetricName;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.record.RecordTool;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code memory_check_baseline}: a value beside the baseline that was remembered of its series. */
final class BaselineLookup {

  /** As {@code metric.Baseline} has it: fewer say nothing. */
  private static final double LEAST_SAMPLES = 20;

  record Question(
      @Described("the metric's name") String metric,
      @Described("the series' labels") @Nullable Map<String, String> labels,
      @Described("the value now") double value) {}

  enum State {
    NORMAL,
    ABOVE_P95,
    OUTSIDE_BAND,
    TOO_FEW_SAMPLES
  }

  record Answer(
      String series,
      @Described("what the value is beside the past") State state,
      double value,
      @Described("count, average, stddev, min, max, p95, low and high of the band, and others")
          Map<String, Double> baseline,
      @Described("when the baseline was made") Instant asOf) {}

  private BaselineLookup() {}

  static Tool tool(MemoryReader reader) {
    return RecordTool.builder(
            "memory_check_baseline",
            "Says whether a value is usual for a series: normal, above p95, or outside the band of"
                + " the past, with the numbers. Finds nothing where no baseline was remembered.",
            Question.class,
            Answer.class)
        .effect(ToolEffect.READ_ONLY)
        .ofMemory()
        .cost(CostTier.LOW)
        .build(
            (question, invocation) -> {
              String series = seriesOf(question);
              return Newest.of(
                      reader, Filter.eq(Field.KIND, "baseline"), memory -> isOf(memory, series), 1)
                  .stream()
                  .findFirst()
                  .map(memory -> answer(memory, question.value()));
            });
  }

  private static String seriesOf(Question question) {
    Map<String, String> labels = question.labels() == null ? Map.of() : question.labels();
    return new MetricName(question.metric(), labels).toString();
  }

  private static boolean isOf(Memory memory, String series) {
    return memory.content() instanceof Baseline baseline && baseline.series().equals(series);
  }

  private static Answer answer(Memory memory, double value) {
    Baseline baseline = (Baseline) memory.content();
    return new Answer(
        baseline.series(),
        state(baseline.values(), value),
        value,
        baseline.values(),
        memory.times().knownAt());
  }

  private static State state(Map<String, Double> past, double value) {
    if (past.getOrDefault("count", 0.0) < LEAST_SAMPLES) {
      return State.TOO_FEW_SAMPLES;
    }
    double low = past.getOrDefault("low", Double.NEGATIVE_INFINITY);
    double high = past.getOrDefault("high", Double.POSITIVE_INFINITY);
    if (value < low || value > high) {
      return State.OUTSIDE_BAND;
    }
    return value > past.getOrDefault("p95", high) ? State.ABOVE_P95 : State.NORMAL;
  }
}
