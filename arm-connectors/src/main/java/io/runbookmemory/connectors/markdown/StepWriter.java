package io.runbookmemory.connectors.markdown;

import io.runbookmemory.memory.content.RunbookStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes steps of the words and the code of one instruction, as they come. The first code belongs to
 * the words before it; each further code is a further step, with the words between the two. Words
 * after the last code belong to the last step. What shows output is left out.
 */
final class StepWriter {

  private final String section;
  private final List<String> words = new ArrayList<>();
  private final List<String> wordsAfterCode = new ArrayList<>();
  private final List<RunbookStep> steps = new ArrayList<>();
  private @Nullable CodeBlock code;

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

  private void flush() {
    if (!words.isEmpty() || code != null) {
      steps.add(
          new RunbookStep(
              section,
              text(),
              code == null ? null : code.language(),
              code == null ? null : code.code()));
    }
    words.clear();
    code = null;
  }

  private String text() {
    String text = String.join("\n", words);
    return text.startsWith("- ") ? text.substring(2) : text;
  }
}
