package io.runbookmemory.oncall.page;

import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.Contact;
import io.runbookmemory.oncall.Escalation;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.oncall.WatchedDeployment;
import io.runbookmemory.recall.context.ContextForm;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A plan as text: the verdict, the steps with where each comes from and what became of it before,
 * what failed, what to look at, whom to tell. What memories say stands so that it cannot pass for
 * the plan's own words: in Markdown it is escaped or fenced, in JSON it stands in strings.
 * Stateless, thread-safe.
 */
public final class PlanText {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private PlanText() {}

  /**
   * Returns a plan as text.
   *
   * @param plan what to tell
   * @param form how to write it
   * @return never empty; JSON is one object
   */
  public static String render(ActionPlan plan, ContextForm form) {
    return switch (form) {
      case MARKDOWN -> new MarkdownPlan(plan).text();
      case PLAIN -> new PlainPlan(plan).text();
      case JSON -> JsonPlan.text(plan);
    };
  }

  /**
   * Returns what steps of a kind stand under.
   *
   * @param kind what the steps are for
   * @return a heading
   */
  public static String heading(PlannedStep.Kind kind) {
    return switch (kind) {
      case KNOWN_FIX -> "What ended it before";
      case DIAGNOSE -> "Find out";
      case MITIGATE -> "Stop the harm";
      case VERIFY -> "See that it stopped";
    };
  }

  /**
   * Returns whom to tell, and why.
   *
   * @param contact of a plan
   * @return one line
   */
  public static String line(Contact contact) {
    return contact.who() + ": " + contact.why();
  }

  /**
   * Returns which deployment asked to watch what.
   *
   * @param watched of a plan
   * @return one line, times in UTC to the minute
   */
  public static String line(WatchedDeployment watched) {
    return watched.title()
        + ", "
        + MINUTE.format(watched.at())
        + " UTC: watch \""
        + watched.note()
        + "\" until "
        + MINUTE.format(watched.until())
        + " UTC";
  }

  /**
   * Returns when to call in others, and whom.
   *
   * @param escalation of a plan
   * @return one line, the time in UTC to the minute
   */
  public static String line(Escalation escalation) {
    String to = escalation.to().isEmpty() ? "" : " → " + String.join(", ", escalation.to());
    return MINUTE.format(escalation.at()) + " UTC, " + escalation.condition() + to;
  }
}
