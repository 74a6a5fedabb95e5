package io.runbookmemory.oncall.tool;

import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code lookup_runbook}. */
final class RunbookLookup {

  record Step(
      String section, String text, @Nullable String language, @Nullable String code, String past) {}

  record Page(
      Recalling.Found found,
      @Described("the part that fits best") String excerpt,
      List<Step> steps,
      List<String> owners,
      List<String> urls) {}

  record Answer(
      List<Page> runbooks, @Described("what the search had to do without") List<String> degraded) {}

  private RunbookLookup() {}

  static Tool tool(Recalling recalling) {
    return recalling.tool(
        "lookup_runbook",
        "Finds the runbooks for an alert, an error or a question, best first, with their steps"
            + " and what became of each step before. Call it first when an alert fires.",
        "runbook",
        Answer.class,
        RunbookLookup::answer);
  }

  private static Optional<Answer> answer(Recall recall) {
    List<Page> found = recall.recollections().stream().flatMap(RunbookLookup::page).toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new Answer(found, Recalling.degraded(recall)));
  }

  private static Stream<Page> page(Recollection one) {
    if (!(one.memory().content() instanceof Runbook runbook)) {
      return Stream.empty();
    }
    return Stream.of(
        new Page(
            Recalling.Found.of(one),
            one.excerpt(),
            runbook.steps().stream().map(step -> step(step, one)).toList(),
            List.copyOf(runbook.owners()),
            List.copyOf(runbook.urls())));
  }

  private static Step step(RunbookStep step, Recollection one) {
    var usage = one.usage().steps().get(step.key());
    return new Step(
        step.section(),
        step.text(),
        step.language(),
        step.code(),
        usage == null ? "" : usage.inWords());
  }
}
