package io.runbookmemory.examples.daemon.chat;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.examples.daemon.memory.Responder;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.view.RecallView;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.deploy.Change;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.oncall.page.PlanText;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.Strength;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * What is asked in a chat, and changes nothing but the session that it is asked in.
 *
 * @param responder memory and journal, as they are now
 */
record Questions(Responder responder, Instant now) {

  private static final int MOST_MEMORIES = 3;
  private static final int MOST_STEPS = 5;
  private static final int MOST_LINES = 20;
  private static final Duration DEADLINE = Duration.ofMillis(1_500);
  private static final Duration BACK = Duration.ofDays(2);

  /** What goes on with an earlier question and need not say so in words that memory knows. */
  private static final Pattern FOLLOW_UP =
      Pattern.compile("(and|what about|how about|but)\\b.*", Pattern.CASE_INSENSITIVE);

  /** Answers a question out of memory: what solved it, why, what differs, what to do next. */
  Said why(String question, Speaker speaker) {
    Optional<RunbookMemory> there = responder.memory();
    if (there.isEmpty()) {
      return Said.alone("The memory is off; see memory.enabled.");
    }
    if (question.isBlank()) {
      return Said.alone("Ask something: /arm why is checkout slow");
    }
    RunbookMemory memory = there.get();
    String asked = FOLLOW_UP.matcher(question).matches() ? question + " (that service)" : question;
    Situation situation = Situation.builder(asked, now).deadline(DEADLINE).build();
    Recall recall = memory.session(speaker.session()).recall(situation);
    Situation.Builder known = Situation.builder(question, now).deadline(DEADLINE);
    if (recall.route().scope().service() != null) {
      known.service(recall.route().scope().service());
    }
    if (recall.route().scope().env() != null) {
      known.env(recall.route().scope().env());
    }
    List<String> lines = new ArrayList<>();
    recalled(recall, lines);
    if (recall.strength() != Strength.TRIAGE) {
      planned(memory.plan(known.build()), lines);
    }
    return Said.all(String.join("\n", lines));
  }

  private void recalled(Recall recall, List<String> lines) {
    lines.add(
        switch (recall.strength()) {
          case STRONG -> "A strong match:";
          case POSSIBLE -> "A possible match; check before you act:";
          case TRIAGE -> "Nothing known fits. The nearest:";
        });
    if (!recall.degraded().isEmpty()) {
      lines.add(
          "(recalled without: " + recall.degraded().toString().toLowerCase(Locale.ROOT) + ")");
    }
    if (!recall.route().inferred().isEmpty()) {
      lines.add("taken to be about " + String.join("; ", recall.route().inferred()));
    }
    int rank = 1;
    for (Recollection one : recall.recollections().stream().limit(MOST_MEMORIES).toList()) {
      lines.add(rank++ + ". " + one.memory().title());
      lines.add("    " + RecallView.about(one.memory(), now));
      if (!one.why().isEmpty()) {
        lines.add("    why: " + String.join(", ", one.why()));
      }
      if (!one.differs().isEmpty()) {
        lines.add("    but: " + String.join(", ", one.differs()));
      }
      lines.add("    says: " + RecallView.shortened(one.excerpt()));
    }
  }

  private static void planned(ActionPlan plan, List<String> lines) {
    plan.warnings().stream().limit(MOST_MEMORIES).forEach(one -> lines.add("Careful: " + one));
    PlannedStep.Kind kind = null;
    for (PlannedStep step : plan.steps().stream().limit(MOST_STEPS).toList()) {
      if (step.kind() != kind) {
        kind = step.kind();
        lines.add(PlanText.heading(kind) + ":");
      }
      lines.add("- " + RecallView.shortened(step.text()) + " (" + step.origin() + ")");
    }
  }

  /** Lists what went out: {@code payments 48h}. */
  Said deploys(String words) {
    if (responder.journal().isEmpty()) {
      return Said.alone("The memory is off; see memory.enabled.");
    }
    String service = null;
    Duration back = BACK;
    for (String word : words.isBlank() ? new String[0] : words.split("\\s+")) {
      if (word.matches("[0-9]+[a-zA-Z]+")) {
        Optional<Duration> length = length(word);
        if (length.isEmpty()) {
          return Said.alone("A length of time is such as 30m, 48h or 7d, not " + word + ".");
        }
        back = length.get();
      } else {
        service = word;
      }
    }
    List<Change> changes =
        responder
            .journal()
            .orElseThrow()
            .deployments()
            .changes(service, null, now.minus(back), now.plusMillis(1));
    if (changes.isEmpty()) {
      return Said.all("Nothing went out" + (service == null ? "" : " of " + service) + ".");
    }
    return Said.all(lines(changes.stream().map(Questions::line).toList()));
  }

  private static String line(Change change) {
    String risk = change.deployment().risk();
    return change.at()
        + "  "
        + change.memory().scope().service()
        + " "
        + change.deployment().version()
        + (change.hops() == 0 ? "" : ", " + change.hops() + " hops away")
        + (change.deployment().changes().isEmpty()
            ? ""
            : ": " + String.join("; ", change.deployment().changes()))
        + (risk.isBlank() ? "" : " (risk: " + risk + ")");
  }

  /** Lists what is open, of all services or one. */
  Said incidents(String service) {
    IncidentQuery.Builder query = IncidentQuery.builder().open(true);
    if (!service.isBlank()) {
      query.service(service);
    }
    List<JournalIncident> open = responder.incidents().search(query.build());
    return Said.all(
        open.isEmpty() ? "No incident is open." : lines(Which.list(open).lines().toList()));
  }

  private static String lines(List<String> all) {
    String shown = String.join("\n", all.stream().limit(MOST_LINES).toList());
    return all.size() > MOST_LINES ? shown + "\nand " + (all.size() - MOST_LINES) + " more" : shown;
  }

  /** Reads a length of time. */
  static Optional<Duration> length(String word) {
    try {
      return Optional.of(new DurationConverter().convert(word));
    } catch (TypeConversionException e) {
      return Optional.empty();
    }
  }
}
