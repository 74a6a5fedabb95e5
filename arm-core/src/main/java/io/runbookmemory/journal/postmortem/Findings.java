package io.runbookmemory.journal.postmortem;

import static io.runbookmemory.journal.postmortem.PostmortemSection.ACTION_ITEMS;
import static io.runbookmemory.journal.postmortem.PostmortemSection.DID_NOT_HELP;
import static io.runbookmemory.journal.postmortem.PostmortemSection.HELPED;
import static io.runbookmemory.journal.postmortem.PostmortemSection.IMPACT;
import static io.runbookmemory.journal.postmortem.PostmortemSection.ROOT_CAUSE;
import static io.runbookmemory.journal.postmortem.PostmortemSection.UNKNOWN;
import static io.runbookmemory.journal.postmortem.Statement.Kind.FACT;
import static io.runbookmemory.journal.postmortem.Statement.Kind.GAP;
import static io.runbookmemory.journal.postmortem.Statement.Kind.PROPOSAL;

import io.runbookmemory.journal.ActResult;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.content.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Impact, cause, what helped and what did not, and what is to be done. */
final class Findings {

  /** Less than this is missing where a single sample came late. */
  private static final double WHOLE = 0.995;

  private final JournalIncident incident;
  private final List<Statement> lines = new ArrayList<>();

  private Findings(JournalIncident incident) {
    this.incident = incident;
  }

  static List<Statement> of(JournalIncident incident) {
    Findings findings = new Findings(incident);
    for (JournalEntry entry : incident.entries()) {
      findings.add(entry);
    }
    findings.gaps();
    return findings.lines;
  }

  private void add(JournalEntry entry) {
    long source = entry.position();
    switch (entry.event()) {
      case JournalEvent.Opened it -> opened(it, source);
      case JournalEvent.Measured it -> measured(it, source);
      case JournalEvent.Judged it ->
          line(
              IMPACT,
              FACT,
              "The budget of %s was judged %s: %s".formatted(it.slo(), it.verdict(), it.words()),
              source);
      case JournalEvent.CauseFound it -> line(ROOT_CAUSE, FACT, it.cause(), source);
      case JournalEvent.Acted it -> acted(it, source);
      case JournalEvent.Mitigated it when it.how() != null ->
          line(HELPED, FACT, it.how() + " (stopped the harm)", source);
      case JournalEvent.Resolved it when it.resolution() != null ->
          line(HELPED, FACT, it.resolution() + " (ended it)", source);
      case JournalEvent.FollowUp it ->
          line(
              ACTION_ITEMS,
              FACT,
              it.text() + (it.owner() == null ? " (nobody's yet)" : " (" + it.owner() + ")"),
              source);
      case JournalEvent.Recalled it when it.memories().isEmpty() ->
          line(ACTION_ITEMS, PROPOSAL, "Write a runbook: memory knew nothing of this.", source);
      case JournalEvent.Watched it -> {}
      case JournalEvent.Mitigated it -> {}
      case JournalEvent.Resolved it -> {}
      case JournalEvent.Recalled it -> {}
      case JournalEvent.Alerted it -> {}
      case JournalEvent.AlertEnded it -> {}
      case JournalEvent.Detected it -> {}
      case JournalEvent.Acknowledged it -> {}
      case JournalEvent.Noted it -> {}
      case JournalEvent.Reopened it -> {}
      case JournalEvent.Abandoned it -> {}
      case JournalEvent.Unknown it -> {}
    }
  }

  private void opened(JournalEvent.Opened it, long source) {
    if (!it.symptom().isBlank()) {
      line(IMPACT, FACT, "Seen at the beginning: " + oneLine(it.symptom()), source);
    }
    if (it.alert() == null) {
      line(ACTION_ITEMS, PROPOSAL, "Find out why no alert told of it.", source);
    }
  }

  /**
   * Measured again, the last time counts: a longer time, or more of it. A failure takes nothing
   * from what was measured before.
   */
  private void measured(JournalEvent.Measured it, long source) {
    if (incident.entries().stream().anyMatch(other -> replaces(other, it, source))) {
      return;
    }
    if (it.failure() != null) {
      String what = "measure the impact on " + it.slo() + " gave an error: " + it.failure();
      line(UNKNOWN, GAP, what, source);
      return;
    }
    if (it.total() > 0) {
      line(IMPACT, FACT, failed(it) + peak(it) + from(it.source()), source);
    }
    Double observed = it.observed();
    if (it.total() == 0 || (observed != null && observed < WHOLE)) {
      line(IMPACT, GAP, missing(it, observed == null ? 0 : observed), source);
    }
  }

  private static boolean replaces(JournalEntry entry, JournalEvent.Measured it, long source) {
    if (!(entry.event() instanceof JournalEvent.Measured other) || !other.slo().equals(it.slo())) {
      return false;
    }
    boolean later = entry.position() > source;
    return other.failure() == null ? later || it.failure() != null : later && it.failure() != null;
  }

  private static String failed(JournalEvent.Measured it) {
    double bad = it.total() - it.good();
    return String.format(
        Locale.ROOT,
        "%,.0f of %,.0f requests of %s failed from %s to %s (%.2f %%); that took %.1f %% of the"
            + " period's error budget",
        bad,
        it.total(),
        it.slo(),
        it.from(),
        it.to(),
        100 * bad / it.total(),
        100 * it.budgetSpent());
  }

  private static String peak(JournalEvent.Measured it) {
    Double rate = it.peakBurn();
    return rate == null || it.peakAt() == null
        ? ""
        : String.format(
            Locale.ROOT, ", which burned at most %.1f times too fast, at %s", rate, it.peakAt());
  }

  private static String from(@Nullable String source) {
    return source == null ? "." : " (by " + oneLine(source) + ").";
  }

  private static String missing(JournalEvent.Measured it, double observed) {
    String what =
        observed == 0
            ? "there is none"
            : String.format(Locale.ROOT, "%.0f %% of the time is there", 100 * observed);
    String why = it.total() == 0 && observed > 0 ? "no request was counted" : what;
    return "NO_DATA of "
        + it.slo()
        + " from "
        + it.from()
        + " to "
        + it.to()
        + ": "
        + why
        + from(it.source());
  }

  private void acted(JournalEvent.Acted it, long source) {
    String action = oneLine(it.action());
    if (it.effect() != null) {
      line(
          it.effect().helped() ? HELPED : DID_NOT_HELP,
          FACT,
          action + (it.effect() == Effect.WORSENED ? " made it worse" : ""),
          source);
    } else if (it.result().isGap() || it.result() == ActResult.REFUSED) {
      line(UNKNOWN, GAP, action + " gave " + gave(it.result()) + ": " + it.detail(), source);
    }
  }

  private static String gave(ActResult result) {
    return switch (result) {
      case NO_DATA -> "no data";
      case FAILED -> "an error";
      case TIMED_OUT -> "no answer in time";
      case REFUSED -> "nothing, it was refused";
      case DONE, WAITS, SKIPPED -> "nothing";
    };
  }

  /** What a postmortem has to say and the journal does not. */
  private void gaps() {
    gap(IMPACT, "Nobody measured the impact.", Findings::isMeasure);
    gap(ROOT_CAUSE, "Nobody said why it happened.", it -> it instanceof JournalEvent.CauseFound);
    if (lines.stream().noneMatch(line -> line.section() == HELPED)) {
      lines.add(new Statement(HELPED, GAP, "Nobody said what helped.", List.of()));
    }
    if (lines.stream().noneMatch(line -> line.section() == ACTION_ITEMS)) {
      lines.add(new Statement(ACTION_ITEMS, GAP, "Nobody said what is to be done.", List.of()));
    }
  }

  private static boolean isMeasure(JournalEvent event) {
    return event instanceof JournalEvent.Measured it && it.failure() == null;
  }

  private void gap(PostmortemSection section, String text, Predicate<JournalEvent> known) {
    if (incident.entries().stream().noneMatch(entry -> known.test(entry.event()))) {
      lines.add(new Statement(section, GAP, text, List.of()));
    }
  }

  private void line(PostmortemSection section, Statement.Kind kind, String text, long source) {
    lines.add(new Statement(section, kind, text, List.of(source)));
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " / ");
  }
}
