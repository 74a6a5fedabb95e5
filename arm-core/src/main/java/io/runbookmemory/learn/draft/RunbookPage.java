package io.runbookmemory.learn.draft;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The Markdown of a runbook that an incident wrote or added to. Numbered items are steps, and
 * nothing else is; see docs/formats/runbook-markdown.md. Every word is the incident's but the
 * headings.
 */
final class RunbookPage {

  private static final String LEARNED = "Learned from incidents";
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT);

  /** What begins a block of Markdown rather than words. */
  private static final Pattern BLOCK = Pattern.compile("^(?:[#>*+=`~|-]|\\d{1,9}(?=[.)]))");

  /** What was said and found out first is what the next one will see. */
  private static final int MOST_SEEN = 8;

  /** An incident is one of many in a section. */
  private static final int MOST_SEEN_HERE = 3;

  private static final Pattern SECTION = Pattern.compile("##? .*");

  private final List<String> lines = new ArrayList<>();
  private final List<RunbookStep> steps = new ArrayList<>();

  private RunbookPage() {}

  /** Returns a new runbook. */
  static Runbook fresh(Memory memory, Incident incident, Lesson lesson) {
    RunbookPage page = new RunbookPage();
    page.lines.add("# " + Lesson.line(memory.title()));
    page.heading("Symptom");
    incident.symptom().lines().map(Lesson::line).map(RunbookPage::text).forEach(page.lines::add);
    incident.alertName().ifPresent(alert -> page.lines.addAll(List.of("", "Alert: " + alert)));
    String cause = lesson.cause();
    if (cause != null) {
      page.heading("Cause");
      page.lines.add(text(cause));
    }
    page.heading("Mitigation");
    page.steps("Mitigation", lesson.helped());
    page.bullets("Did not help", lesson.useless());
    page.bullets("Made it worse", lesson.worse());
    page.bullets("What was seen", seen(incident, MOST_SEEN));
    page.heading("Source");
    page.lines.add("Incident of " + when(memory) + ", " + memory.id() + ".");
    return Runbook.builder(String.join("\n", page.lines))
        .alerts(incident.alertName().map(List::of).orElse(List.of()))
        .steps(page.steps)
        .build();
  }

  private static List<String> seen(Incident incident, int most) {
    return incident.observations().stream().map(Lesson::line).limit(most).toList();
  }

  /** Returns a runbook with what it does not say yet, in a section of its own. */
  static Runbook updated(Runbook runbook, Memory memory, Lesson lesson) {
    RunbookPage page = new RunbookPage();
    String heading = "Incident of " + when(memory);
    page.lines.addAll(List.of("", "### " + heading, ""));
    page.steps(LEARNED + " / " + heading, lesson.helped());
    if (!lesson.helped().isEmpty()) {
      page.lines.add("");
    }
    String cause = lesson.cause();
    if (cause != null) {
      page.lines.add("- Cause: " + cause);
    }
    lesson.worse().forEach(line -> page.lines.add("- Made it worse: " + line));
    if (memory.content() instanceof Incident incident) {
      seen(incident, MOST_SEEN_HERE).forEach(line -> page.lines.add("- Seen: " + line));
    }
    page.lines.add("- Source: incident " + memory.id());
    List<RunbookStep> steps = new ArrayList<>(runbook.steps());
    steps.addAll(page.steps);
    return Pages.with(runbook, page.insertedInto(runbook.markdown()), steps);
  }

  /** Puts the lines at the end of the section that there is, or of the page. */
  private String insertedInto(String markdown) {
    List<String> all = new ArrayList<>(LineDiff.lines(markdown));
    int section = all.indexOf("## " + LEARNED);
    int at = all.size();
    if (section < 0) {
      all.addAll(List.of("", "## " + LEARNED));
      at = all.size();
    } else {
      for (int i = all.size() - 1; i > section; i--) {
        at = SECTION.matcher(all.get(i)).matches() ? i : at;
      }
      if (at < all.size() && !all.get(at - 1).isBlank()) {
        all.add(at, "");
      }
      while (all.get(at - 1).isBlank()) {
        at--;
      }
    }
    all.addAll(at, lines);
    return String.join("\n", all);
  }

  private void heading(String words) {
    lines.addAll(List.of("", "## " + words, ""));
  }

  private void steps(String section, List<String> helped) {
    for (String line : helped) {
      steps.add(new RunbookStep(section, line, null, null));
      lines.add(steps.size() + ". " + text(line));
    }
  }

  private void bullets(String heading, List<String> words) {
    if (!words.isEmpty()) {
      heading(heading);
      words.forEach(line -> lines.add("- " + text(line)));
    }
  }

  /** What people wrote is words here, and begins no heading, list or code. */
  private static String text(String line) {
    if (!BLOCK.matcher(line).find()) {
      return line;
    }
    return Character.isDigit(line.charAt(0))
        ? line.replaceFirst("^(\\d{1,9})([.)])", "$1\\\\$2")
        : "\\" + line;
  }

  private static String when(Memory memory) {
    return WHEN.format(memory.times().knownAt().atOffset(ZoneOffset.UTC));
  }
}
