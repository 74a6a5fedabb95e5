package io.runbookmemory.text.remark;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a step's author wrote beside the action: {@code Expected: …}, {@code Verify: …}, {@code
 * Rollback: …}, {@code To undo, …}, {@code If that does not help, …}. Read conservatively: a remark
 * begins a line or a sentence and is worded like one of these; it ends with its line, or where the
 * next one begins; and there is none before the action, for a step that begins with {@code Verify:}
 * is a step. What is not surely a remark stays with the action.
 *
 * @param action the words without the remarks
 * @param expected what is to be seen when it worked, or null
 * @param rollback how it is taken back, or null
 * @param otherwise what to do when it does not help, or null
 */
public record StepRemarks(
    String action,
    @Nullable String expected,
    @Nullable String rollback,
    @Nullable String otherwise) {

  private enum Kind {
    EXPECTED,
    ROLLBACK,
    OTHERWISE
  }

  /** Where a remark may begin: a line, an item of a list, or a sentence. */
  private static final String BEGIN = "(?:(?<=^|\\n)[ \\t]*(?:[-*•] +)?|(?<=[.!?;)])[ \\t]+)";

  private static final String EXPECTED =
      "(?:expected(?:"
          + " (?:result|outcome|output|effect|response|behaviou?r))?|verify|verification|success(?:"
          + " criteri(?:on|a))?|(?:the )?expected result is) ?[:–—] *";

  /** Sentences that say by themselves what is to be seen; they are kept whole. */
  private static final String SEEN =
      "(?=(?:you should(?: now| then)? see|expect (?:the|a|an|no|about|it|this|to see)) )";

  private static final String ROLLBACK =
      "(?:(?:roll-?back|roll back|undo|back-?out|revert)"
          + "(?: (?:plan|steps?|command|procedure|with|by running))? ?[:–—]"
          + "|to (?:undo|revert|back out|roll back)(?: (?:it|this|that|the change))?"
          + "(?: ?[:,–—]| (?=run |use |set |apply |scale )))[ \\t]*";

  /** A condition and what follows from it; both are kept. */
  private static final String OTHERWISE =
      "(?=(?:if (?:that|this|it) (?:still )?(?:(?:does not|doesn['’]t|did not|didn['’]t)"
          + " (?:help|work|fix|solve|resolve|recover|suffice|change anything)"
          + "|fails|failed|has no effect|had no effect|is not enough|isn['’]t enough)"
          + "|if the (?:problem|issue|alert|errors?|symptoms?)"
          + " (?:persists?|continues?|remains?|(?:does not|do not|doesn['’]t) (?:go away|clear))"
          + "|if (?:it is |it['’]s )?still (?:failing|firing|broken)"
          + "|failing that(?=,))\\b)";

  private static final Pattern REMARK =
      Pattern.compile(
          BEGIN
              + "(?:(?<EXPECTED>"
              + EXPECTED
              + "|"
              + SEEN
              + ")|(?<ROLLBACK>"
              + ROLLBACK
              + ")|(?<OTHERWISE>"
              + OTHERWISE
              + "))",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ROLLBACK_ALONE =
      Pattern.compile(
          "(?:[-*•] +)?(?:"
              + ROLLBACK
              + "|to (?:undo|revert|back out|roll back)[^.:]{0,40}:)(?:run|use)?:?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ITEM = Pattern.compile("[-*•] +");

  /**
   * Reads the words of a step.
   *
   * @param words one or more lines
   * @param hasCode whether the action is in the step's code; then the words may begin with what is
   *     expected of it
   * @return without remarks where none is sure; then the action is {@code words}
   */
  public static StepRemarks read(String words, boolean hasCode) {
    List<MatchResult> found = new ArrayList<>();
    Matcher matcher = REMARK.matcher(words);
    while (matcher.find()) {
      boolean leads = words.substring(0, matcher.start()).isBlank();
      if (!leads || (hasCode && isResult(words, matcher))) {
        found.add(matcher.toMatchResult());
      }
    }
    StringBuilder action = new StringBuilder();
    Map<Kind, String> remarks = new EnumMap<>(Kind.class);
    int from = 0;
    for (int i = 0; i < found.size(); i++) {
      MatchResult remark = found.get(i);
      if (remark.start() < from) {
        continue;
      }
      int limit = i + 1 < found.size() ? found.get(i + 1).start() : words.length();
      int end = end(words, remark.end(), limit);
      String value = value(words.substring(remark.end(), end));
      if (!value.isEmpty()) {
        action.append(words, from, remark.start());
        remarks.merge(kind(remark), value, (first, next) -> first + "\n" + next);
        from = end;
      }
    }
    if (remarks.isEmpty()) {
      return new StepRemarks(words, null, null, null);
    }
    return new StepRemarks(
        action.append(words.substring(from)).toString().replaceAll("\\n\\s*\\n", "\n").strip(),
        remarks.get(Kind.EXPECTED),
        remarks.get(Kind.ROLLBACK),
        remarks.get(Kind.OTHERWISE));
  }

  /**
   * Returns whether a line says no more than that what follows takes a step back.
   *
   * @param line such as {@code Rollback:}
   * @return false for a line that says how
   */
  public static boolean leadsToRollback(String line) {
    return ROLLBACK_ALONE.matcher(line.strip()).matches();
  }

  private static boolean isResult(String words, Matcher matcher) {
    return matcher.group(Kind.EXPECTED.name()) != null
        && !words.strip().toLowerCase(Locale.ROOT).startsWith("verif");
  }

  private static Kind kind(MatchResult remark) {
    for (Kind kind : Kind.values()) {
      if (remark.group(kind.name()) != null) {
        return kind;
      }
    }
    throw new IllegalStateException("a remark is of some kind: " + remark.group());
  }

  /** A remark ends with its line; one whose line says nothing goes on over the items below. */
  private static int end(String words, int from, int limit) {
    int end = endOfLine(words, from, limit);
    boolean empty = words.substring(from, end).isBlank();
    while (empty && end < limit) {
      int next = endOfLine(words, end + 1, limit);
      boolean item = ITEM.matcher(words.substring(end + 1, next).strip()).lookingAt();
      if (!item && !words.substring(from, end).isBlank()) {
        break;
      }
      end = next;
      if (!item) {
        break;
      }
    }
    return end;
  }

  private static int endOfLine(String words, int from, int limit) {
    int end = from > limit ? -1 : words.indexOf('\n', from);
    return end < 0 || end > limit ? limit : end;
  }

  private static String value(String words) {
    List<String> lines = words.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    List<String> plain = lines.stream().map(line -> ITEM.matcher(line).replaceFirst("")).toList();
    return String.join(lines.size() > 1 ? "; " : "", plain);
  }
}
