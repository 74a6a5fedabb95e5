package io.runbookmemory.connectors.markdown;

import java.util.Set;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Takes a {@code <} whose tag does not end soon as the character that it is. The parser behind it
 * looks for the end of every tag up to the end of the paragraph, so that a hundred thousand of them
 * would take it minutes.
 */
final class BoundedTags implements InlineContentParser {

  /** Longer than any tag or address that a person writes. */
  private static final int MAX_TAG = 2_000;

  static final InlineContentParserFactory FACTORY =
      new InlineContentParserFactory() {
        @Override
        public Set<Character> getTriggerCharacters() {
          return Set.of('<');
        }

        @Override
        public InlineContentParser create() {
          return new BoundedTags();
        }
      };

  private BoundedTags() {}

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    scanner.next();
    Position behind = scanner.position();
    boolean comment = scanner.peek() == '!' || scanner.peek() == '?';
    // A comment goes on beyond a first >; what else begins so is taken for one.
    boolean ends = comment ? endsAsComment(scanner) : endsAsTag(scanner);
    return ends ? ParsedInline.none() : ParsedInline.of(new Text("<"), behind);
  }

  private static boolean endsAsTag(Scanner scanner) {
    for (int i = 0; i < MAX_TAG && scanner.hasNext(); i++) {
      if (scanner.peek() == '>') {
        return true;
      }
      scanner.next();
    }
    return false;
  }

  private static boolean endsAsComment(Scanner scanner) {
    for (int i = 0; i < MAX_TAG && scanner.hasNext(); i++) {
      if (scanner.next("-->")) {
        return true;
      }
      scanner.next();
    }
    return false;
  }
}
