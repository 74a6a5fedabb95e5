package io.runbookmemory.connectors.markdown;

import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.text.remark.StepRemarks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes steps of the words and the code of one instruction, as they come. The first code belongs to
 * the words before it; each further code is a further step, with the words between the two. Words
 * after the last code belong to the last step. What shows output is left out. Code that is
 * announced as the way back is no step, but the rollback of the one before it; what else the words
 * say of the effect stands in the step's fields too.
 */
final class StepWriter {

  private final String section;
  private final List<String> words = new ArrayList<>();
  private final List<String> wordsAfterCode = new ArrayList<>();
  private final List<RunbookStep> steps = new ArrayList<>();
  private @Nullable CodeBlock code;
  private @Nullable String rollback;

  StepWriter(String section) {
    this.section = section;
  }

  void words(String line) {
    if (!line.isBlank()) {
      (code == null ? words : wordsAfterCode).add(line);
    }
  }

  void code(CodeBlock block) {
    if (block.isOutput() || (block.isPlain() && code != null)) {
      forgetLeadIn(code == null ? words : wordsAfterCode);
      return;
    }
    if (code != null && isWayBack()) {
      wordsAfterCode.removeLast();
      rollback = rollback == null ? block.code() : rollback + "\n" + block.code();
      return;
    }
    if (code != null) {
      flush();
      words.addAll(wordsAfterCode);
      wordsAfterCode.clear();
    }
    code = block;
  }

  /** Returns the steps; to be called once, at the end. */
  List<RunbookStep> steps() {
    words.addAll(wordsAfterCode);
    flush();
    return steps;
  }

  /** "The output looks like this:" says nothing without the output. */
  private void forgetLeadIn(List<String> before) {
    boolean alone = before == words && before.size() == 1;
    if (!before.isEmpty() && !alone && before.getLast().endsWith(":")) {
      before.removeLast();
    }
  }

  private boolean isWayBack() {
    return !wordsAfterCode.isEmpty() && StepRemarks.leadsToRollback(wordsAfterCode.getLast());
  }

  private void flush() {
    if (!words.isEmpty() || code != null) {
      String text = text();
      StepRemarks remarks = StepRemarks.read(text, code != null);
      steps.add(
          new RunbookStep(
              section,
              text,
              code == null ? null : code.language(),
              code == null ? null : code.code(),
              remarks.expected(),
              rollback == null ? remarks.rollback() : rollback,
              remarks.otherwise()));
    }
    words.clear();
    code = null;
    rollback = null;
  }

  private String text() {
    String text = String.join("\n", words);
    return text.startsWith("- ") ? text.substring(2) : text;
  }
}
