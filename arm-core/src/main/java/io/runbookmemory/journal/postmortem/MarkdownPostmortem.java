package io.runbookmemory.journal.postmortem;

import java.util.List;
import java.util.stream.Collectors;

/** A draft as Markdown. */
final class MarkdownPostmortem {

  private MarkdownPostmortem() {}

  static String of(PostmortemDraft draft) {
    StringBuilder page = new StringBuilder();
    page.append("# Postmortem: ").append(escaped(draft.title())).append("\n\n");
    page.append("Draft from the journal of incident `").append(draft.incident()).append("`. ");
    page.append("Each line ends with the entries that say so; **gap** marks what nobody said.\n");
    for (PostmortemSection section : PostmortemSection.values()) {
      List<Statement> lines = draft.in(section);
      if (!lines.isEmpty()) {
        page.append("\n## ").append(section.heading()).append("\n\n");
        lines.forEach(line -> page.append(line(line)));
      }
    }
    if (!draft.wording().isEmpty()) {
      page.append("\n## Wording to look at\n\n");
      draft.wording().forEach(one -> page.append("- ").append(escaped(one)).append('\n'));
    }
    page.append("\n## Sources\n\n");
    for (Citation citation : draft.citations()) {
      page.append(
          "- J%d: %s, by %s: %s\n"
              .formatted(
                  citation.position(),
                  citation.at(),
                  escaped(citation.by()),
                  escaped(citation.what())));
    }
    return page.toString();
  }

  private static String line(Statement line) {
    String mark =
        switch (line.kind()) {
          case FACT -> "";
          case PROPOSAL -> "*proposed:* ";
          case GAP -> "**gap:** ";
          case UNSUPPORTED -> "**unsupported:** ";
        };
    String sources =
        line.sources().stream().map(one -> "J" + one).collect(Collectors.joining(", "));
    String cited = sources.isEmpty() ? "" : " [" + sources + "]";
    return "- " + mark + escaped(line.text()) + cited + "\n";
  }

  /** What people wrote is text here, never markup. */
  private static String escaped(String text) {
    return text.replaceAll("\\R", " ").replaceAll("([\\\\`*_\\[\\]<>#|])", "\\\\$1");
  }
}
