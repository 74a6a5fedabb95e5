package io.runbookmemory.remember.capture;

import java.util.regex.Pattern;

/** What is said in an on-call channel all day and is worth nothing the day after. */
public enum Chaff {
  /** Greetings and thanks. */
  GREETING(
      "a greeting or thanks",
      "^(?:(?:many |big )?thanks?|thx|ty|cheers|hi|hello|hey|good"
          + " (?:morning|evening|night|afternoon)|morning|bye|good ?bye|see"
          + " you|welcome|congrat\\w+|great (?:work|job)|nice (?:work|job|one)|well done|have"
          + " a|happy \\w+day|no problem|you[’']?re welcome|np|kudos)\\b.*"),
  /** Checks that found nothing wrong. */
  ALL_GREEN(
      "a check that found nothing wrong",
      ".*(?:\\b(?:all|everything)\\b.*\\b(?:good|green|fine|ok(?:ay)?|healthy|pass(?:es|ed|ing)?|operational|normal|up|clear|quiet)\\b|\\bhealth"
          + " ?checks? (?:is |are |was"
          + " )?(?:ok|green|pass\\w*|fine)\\b|\\b(?:checks?|probes?|tests?) (?:all"
          + " )?pass\\w*\\b|\\b(?:no|0|zero) (?:\\w+ )?alerts?\\b|\\bnothing to report\\b|\\bis"
          + " (?:up and )?(?:healthy|running fine|operational)\\b).*"),
  /** Questions that name nothing in particular. */
  QUESTION("a general question", ".*\\?"),
  /** Steps that have not led to anything yet. */
  IN_PROGRESS(
      "a step that has not led to anything yet",
      "^(?:(?:ok(?:ay)?|i|we|i[’']?m|we[’']?re|i am|we are|am|still|now|just|currently|let me|will"
          + "|i[’']?ll|can|and|going to|gonna)[, ]+)*(?:check(?:ing)?|look(?:ing)?|investigat\\w+"
          + "|digging|dig|debugging|on it|on (?:my|the) way|joining|join|acknowledg\\w+|ack\\w*"
          + "|taking (?:a look|over)|take a look|have a look|having a look|triaging|working on"
          + "|back (?:soon|in)|update (?:soon|in|you|to follow|follows)|get back"
          + "|waiting|monitoring|watching|keep\\w* (?:an eye|watching|monitoring))\\b.*"),
  /** What somebody made happen on purpose, to try something out. */
  TEST_TRAFFIC(
      "made by a test",
      ".*\\b(?:(?:this is|just|only)(?: only| just)? a (?:test|drill)|test (?:alert|page|message"
          + "|incident|traffic)|(?:load|chaos|smoke|stress|soak|fail-?over) ?-?(?:test\\w*|drill"
          + "|experiment)|game ?day|synthetic (?:\\w+ )?(?:failure|traffic|alert|error)s?"
          + "|fire drill)\\b.*"),
  /** Restarts that belong to an ordinary rollout. */
  ROLLOUT(
      "a restart of an ordinary rollout",
      ".*(?:\\b(?:re-?start\\w*|re-?creat\\w+|rolling|replac\\w+|cycl\\w+|terminat\\w+)\\b.*"
          + "\\b(?:roll-?out|deploy(?:ment)?|release|upgrade|new (?:config\\w*|version|image))\\b"
          + "|\\b(?:planned|scheduled|expected|rolling) (?:rolling )?re-?starts?\\b).*"),
  /** What was over within a minute, by itself. */
  BLIP(
      "over in less than a minute, by itself",
      ".*\\b(?:recovered|resolved (?:itself|by itself|on its own)|back to"
          + " normal|cleared|self-healed|(?:went away|gone|over) (?:by itself|on its own|again)|by"
          + " itself|on its own|blip)\\b.*");

  private final String reason;
  private final Pattern pattern;

  Chaff(String reason, String regex) {
    this.reason = reason;
    this.pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /**
   * Returns what it is, in words.
   *
   * @return such as {@code a greeting or thanks}
   */
  public String reason() {
    return reason;
  }

  /** Returns whether a sentence has the words of it; what speaks against it is not looked at. */
  boolean hasWordsIn(String sentence) {
    return pattern.matcher(sentence).matches();
  }
}
