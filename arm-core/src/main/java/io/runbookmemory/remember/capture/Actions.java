package io.runbookmemory.remember.capture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what somebody did from what happened by itself and from what is only planned. */
final class Actions {

  private static final String VERBS =
      "restarted|rebooted|rolled back|reverted|rolled forward|scaled|increased|raised|bumped"
          + "|lowered|reduced|decreased|doubled|replaced|removed|deleted|purged|flushed|cleared|cleaned|killed|drained|cordoned|failed"
          + " over|switched|disabled|enabled|turned o(?:ff|n)"
          + "|added|created|upgraded|downgraded|patched|shipped|deployed|re-?deployed|re-?applied"
          + "|applied|restored|rebuilt|re-?ran|re-?indexed|re-?routed|rotated|renewed|unsealed"
          + "|promoted|moved|changed|set|reset|skipped|replayed|truncated|vacuumed|expanded"
          + "|extended|resized|throttled|pinned|paused|resumed|stopped|reconnected|hot-?fixed"
          + "|capped|limited|evicted|recreated|fixed|corrected|updated|freed|pruned|allow-?listed"
          + "|bounced|recycled|cycled|tuned|isolated|migrated|refreshed|regenerated|reissued"
          + "|reloaded|reinstalled|uninstalled|blocked|terminated|repaired|released";

  private static final String ADVERBS =
      "(?:(?:and|then|so|finally|eventually|later|also|just|simply|manually|quickly|instead|next"
          + "|first|after that|in the end|had|have|[’']ve),?\\s+)*";

  private static final String PEOPLE = "we|i|they|ops|sre|on-?call|(?:the )?team";

  /** Somebody did it, or the sentence begins with the deed. */
  private static final Pattern DONE =
      Pattern.compile(
          "^(?:\\d{1,2}:\\d{2}\\s+)?"
              + ADVERBS
              + "(?:(?:"
              + PEOPLE
              + ")(?:[’']ve)?\\s+)?"
              + ADVERBS
              + "(?:"
              + VERBS
              + ")\\s+\\S.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** "Heap bumped to 8G": verbs that nothing does by itself, and nobody does to break things. */
  private static final Pattern WAS_DONE =
      Pattern.compile(
          "^(?!.*\\b(?:we|i|that|which|turned out)\\b)\\S[^.,;:]{0,50}?\\s"
              + "(?:(?:(?:was|were|has been|have been) )?(?:renewed|reverted|rolled back|restored"
              + "|re-?applied|replaced)|bumped|pinned|(?:raised|increased|lowered|reduced|set)"
              + " (?:back )?to)\\b.*"
              + "|^(?:the )?(?:hot-?fix|patch|fix)\\b[^,;:]{0,40}?\\b(?:deployed|shipped|released"
              + "|applied|rolled out)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern MISTAKEN =
      Pattern.compile(
          "\\b(?:by mistake|wrong\\w*|accident\\w*|too"
              + " (?:low|high|small|big)|not|never|when|because)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern BY_PEOPLE_INSIDE =
      Pattern.compile(
          "\\b(?:after|until|once|when)\\s+((?:we|i)\\s+" + ADVERBS + "(?:" + VERBS + ")\\s+\\S.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** "Restarted 3 times", "stopped responding", "increased latency": nobody's deed. */
  private static final Pattern HAPPENED =
      Pattern.compile(
          "^(?:\\d{1,2}:\\d{2}\\s+)?(?:\\w+\\s+)?(?:(?:re)?started|rebooted|stopped|failed over|"
              + "blocked)\\s+(?:\\d+ times|by (?!us\\b)|itself|on its own|again|every|automatically"
              + "|responding|working|accepting|processing|at\\b|since\\b)"
              + "|^(?:increased|reduced|added|lowered|raised|throttled|blocked|stopped)\\s+"
              + "(?:latenc|errors?\\b|error rate|traffic|5xx|time-?outs?|response|p\\d\\d|load\\b"
              + "|requests)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NOT_DONE =
      Pattern.compile(
          "\\b(?:should|will|would|must|needs? to|plan(?:s|ning)? to|going to|if|unless|please"
              + "|next time|usually|always|never|can be|be sure)\\b|\\bto[- ]?do\\b",
          Pattern.CASE_INSENSITIVE);

  private Actions() {}

  /** Returns whether a clause says that somebody did something. */
  static boolean isDone(String clause) {
    boolean byThem = DONE.matcher(clause).matches() && !HAPPENED.matcher(clause).find();
    boolean wasDone = WAS_DONE.matcher(clause).matches() && !MISTAKEN.matcher(clause).find();
    return (byThem || wasDone) && !isPlanned(clause);
  }

  /** Returns where a deed begins that a clause only mentions, or -1. */
  static int mentioned(String clause) {
    Matcher inside = BY_PEOPLE_INSIDE.matcher(clause);
    return inside.find() && !isPlanned(clause) ? inside.start(1) : -1;
  }

  /** Returns whether a clause speaks of what may be done, or is done as a rule. */
  static boolean isPlanned(String clause) {
    return NOT_DONE.matcher(clause).find();
  }
}
