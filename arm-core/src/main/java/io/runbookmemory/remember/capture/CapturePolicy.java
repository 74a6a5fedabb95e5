package io.runbookmemory.remember.capture;

import io.runbookmemory.text.Identifiers;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is not worth remembering. A text is refused only if every sentence of it is {@link Chaff},
 * or if it calls itself a test. Whatever says how something was fixed or why it happened is kept,
 * unless it calls itself a test. Immutable, thread-safe.
 */
public final class CapturePolicy {

  /** Refuses every kind of {@link Chaff}; a blip lasts less than a minute. */
  public static final CapturePolicy DEFAULT =
      new CapturePolicy(EnumSet.allOf(Chaff.class), Duration.ofMinutes(1));

  /** Refuses nothing. */
  public static final CapturePolicy KEEP_ALL =
      new CapturePolicy(EnumSet.noneOf(Chaff.class), Duration.ofMinutes(1));

  /** Nobody chats in longer ones. */
  private static final int MAX_SENTENCE = 300;

  private static final Pattern NAMED_TEST =
      Marks.words(
          "\\b(?:this is|just|only)(?: only| just)? a (?:test|drill)\\b|\\btest"
              + " (?:alert|page|message)\\b|^\\W*(?:test|drill)\\b\\s*[:!\\]–-]");

  private static final Pattern LASTED =
      Marks.words("\\b(\\d{1,4})[\\s-]?(s|secs?|seconds?|ms|m|mins?|minutes?|h|hours?)\\b");

  /** "We should run a load test" is no test. */
  private static final Pattern ADVICE = Marks.words("\\b(?:should|must|needs?|before|after)\\b");

  /** What makes even something short worth knowing. */
  private static final Pattern WEIGHTY =
      Marks.words(
          "\\b(?:again|(?:second|third|fourth|\\d+(?:nd|rd|th)) time|every|recurring|daily|nightly"
              + "|hourly|customers?|orders|payments|data|lost|corrupt\\w*|fail-?over)\\b");

  /** What an ordinary rollout or a good check does not speak of. */
  private static final Pattern WRONG =
      Marks.words(
          "\\b(?:errors?|fail\\w*|crash\\w*|stuck|oom\\w*|down|except|but|not|n[’']t|again|slow"
              + "|time-?outs?|rolled back)\\b|\\b[45](?:\\d\\d|xx)s?\\b");

  private static final Pattern NONE_WRONG =
      Marks.words("\\b(?:no|0|zero|without(?: any)?) (?:errors?|failures?)\\b");

  private final Set<Chaff> refused;
  private final Duration blip;

  private CapturePolicy(Set<Chaff> refused, Duration blip) {
    this.refused = refused;
    this.blip = blip;
  }

  /**
   * Returns this policy refusing nothing but some kinds.
   *
   * @param kinds what is refused, copied
   * @return a copy
   */
  public CapturePolicy refusing(Collection<Chaff> kinds) {
    Set<Chaff> copy = EnumSet.noneOf(Chaff.class);
    copy.addAll(kinds);
    return new CapturePolicy(copy, blip);
  }

  /**
   * Returns this policy with another idea of a blip.
   *
   * @param blip what lasts less and ends by itself is one; positive
   * @return a copy
   */
  public CapturePolicy blipsUnder(Duration blip) {
    if (blip.isNegative() || blip.isZero()) {
      throw new IllegalArgumentException("a blip must last longer than nothing, got " + blip);
    }
    return new CapturePolicy(refused, blip);
  }

  /**
   * Returns why a text is not worth remembering.
   *
   * @param captured the text and what was understood of it
   * @return empty if it is to be stored
   */
  public Optional<Chaff> refusal(Captured captured) {
    String text = captured.text().strip();
    if (NAMED_TEST.matcher(text).find() && refused.contains(Chaff.TEST_TRAFFIC)) {
      return Optional.of(Chaff.TEST_TRAFFIC);
    }
    if (captured.teaches()) {
      return Optional.empty();
    }
    Chaff kind = Chaff.GREETING;
    for (String sentence : Clauses.sentences(text)) {
      Optional<Chaff> chaff = chaff(sentence);
      if (chaff.isEmpty()) {
        return Optional.empty();
      }
      kind = kind == Chaff.GREETING ? chaff.get() : kind;
    }
    return Optional.of(kind);
  }

  private Optional<Chaff> chaff(String sentence) {
    if (sentence.length() > MAX_SENTENCE) {
      return Optional.empty();
    }
    return refused.stream()
        .filter(kind -> kind.hasWordsIn(sentence) && !speaksAgainst(kind, sentence))
        .findFirst();
  }

  private boolean speaksAgainst(Chaff kind, String sentence) {
    return switch (kind) {
      case GREETING, IN_PROGRESS -> isParticular(sentence) || Trouble.isIn(sentence);
      case QUESTION -> isParticular(sentence);
      case ALL_GREEN, ROLLOUT -> WRONG.matcher(NONE_WRONG.matcher(sentence).replaceAll("")).find();
      case TEST_TRAFFIC -> ADVICE.matcher(sentence).find();
      case BLIP -> WEIGHTY.matcher(sentence).find() || !isShort(sentence);
    };
  }

  /** Whether a sentence names a number, an error, an alert, a host or a service. */
  private static boolean isParticular(String sentence) {
    return sentence.chars().anyMatch(Character::isDigit)
        || ServiceNames.in(sentence).isPresent()
        || !Identifiers.find(sentence).isEmpty();
  }

  private boolean isShort(String sentence) {
    Matcher lasted = LASTED.matcher(sentence);
    boolean told = false;
    while (lasted.find()) {
      told = true;
      long count = Long.parseLong(lasted.group(1));
      Duration length =
          switch (lasted.group(2).toLowerCase(Locale.ROOT)) {
            case "ms" -> Duration.ofMillis(count);
            case "s", "sec", "secs", "second", "seconds" -> Duration.ofSeconds(count);
            case "h", "hour", "hours" -> Duration.ofHours(count);
            default -> Duration.ofMinutes(count);
          };
      if (length.compareTo(blip) >= 0) {
        return false;
      }
    }
    return told;
  }
}
