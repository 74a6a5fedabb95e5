package io.runbookmemory.connectors.markdown;

import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.error.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Markdown file as the YAML in front and the text behind it. Front matter is what stands between
 * a first line {@code ---} and the next line {@code ---} or {@code ...}.
 *
 * @param fields the mapping; empty where there is no front matter or nothing in it
 * @param body the text behind
 */
record FrontMatter(Optional<YamlField> fields, String body) {

  private static final Pattern OPENING = Pattern.compile("\\A---[ \\t]*(\\n|\\z)");
  private static final Pattern CLOSING =
      Pattern.compile("^(---|\\.\\.\\.)[ \\t]*(\\n|\\z)", Pattern.MULTILINE);

  /**
   * Returns the two parts of a text.
   *
   * @param file to be named
   * @param text with line breaks as {@code \n}
   */
  static FrontMatter split(Path file, String text) {
    Matcher opening = OPENING.matcher(text);
    if (!opening.find()) {
      return new FrontMatter(Optional.empty(), text);
    }
    Matcher closing = CLOSING.matcher(text);
    if (!closing.find(opening.end())) {
      throw new InvalidInputException(
          SourceFile.place(file, 1), "front matter that begins with --- must end with ---");
    }
    // The opening line stays: to YAML it begins a document, and lines are counted from it.
    String yaml = text.substring(0, closing.start());
    Optional<YamlField> fields = YamlFile.documents(file, yaml).stream().findFirst();
    return new FrontMatter(fields, text.substring(closing.end()));
  }
}
