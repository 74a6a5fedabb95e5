package io.runbookmemory.oncall.tool;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Report;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.record.RecordTool;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code memory_get_previous_report}. */
final class PreviousReport {

  record Question(
      @Described("part of the report's title, such as weekly; any report if left out")
          @Nullable String title,
      @Described("service it is about; any if left out") @Nullable String service,
      @Described("only reports whose period ended before this time") @Nullable Instant before) {}

  record Answer(
      String id,
      String title,
      Instant from,
      Instant to,
      String markdown,
      @Described("the figures, one JSON object") String data) {}

  private PreviousReport() {}

  static Tool tool(MemoryReader reader) {
    return RecordTool.builder(
            "memory_get_previous_report",
            "Returns the last report that was remembered, to compare with or to go on from.",
            Question.class,
            Answer.class)
        .effect(ToolEffect.READ_ONLY)
        .ofMemory()
        .cost(CostTier.LOW)
        .build(
            (question, invocation) ->
                Newest.of(reader, Filter.eq(Field.KIND, "report"), asked(question), 1).stream()
                    .findFirst()
                    .map(PreviousReport::answer));
  }

  private static Predicate<Memory> asked(Question question) {
    return memory ->
        memory.content() instanceof Report report
            && (question.title() == null || contains(memory.title(), question.title()))
            && (question.service() == null || question.service().equals(memory.scope().service()))
            && (question.before() == null || report.to().isBefore(question.before()));
  }

  private static boolean contains(String title, String part) {
    return title.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  private static Answer answer(Memory memory) {
    Report report = (Report) memory.content();
    return new Answer(
        memory.id().toString(),
        memory.title(),
        report.from(),
        report.to(),
        report.markdown(),
        report.data());
  }
}
