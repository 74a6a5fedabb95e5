package io.runbookmemory.oncall;

import io.runbookmemory.memory.Severity;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long something may take before others are called in.
 *
 * @param sev1 for a page of {@link Severity#SEV1}
 * @param sev2 for a page of {@link Severity#SEV2}, or of a severity that nobody told
 * @param sev3 for a page of {@link Severity#SEV3}
 * @param ticket for a ticket of any severity
 */
public record EscalationPolicy(Deadlines sev1, Deadlines sev2, Deadlines sev3, Deadlines ticket) {

  /**
   * The deadlines of one kind.
   *
   * @param acknowledged until when somebody must have taken it, counted from the situation's time
   * @param mitigated until when the harm must have stopped; not shorter than {@code acknowledged}
   */
  public record Deadlines(Duration acknowledged, Duration mitigated) {

    /** Checks the rules. */
    public Deadlines {
      if (!acknowledged.isPositive() || mitigated.compareTo(acknowledged) < 0) {
        throw new IllegalArgumentException(
            "deadlines must be more than 0, the second not shorter than the first, got "
                + acknowledged
                + " and "
                + mitigated);
      }
    }

    private static Deadlines minutes(long acknowledged, long mitigated) {
      return new Deadlines(Duration.ofMinutes(acknowledged), Duration.ofMinutes(mitigated));
    }
  }

  /**
   * A page is to be acknowledged within 5 minutes for SEV1 and 30 for SEV3, which are the response
   * times of the SRE book (chapter 11, "Being On-Call": 5 minutes for what users see, 30 for what
   * is less urgent), and within 15 in between. What an hour of work has not mitigated is declared
   * an incident (chapter 14, "Managing Incidents"), for SEV1 after half an hour. A ticket is to be
   * taken within a day and done within 3, the window of the workbook's ticket alert (chapter 5).
   */
  public static final EscalationPolicy DEFAULT =
      new EscalationPolicy(
          Deadlines.minutes(5, 30),
          Deadlines.minutes(15, 60),
          Deadlines.minutes(30, 60),
          new Deadlines(Duration.ofDays(1), Duration.ofDays(3)));

  /**
   * Returns the deadlines of a situation.
   *
   * @param verdict from the error budget
   * @param severity null where nobody told one
   * @return empty for what is only logged
   */
  public Optional<Deadlines> deadlines(Verdict verdict, @Nullable Severity severity) {
    return switch (verdict) {
      case LOG -> Optional.empty();
      case TICKET -> Optional.of(ticket);
      case PAGE -> Optional.of(severity == null ? sev2 : ofPage(severity));
    };
  }

  private Deadlines ofPage(Severity severity) {
    return switch (severity) {
      case SEV1 -> sev1;
      case SEV2 -> sev2;
      case SEV3 -> sev3;
    };
  }
}
