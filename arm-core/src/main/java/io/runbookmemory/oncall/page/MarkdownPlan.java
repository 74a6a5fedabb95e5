package io.runbookmemory.oncall.page;

import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.PlannedStep;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plan as Markdown (CommonMark 0.31). */
final class MarkdownPlan extends PlanPage {

  /** What could begin markup anywhere in a line (section 2.4: it is escaped by a backslash). */
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]<>#|~&!]");

  private static final Pattern BACKTICKS = Pattern.compile("`+");
  private static final int SHORTEST_FENCE = 3;

  MarkdownPlan(ActionPlan plan) {
    super(plan);
  }

  @Override
  void heading(String words) {
    text.append("\n## ").append(words).append("\n\n");
  }

  @Override
  void line(String words) {
    text.append(escaped(words)).append('\n');
  }

  @Override
  void step(int number, PlannedStep step, String origin) {
    String indent = " ".repeat((number + ". ").length());
    text.append(number).append(". ").append(escaped(step.text()));
    text.append(" _(").append(escaped(origin)).append(")_\n");
    if (step.code() != null) {
      fence(step.language() == null ? "" : step.language(), step.code().strip(), indent);
    }
  }

  @Override
  void note(int number, StepNote note) {
    String indent = " ".repeat((number + ". ").length());
    text.append('\n').append(indent).append("**").append(note.label()).append(":** ");
    text.append(escaped(note.words())).append('\n');
  }

  @Override
  void item(String words) {
    text.append("- ").append(escaped(words)).append('\n');
  }

  @Override
  void code(String language, String code) {
    fence(language, code.strip(), "  ");
  }

  /** A fence that is longer than any run of back-ticks in it (section 4.5). */
  private void fence(String language, String code, String indent) {
    Matcher matcher = BACKTICKS.matcher(code);
    int longest = SHORTEST_FENCE - 1;
    while (matcher.find()) {
      longest = Math.max(longest, matcher.end() - matcher.start());
    }
    String fence = "`".repeat(longest + 1);
    String info = language.matches("[A-Za-z0-9+-]{1,32}") ? language : "";
    text.append('\n').append(indent).append(fence).append(info).append('\n');
    code.lines().forEach(line -> text.append(indent).append(line).append('\n'));
    text.append(indent).append(fence).append('\n');
  }

  private static String escaped(String words) {
    String line = words.strip().replaceAll("\\s*\\R\\s*", " ");
    return MARKUP.matcher(line).replaceAll("\\\\$0");
  }
}
