package io.runbookmemory;

import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.record.RecordTool;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code memory_get_predictions}. */
final class PredictionTool {

  record Question(
      @Described("part of an alert's or a resource's name or of its service; all if left out")
          @Nullable String about) {}

  record Prevention(String id, String title, @Described("runbook or incident") String kind) {}

  record Item(
      String what,
      Instant from,
      Instant until,
      @Described("how often it came on such occasions, in [0, 1]") double probability,
      @Described("what ended or prevented it before; missing if memory is not sure of any")
          @Nullable Prevention prevention) {}

  record Answer(List<Item> predictions) {}

  private PredictionTool() {}

  static Tool tool(Analysis analysis) {
    return RecordTool.builder(
            "memory_get_predictions",
            "Returns which alerts history foretells and what prevents them, as long as they may"
                + " still come. Nothing of it has happened yet.",
            Question.class,
            Answer.class)
        .effect(ToolEffect.READ_ONLY)
        .cost(CostTier.LOW)
        .build((question, invocation) -> answer(analysis.expected(), question.about()));
  }

  private static Optional<Answer> answer(List<Expected> expected, @Nullable String about) {
    String part = about == null ? "" : about.toLowerCase(Locale.ROOT);
    List<Item> items =
        expected.stream()
            .filter(one -> one.foretold().what().toLowerCase(Locale.ROOT).contains(part))
            .map(PredictionTool::item)
            .toList();
    return items.isEmpty() ? Optional.empty() : Optional.of(new Answer(items));
  }

  private static Item item(Expected one) {
    PreparedAnswer.Known known = one.prevents();
    return new Item(
        one.foretold().what(),
        one.foretold().from(),
        one.foretold().until(),
        one.foretold().probability(),
        known == null ? null : new Prevention(known.id(), known.title(), known.kind()));
  }
}
