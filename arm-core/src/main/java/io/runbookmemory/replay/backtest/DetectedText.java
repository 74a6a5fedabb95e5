package io.runbookmemory.replay.backtest;

/**
 * What was known of an incident when it was noticed: its title and how its symptom begins. A report
 * that was written afterwards tells cause and cure further down; they are not to be in a question.
 */
final class DetectedText {

  /** As long as the longest summaries of alerts and status pages; a report's first paragraph. */
  private static final int MAX_CHARACTERS = 600;

  private DetectedText() {}

  static String of(String title, String symptom) {
    String beginning = beginning(withoutHeading(symptom.strip()));
    return beginning.startsWith(title) ? beginning : (title + "\n" + beginning).strip();
  }

  /** A report begins with its title once more. */
  private static String withoutHeading(String text) {
    if (!text.startsWith("#")) {
      return text;
    }
    int end = text.indexOf('\n');
    return end < 0 ? "" : text.substring(end).strip();
  }

  /** Returns the text up to its next heading, cut at the end of a line or word if it is long. */
  private static String beginning(String text) {
    int heading = text.indexOf("\n#", 1);
    String part = heading < 0 ? text : text.substring(0, heading);
    // A report whose first heading follows at once has its summary below that heading.
    if (part.startsWith("#")) {
      part = withoutHeading(part);
    }
    if (part.length() <= MAX_CHARACTERS) {
      return part.strip();
    }
    int line = part.lastIndexOf('\n', MAX_CHARACTERS);
    int word = part.lastIndexOf(' ', MAX_CHARACTERS);
    int end = line > MAX_CHARACTERS / 2 ? line : word > 0 ? word : MAX_CHARACTERS;
    boolean cutsPair = Character.isHighSurrogate(part.charAt(end - 1));
    return part.substring(0, cutsPair ? end - 1 : end).strip();
  }
}
