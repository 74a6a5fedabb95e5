package io.runbookmemory.connectors.markdown;

import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.error.InvalidInputException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A page of Markdown that was read and found to be text.
 *
 * @param baseName what it is called where neither front matter nor a heading says so
 * @param fields what front matter says
 * @param body the text below it, not empty, with line breaks as {@code \n}
 */
record MarkdownFile(String baseName, RunbookFields fields, String body) {

  /** Indentation of the first line that has words is kept: it may make it code. */
  private static final Pattern BLANK_LINES_BEFORE = Pattern.compile("\\A(\\h*\\n)+");

  static MarkdownFile read(Path file) {
    String text = withPlainBreaks(SourceFile.read(file, MarkdownRunbookReader.MAX_BYTES));
    requireText(file.toString(), text);
    FrontMatter front = FrontMatter.split(file, text);
    String body = withoutBlankEnds(front.body());
    if (body.isEmpty()) {
      throw new InvalidInputException(file.toString(), "must have text below its front matter");
    }
    return new MarkdownFile(baseName(file), new RunbookFields(front.fields()), body);
  }

  /** Returns the page of a text that has no front matter: three dashes there are a rule. */
  static MarkdownFile of(String place, String markdown) {
    String text = withPlainBreaks(markdown);
    requireText(place, text);
    return new MarkdownFile(place, new RunbookFields(Optional.empty()), withoutBlankEnds(text));
  }

  private static String withPlainBreaks(String text) {
    return text.replaceAll("\\r\\n?", "\n");
  }

  private static String withoutBlankEnds(String text) {
    return BLANK_LINES_BEFORE.matcher(text).replaceFirst("").stripTrailing();
  }

  private static void requireText(String place, String text) {
    if (text.isBlank()) {
      throw new InvalidInputException(place, "must not be empty");
    }
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      int line = 1 + (int) text.substring(0, nul).chars().filter(c -> c == '\n').count();
      throw new InvalidInputException(place + ":" + line, "must be text, got a NUL character");
    }
  }

  MarkdownFile withBody(String text) {
    return new MarkdownFile(baseName, fields, text);
  }

  /** Returns a file's name without its ending. */
  private static String baseName(Path file) {
    String name = Objects.toString(file.getFileName(), "");
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
