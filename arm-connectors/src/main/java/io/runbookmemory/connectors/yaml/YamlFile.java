package io.runbookmemory.connectors.yaml;

import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.error.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A file of YAML 1.2 documents, read within bounds: what a hostile file could make large (bytes,
 * nesting, aliases of aliases) is refused before it grows.
 */
public final class YamlFile {

  /** A hand-written file has some kilobytes. */
  static final int MAX_BYTES = 1 << 20;

  /** Deeper than any format read here, and far from the end of a thread's stack. */
  static final int MAX_DEPTH = 50;

  /** References to collections; ten references to ten references … is the "billion laughs". */
  static final int MAX_ALIASES = 50;

  private YamlFile() {}

  /**
   * Returns the documents of a file.
   *
   * @param file the file
   * @return one field a document, in order; empty documents are left out
   * @throws InvalidInputException if the file is too large, not UTF-8 or not YAML
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static List<YamlField> documents(Path file) {
    return documents(file, MAX_BYTES);
  }

  /**
   * Returns the documents of a file that a program wrote; JSON is YAML too.
   *
   * @param file the file
   * @param maxBytes how large it may be
   * @return one field a document, in order; empty documents are left out
   * @throws InvalidInputException if the file is too large, not UTF-8 or not YAML
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static List<YamlField> documents(Path file, int maxBytes) {
    return documents(file, SourceFile.read(file, maxBytes), maxBytes);
  }

  /**
   * Returns the documents of the YAML that stands at the beginning of a file.
   *
   * @param file the file, to be named
   * @param text its first lines
   * @return one field a document, in order; empty documents are left out
   * @throws InvalidInputException if the text is too large or not YAML
   */
  public static List<YamlField> documents(Path file, String text) {
    return documents(file, text, MAX_BYTES);
  }

  private static List<YamlField> documents(Path file, String text, int maxCharacters) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setCodePointLimit(maxCharacters)
            .build();
    try {
      Parser parser = new ParserImpl(settings, new StreamReader(settings, text));
      Composer composer = new Composer(settings, new DepthLimit(file, MAX_DEPTH, parser));
      List<YamlField> documents = new ArrayList<>();
      while (composer.hasNext()) {
        YamlField document = new YamlField(file, "", composer.next());
        if (!document.isNull()) {
          documents.add(document);
        }
      }
      return List.copyOf(documents);
    } catch (YamlEngineException e) {
      throw refusal(file, text, e);
    }
  }

  private static InvalidInputException refusal(Path file, String text, YamlEngineException fault) {
    if (fault instanceof MarkedYamlEngineException marked && marked.getProblemMark().isPresent()) {
      return new InvalidInputException(
          SourceFile.place(file, marked.getProblemMark().get().getLine() + 1),
          "must be YAML 1.2, got: " + marked.getProblem());
    }
    if (fault instanceof ReaderException control) {
      int end = text.offsetByCodePoints(0, control.getPosition());
      int line = 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
      return new InvalidInputException(
          SourceFile.place(file, line),
          String.format("must be printable text, got U+%04X", control.getCodePoint()));
    }
    return new InvalidInputException(
        file.toString(), "must be YAML 1.2, got: " + fault.getMessage());
  }
}
