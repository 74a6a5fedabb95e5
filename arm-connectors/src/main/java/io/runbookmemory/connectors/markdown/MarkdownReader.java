package io.runbookmemory.connectors.markdown;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.json.MemoryJson;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of Markdown as what it is: a postmortem becomes an incident, anything else a
 * runbook. Reading the same file again gives an equal memory but for the times of creation.
 * Thread-safe.
 *
 * <p>A postmortem is known by its headings, or by bold labels in their place: at least two of
 * impact, detection, timeline, root cause, resolution, lessons and action items have words, in any
 * order and wording; and since runbooks have such headings too, its title calls it one, or a
 * timeline has times of day, or lessons were learned. Front matter decides where it says {@code
 * type: postmortem} (or {@code incident}) or {@code type: runbook}.
 *
 * <p>The incident's fields are Markdown as it stands in the page; the memory's text is the whole
 * page, action items included. Times without a zone are taken for UTC, times without a day for no
 * time at all.
 */
public final class MarkdownReader {

  private static final int LONGEST_TITLE = 120;

  private final MemoryJson.Defaults defaults;
  private final MarkdownRunbookReader runbooks;

  /**
   * A file that was read.
   *
   * @param memory a memory of version 0 that holds a runbook or an incident
   * @param missing what a postmortem should say and this one does not, in plain words such as
   *     {@code root cause}; empty for a runbook
   */
  public record Read(Memory memory, List<String> missing) {

    /** Copies the list. */
    public Read {
      missing = List.copyOf(missing);
    }
  }

  /**
   * Creates a reader.
   *
   * @param defaults tenant, source, time of creation and the allowed environments
   */
  public MarkdownReader(MemoryJson.Defaults defaults) {
    this.defaults = defaults;
    this.runbooks = new MarkdownRunbookReader(defaults);
  }

  /**
   * Returns the memory of a file.
   *
   * @param file the file
   * @param key what identifies it in its source, unless front matter has a key
   * @return a runbook or an incident, named by source and key
   * @throws io.runbookmemory.error.InvalidInputException if the file is too large, not UTF-8,
   *     empty, binary, or its front matter breaks a rule; names file, line, field and rule
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public Read read(Path file, String key) {
    return read(file, key, text -> text);
  }

  /**
   * Returns the memory of a file whose text is edited first.
   *
   * @param file the file
   * @param key what identifies it in its source, unless front matter has a key
   * @param edit applied to the text below front matter
   * @return a runbook or an incident, named by source and key
   * @throws io.runbookmemory.error.InvalidInputException as {@link #read(Path, String)} does
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public Read read(Path file, String key, UnaryOperator<String> edit) {
    MarkdownFile found = MarkdownFile.read(file);
    return read(found.withBody(edit.apply(found.body())), key);
  }

  /**
   * Returns the memory of a page that is no file, such as a wiki's. It has no front matter; what
   * begins with three dashes is a rule.
   *
   * @param place what faults name, such as its address
   * @param key what identifies it in its source
   * @param markdown the page; its title is its first heading of level 1
   * @return a runbook or an incident, named by source and key
   * @throws io.runbookmemory.error.InvalidInputException if it is empty or no text
   */
  public Read read(String place, String key, String markdown) {
    return read(MarkdownFile.of(place, markdown), key);
  }

  private Read read(MarkdownFile read, String key) {
    String type = Objects.requireNonNullElse(read.fields().type(), "");
    if (type.equals("runbook")) {
      return new Read(runbooks.memory(read, key), List.of());
    }
    Node document = MarkdownPage.tree(read.body());
    String title = title(read, document);
    String date = Objects.requireNonNullElse(read.fields().date(), "") + " " + read.baseName();
    Postmortem postmortem = Postmortem.of(title, date, document, read.body());
    boolean told = type.equals("postmortem") || type.equals("incident");
    return told || postmortem.isOne()
        ? new Read(incident(read, key, title, postmortem), postmortem.missing())
        : new Read(runbooks.memory(read, key), List.of());
  }

  /** A page without a heading of level 1 often begins with a line that is its title. */
  private static String title(MarkdownFile read, Node document) {
    String told = read.fields().text("title");
    if (told != null) {
      return PlainText.oneLine(told);
    }
    boolean headed =
        Section.headings(document).stream().anyMatch(heading -> heading.getLevel() == 1);
    if (!headed && document.getFirstChild() instanceof Paragraph first) {
      String line = PlainText.of(first);
      if (!line.isEmpty() && line.length() <= LONGEST_TITLE) {
        return line;
      }
    }
    return MarkdownPage.parse(read.body()).title().orElse(read.baseName());
  }

  private Memory incident(MarkdownFile read, String key, String title, Postmortem postmortem) {
    RunbookFields front = read.fields();
    String name = Objects.requireNonNullElse(front.key(), key);
    Incident incident = postmortem.incident();
    Memory described =
        front
            .describe(
                Memory.builder(
                    MemoryId.named(defaults.source(), name),
                    scope(front, postmortem),
                    title,
                    incident,
                    defaults.at()))
            .build();
    TreeSet<String> tags = new TreeSet<>(described.tags());
    tags.add("postmortem");
    Severity severity = described.severity().or(postmortem.fields()::severity).orElse(null);
    @Nullable Instant happened = postmortem.happenedAt().orElse(null);
    return described.toBuilder()
        .text(read.body())
        .tags(tags)
        .severity(severity)
        .happenedAt(happened)
        .provenance(new Provenance(defaults.source(), name, front.url(), TrustTier.CURATED))
        .build();
  }

  private Scope scope(RunbookFields front, Postmortem postmortem) {
    Scope scope = front.scope(Scope.of(defaults.tenant()), defaults.environments());
    return scope.service() != null
        ? scope
        : scope.withService(postmortem.fields().service().orElse(null));
  }
}
