package io.runbookmemory.connectors.markdown;

import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.error.InvalidInputException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A file of Markdown that was read and found to be text.
 *
 * @param file the file
 * @param fields what front matter says
 * @param body the text below it, not empty, with line breaks as {@code \n}
 */
record MarkdownFile(Path file, RunbookFields fields, String body) {

  /** Indentation of the first line that has words is kept: it may make it code. */
  private static final Pattern BLANK_LINES_BEFORE = Pattern.compile("\\A(\\h*\\n)+");

  static MarkdownFile read(Path file) {
    String text =
        SourceFile.read(file, MarkdownRunbookReader.MAX_BYTES).replaceAll("\\r\\n?", "\n");
    requireText(file, text);
    FrontMatter front = FrontMatter.split(file, text);
    String body = BLANK_LINES_BEFORE.matcher(front.body()).replaceFirst("").stripTrailing();
    if (body.isEmpty()) {
      throw new InvalidInputException(file.toString(), "must have text below its front matter");
    }
    return new MarkdownFile(file, new RunbookFields(front.fields()), body);
  }

  private static void requireText(Path file, String text) {
    if (text.isBlank()) {
      throw new InvalidInputException(file.toString(), "must not be empty");
    }
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      int line = 1 + (int) text.substring(0, nul).chars().filter(c -> c == '\n').count();
      throw new InvalidInputException(
          SourceFile.place(file, line), "must be text, got a NUL character");
    }
  }

  MarkdownFile withBody(String text) {
    return new MarkdownFile(file, fields, text);
  }

  /** Returns the file's name without its ending. */
  String baseName() {
    String name = Objects.toString(file.getFileName(), "");
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
