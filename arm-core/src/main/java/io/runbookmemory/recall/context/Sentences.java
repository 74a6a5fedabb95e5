package io.runbookmemory.recall.context;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in pieces after each of which it may end: sentences of prose, whole lines of lists, whole
 * blocks of code. The pieces joined are the text.
 */
final class Sentences {

  /** A line that stands for itself: a list's item or step, a heading, a table's row, a prompt. */
  private static final Pattern WHOLE_LINE =
      Pattern.compile("^\\s*(?:[-*+•]\\s|\\d{1,3}[.)]\\s|#{1,6}\\s|\\||[$>]\\s).*");

  private static final Pattern FENCE = Pattern.compile("^\\s*(?:`{3,}|~{3,}).*");

  /** What stands behind the code indented by it is code too. */
  private static final Pattern INDENTED = Pattern.compile("^(?: {2,}|\\t).*\\S.*");

  private static final Pattern SENTENCE_END =
      Pattern.compile("(?<=[!?]|[^\\d\\s]\\.|[.!?][\"')])\\s+|(?<=[\\u3002\\uff01\\uff1f])");

  private final List<String> pieces = new ArrayList<>();
  private final StringBuilder prose = new StringBuilder();
  private final StringBuilder block = new StringBuilder();
  private boolean fenced;

  private Sentences() {}

  /** Returns the pieces of a text, each with the white space that follows it. */
  static List<String> of(String text) {
    Sentences sentences = new Sentences();
    for (String line : text.split("(?<=\n)", -1)) {
      sentences.add(line);
    }
    sentences.endProse();
    sentences.endBlock();
    return sentences.pieces;
  }

  private void add(String line) {
    String words = line.strip();
    if (fenced) {
      block.append(line);
      fenced = !FENCE.matcher(words).matches();
    } else if (FENCE.matcher(words).matches()) {
      endProse();
      endBlock();
      fenced = true;
      block.append(line);
    } else if (WHOLE_LINE.matcher(words).matches()) {
      endProse();
      endBlock();
      block.append(line);
    } else if (continues(line)) {
      block.append(line);
    } else if (words.isEmpty()) {
      endProse();
      endBlock();
      append(line);
    } else {
      endBlock();
      prose.append(line);
    }
  }

  /** Whether a line goes on with the item or the command above it. */
  private boolean continues(String line) {
    boolean within = !block.isEmpty() && INDENTED.matcher(line.stripTrailing()).matches();
    return within || block.toString().stripTrailing().endsWith("\\");
  }

  private void endBlock() {
    append(block.toString());
    block.setLength(0);
  }

  private void endProse() {
    String text = prose.toString();
    prose.setLength(0);
    Matcher end = SENTENCE_END.matcher(text);
    int from = 0;
    while (end.find()) {
      // A command within back-ticks is one whole whatever stands in it.
      if (text.substring(from, end.start()).chars().filter(c -> c == '`').count() % 2 == 0) {
        append(text.substring(from, end.end()));
        from = end.end();
      }
    }
    append(text.substring(from));
  }

  /** White space alone belongs to the piece before it. */
  private void append(String piece) {
    if (piece.isBlank() && !pieces.isEmpty()) {
      pieces.set(pieces.size() - 1, pieces.getLast() + piece);
    } else if (!piece.isEmpty()) {
      pieces.add(piece);
    }
  }
}
