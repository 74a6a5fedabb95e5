package io.runbookmemory.remember.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds, by the words people use, what a clause says that stands under no label. */
final class Marks {

  /** A piece of a clause and what it is about. */
  record Finding(Role role, String words) {}

  /** What is longer is a log or a dump, which says nothing by its words, and would take long. */
  private static final int MAX_CLAUSE = 1_000;

  private static final Pattern PRONOUN =
      words(
          "^(?:(?:but|and|that|this|it|which|neither|so|however|,|one|first|the (?:fix|change"
              + "|restart|workaround|rollback|reboot))\\s*)*$");

  private static final Pattern NO_EFFECT =
      words(
          "\\b(?:(?:did ?n[’']?t|did not|does ?n[’']?t|has ?n[’']?t) (?:really |actually )?"
              + "(help|fix|solve|change|make|improve|resolve|work)\\w*|(?:had|has|with|made|saw)? ?"
              + "\\bno (?:effect|improvement|success|luck|difference|change\\b)"
              + "|to no avail|in vain|without (?:success|effect|luck))");

  private static final Pattern NEITHER =
      words("^neither (.+?) (?:helped|worked|fixed|solved|made|had|changed)\\b.*");

  private static final Pattern TRIED =
      words("^(?:(?:but|then|we|i|first|also|and)\\s+)*(?:tried|attempted|trying)(?: to)?:?\\s+");

  private static final Pattern STILL = words("\\b(?:but|yet)\\b.*\\bstill\\b|\\bno change\\b");

  /** What makes "did not work" speak of a remedy rather than of what is broken. */
  private static final Pattern REMEDY =
      words("^(?:\\w+ing|restart|roll-?back|reboot|fail-?over|flush|scal|re-?deploy|re-?try)\\b");

  private static final Pattern WORSE =
      words(
          "\\b(?:made|making) (?:it|things|matters|everything|that) (?:much"
              + " )?worse\\b|\\bworsened\\b");

  private static final Pattern EASED =
      words(
          "\\b(?:temporar(?:y|ily)|for now|as a (?:stop-?gap|work-?around)|bought us|band-?aid"
              + "|helped (?:only )?(?:for|briefly|a (?:bit|little)|partly|partially))\\b");

  private static final Pattern EASED_BY =
      words("\\bmitigated (?:(?:it|this|that) )?(?:by|with)\\s+");

  private static final Pattern FIXED_BY =
      words(
          "(?:^(?:the )?(?:actual |final |real )?fix (?:was|is)(?: to)?\\s+|(?<!usually |is |are"
              + " |be |always |normally )\\b(?:fixed|resolved|solved|cured) (?:(?:it|this|that|the"
              + " \\w+) )?(?:by|with|via|through|after)\\s+)(?!itself|themselves|on its own)");

  private static final Pattern FIXED_IT =
      words(
          "^(?:(?<before>.+?), (?=\\w+ing\\b))?(?<deed>.+?)\\s+(?:finally |then |also"
              + " )?(?:(?:fixed|resolved|solved|cured|stopped|cleared) (?:it|this|that|the"
              + " \\w+|things|everything)|helped|did the trick|did it|brought (?:it|\\w+)"
              + " back)\\b[^,;]*");

  private static final Pattern DEED =
      words(
          "^(?:\\w{3,}ing|re-?\\w+|un\\w+|fail-?over|roll-?back|a |an |the"
              + " )\\b.*|.*\\b\\w{3,}ing\\b.*");

  private Marks() {}

  static Pattern words(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /** Returns what a clause says, in order. */
  static List<Finding> of(String clause) {
    if (clause.endsWith("?") || clause.length() > MAX_CLAUSE) {
      return List.of(new Finding(Role.SYMPTOM, clause));
    }
    return failed(clause)
        .or(() -> eased(clause))
        .or(() -> fixed(clause))
        .orElseGet(() -> Causes.in(clause));
  }

  /** Returns an attempt that a clause says did nothing, or harm. */
  static Optional<List<Finding>> failed(String clause) {
    if (clause.length() > MAX_CLAUSE) {
      return Optional.empty();
    }
    Matcher neither = NEITHER.matcher(clause);
    if (neither.matches()) {
      return one(Role.NO_EFFECT, neither.group(1));
    }
    Matcher worse = WORSE.matcher(clause);
    if (worse.find()) {
      return attempt(clause.substring(0, worse.start()), Role.WORSENED, Role.PREVIOUS_WORSENED);
    }
    Matcher tried = TRIED.matcher(clause);
    boolean saysTried = tried.lookingAt();
    Matcher none = NO_EFFECT.matcher(clause);
    if (none.find()) {
      String before = clause.substring(0, none.start());
      boolean remedy =
          saysTried
              || !"work".equalsIgnoreCase(none.group(1))
              || PRONOUN.matcher(before).matches()
              || REMEDY.matcher(before).find()
              || Actions.isDone(before + " it");
      return remedy
          ? attempt(before, Role.NO_EFFECT, Role.PREVIOUS_HAD_NO_EFFECT)
          : Optional.empty();
    }
    Matcher still = STILL.matcher(clause);
    boolean inVain = still.find() && (saysTried || Actions.isDone(clause));
    return inVain
        ? attempt(clause.substring(0, still.start()), Role.NO_EFFECT, Role.PREVIOUS_HAD_NO_EFFECT)
        : Optional.empty();
  }

  private static Optional<List<Finding>> attempt(String before, Role role, Role previous) {
    String words = bare(TRIED.matcher(before).replaceFirst(""));
    return PRONOUN.matcher(words).matches() ? one(previous, before) : one(role, words);
  }

  /** Returns words without what only leads over to the next ones. */
  private static String bare(String words) {
    return words
        .strip()
        .replaceFirst(
            "(?i)(?:[\\s,;:–—-]+(?:but|which|and|it|that|this|with|had|only|after|until|once|when))*$",
            "")
        .replaceFirst("[\\s,;:–—-]+$", "")
        .strip();
  }

  private static Optional<List<Finding>> eased(String clause) {
    Matcher by = EASED_BY.matcher(clause);
    if (by.find()) {
      return split(clause, by, Role.MITIGATION);
    }
    Matcher eased = EASED.matcher(clause);
    if (!eased.find() || Actions.isPlanned(clause)) {
      return Optional.empty();
    }
    String without =
        bare(clause.substring(0, eased.start())) + " " + clause.substring(eased.end()).strip();
    if (PRONOUN.matcher(bare(clause.substring(0, eased.start()))).matches()
        && eased.group().toLowerCase(Locale.ROOT).startsWith("helped")) {
      return one(Role.PREVIOUS_MITIGATED, clause);
    }
    return Actions.isDone(without.strip()) || DEED.matcher(without.strip()).matches()
        ? one(Role.MITIGATION, clause)
        : Optional.empty();
  }

  private static Optional<List<Finding>> fixed(String clause) {
    if (Actions.isPlanned(clause)) {
      return Optional.empty();
    }
    Matcher by = FIXED_BY.matcher(clause);
    if (by.find()) {
      return split(clause, by, Role.FIX);
    }
    if (Actions.isDone(clause)) {
      return one(Role.FIX, clause);
    }
    Matcher it = FIXED_IT.matcher(clause);
    if (it.matches()) {
      String deed = it.group("deed");
      if (PRONOUN.matcher(deed).matches()) {
        return one(Role.PREVIOUS_HELPED, clause);
      }
      if (DEED.matcher(deed).matches()) {
        return with(it.group("before"), new Finding(Role.FIX, deed.strip()));
      }
    }
    int deed = Actions.mentioned(clause);
    return deed < 0
        ? Optional.empty()
        : Optional.of(
            List.of(
                new Finding(Role.SYMPTOM, bare(clause.substring(0, deed))),
                new Finding(Role.FIX, clause.substring(deed).strip())));
  }

  private static Optional<List<Finding>> split(String clause, Matcher mark, Role role) {
    String before = bare(clause.substring(0, mark.start()));
    return with(before, new Finding(role, clause.substring(mark.end()).strip()));
  }

  private static Optional<List<Finding>> with(@Nullable String before, Finding after) {
    List<Finding> findings = new ArrayList<>();
    if (before != null && !PRONOUN.matcher(before).matches()) {
      findings.addAll(Causes.in(before));
    }
    findings.add(after);
    return Optional.of(findings);
  }

  private static Optional<List<Finding>> one(Role role, String words) {
    return Optional.of(List.of(new Finding(role, words.strip())));
  }
}
