package io.runbookmemory.journal.postmortem;

import io.runbookmemory.tool.record.RecordJson;
import java.util.List;

/**
 * A postmortem as far as the journal can tell it.
 *
 * @param incident the incident's id
 * @param title the incident's
 * @param statements its lines, by section
 * @param citations the entries that they rest on, in the order of time
 * @param wording what people or the narrator said in words that look for a culprit: to be said
 *     otherwise
 */
public record PostmortemDraft(
    String incident,
    String title,
    List<Statement> statements,
    List<Citation> citations,
    List<String> wording) {

  private static final RecordJson<PostmortemDraft> JSON = RecordJson.of(PostmortemDraft.class);

  /** Copies the lists. */
  public PostmortemDraft {
    statements = List.copyOf(statements);
    citations = List.copyOf(citations);
    wording = List.copyOf(wording);
  }

  /**
   * Returns the lines of a section.
   *
   * @param section which
   * @return in order; possibly empty
   */
  public List<Statement> in(PostmortemSection section) {
    return statements.stream().filter(one -> one.section() == section).toList();
  }

  /**
   * Returns it as Markdown, with the citations at its end.
   *
   * @return a page
   */
  public String toMarkdown() {
    return MarkdownPostmortem.of(this);
  }

  /**
   * Returns it as JSON; docs/formats/postmortem.md.
   *
   * @return one object
   */
  public String toJson() {
    return JSON.write(this);
  }
}
