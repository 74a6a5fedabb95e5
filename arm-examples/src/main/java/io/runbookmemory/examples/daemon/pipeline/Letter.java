package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.examples.daemon.budget.Budget;
import io.runbookmemory.examples.daemon.inbox.Accepted;
import io.runbookmemory.examples.daemon.inbox.AlertStatus;
import io.runbookmemory.examples.daemon.inbox.Report;
import io.runbookmemory.examples.daemon.notify.AlertWords;
import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.examples.view.StalenessView;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.deploy.WatchNote;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.page.PlanText;
import io.runbookmemory.recall.Degradation;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.context.ContextForm;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.text.Excerpt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Words what people are told, without secrets: the urgency and why, the incident, what recall had
 * to do without, and the plan.
 */
final class Letter {

  private static final int LONGEST_TITLE = 180;
  private static final int LONGEST_TEXT = 12_000;

  private final Redactor redactor;

  Letter(Redactor redactor) {
    this.redactor = redactor;
  }

  /** Words what fires; the channel is left open. */
  Notification firing(Accepted accepted, Work.Told told, @Nullable String incident) {
    Alert alert = told.handled.alert();
    List<String> lines = new ArrayList<>(AlertWords.of(alert));
    lines.add("why: " + told.urgency.why());
    lines.add("since " + alert.startsAt() + (incident == null ? "" : ", incident " + incident));
    ActionPlan plan = told.plan;
    if (plan == null) {
      lines.add("without a plan: " + told.unplanned);
    } else {
      missing(plan.recall(), accepted.at(), lines);
      if (told.prepared != null) {
        lines.add(told.prepared);
      }
      lines.add(PlanText.render(plan, ContextForm.PLAIN).strip());
    }
    return new Notification(
        1,
        new Report(alert, AlertStatus.FIRING, null).key(),
        "",
        false,
        told.handled.urgency(),
        title(told.handled.urgency().name(), alert, told.situation),
        text(lines),
        facts(alert, told.situation),
        incident,
        accepted.at(),
        null);
  }

  private static void missing(Recall recall, Instant now, List<String> lines) {
    Set<Degradation> degraded = recall.degraded();
    if (recall.staleness() != null) {
      lines.add(StalenessView.line(recall.staleness(), now));
    }
    if (degraded.contains(Degradation.LEXICAL_ONLY)) {
      lines.add("recalled by words alone: the model was busy or down");
    }
    degraded.stream()
        .filter(one -> one != Degradation.LEXICAL_ONLY)
        .filter(one -> one != Degradation.STORE_STALE && one != Degradation.STORE_INCOMPLETE)
        .filter(one -> one != Degradation.EMBEDDER_DOWN && one != Degradation.EMBEDDER_TIMEOUT)
        .map(one -> "recall went without: " + one.name().toLowerCase(Locale.ROOT))
        .forEach(lines::add);
  }

  /** Words the end of an incident, and asks what ended it. */
  Notification resolved(Accepted accepted, JournalIncident incident, Verdict urgency) {
    Alert alert = accepted.report().alert();
    Situation situation = Situation.builder(alert, accepted.at()).build();
    List<String> lines = new ArrayList<>();
    Instant over = incident.times().resolvedAt();
    if (over != null) {
      Duration took = Duration.between(incident.times().openedAt(), over);
      lines.add("over after " + Math.max(0, took.toMinutes()) + " min, at " + over);
    }
    Optional<String> said = ending(incident);
    said.map(AlertWords::quoted).ifPresent(lines::addAll);
    if (said.isEmpty()) {
      lines.add("what ended it? Say it: arm incidents resolve " + incident.id() + " \"…\"");
    }
    lines.add("what it taught waits for its owners: arm drafts list");
    return new Notification(
        1,
        accepted.report().key(),
        "",
        true,
        urgency,
        title("RESOLVED", alert, situation),
        text(lines),
        facts(alert, situation),
        incident.id().toString(),
        accepted.at(),
        null);
  }

  /** Returns what somebody said of how it ended, the last of it; empty if nobody did. */
  private static Optional<String> ending(JournalIncident incident) {
    return incident.entries().stream()
        .filter(entry -> !entry.by().equals(Chronicle.BY))
        .flatMap(
            entry -> {
              Optional<String> how =
                  switch (entry.event()) {
                    case JournalEvent.Resolved it -> Optional.ofNullable(it.resolution());
                    case JournalEvent.Mitigated it -> Optional.ofNullable(it.how());
                    case JournalEvent other -> Optional.empty();
                  };
              return how.map(words -> entry.by() + ": " + words).stream();
            })
        .reduce((earlier, later) -> later);
  }

  /** Words that nobody acknowledged an incident; the channel is left open. */
  Notification escalated(JournalIncident incident, Verdict urgency, Duration after, Instant now) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("alert", incident.alert().map(JournalEvent.AlertName::name).orElse("an alert"));
    put(facts, "service", incident.place().service());
    put(facts, "env", incident.place().env());
    put(facts, "cluster", incident.place().cluster());
    put(facts, "namespace", incident.place().namespace());
    facts.replaceAll((name, value) -> Excerpt.title(redactor.redact(value), LONGEST_TITLE));
    List<String> lines = new ArrayList<>();
    lines.add("nobody acknowledged it for " + after.toMinutes() + " min");
    lines.add("since " + incident.times().openedAt() + ", incident " + incident.id());
    lines.addAll(AlertWords.quoted(incident.symptom()));
    incident.entries().stream()
        .map(JournalEntry::event)
        .filter(JournalEvent.Recalled.class::isInstance)
        .map(JournalEvent.Recalled.class::cast)
        .flatMap(recalled -> recalled.memories().stream())
        .map(memory -> "recalled: " + memory.title())
        .distinct()
        .forEach(lines::add);
    lines.add("take it on: arm incidents ack " + incident.id());
    return new Notification(
        1,
        incident.id() + "/escalated/" + after,
        "",
        false,
        urgency,
        title("ESCALATED " + urgency.name(), facts),
        text(lines),
        facts,
        incident.id().toString(),
        now,
        null);
  }

  /**
   * A budget that burns, and who asked to watch it.
   *
   * @param notes of one deployment, at least one
   * @param incident what is open of the service; null if nothing is
   */
  record Burn(Slo slo, Budget.Judged budget, List<WatchNote> notes, @Nullable String incident) {

    /** Copies the list. */
    Burn {
      notes = List.copyOf(notes);
    }
  }

  /** Words that a budget burns which a deployment's authors asked to watch; channel left open. */
  Notification burns(Burn burn, Instant now) {
    WatchNote first = burn.notes().getFirst();
    Memory deployed = first.change().memory();
    Map<String, String> facts = new TreeMap<>();
    facts.put("alert", "budget of " + burn.slo().name());
    put(facts, "service", burn.slo().service());
    put(facts, "env", deployed.scope().env());
    facts.replaceAll((name, value) -> Excerpt.title(redactor.redact(value), LONGEST_TITLE));
    List<String> lines = new ArrayList<>();
    lines.add(
        "budget of "
            + burn.slo().name()
            + ", since "
            + burn.budget().since()
            + ": "
            + burn.budget().classification().summary());
    lines.add(deployed.title() + ", at " + first.change().at() + ", asked to watch this:");
    burn.notes().forEach(one -> lines.add("  - " + one.note() + ", until " + one.until()));
    lines.add("what else went out: arm deploys list --service " + burn.slo().service());
    return new Notification(
        1,
        "watched/" + deployed.id() + "/" + burn.slo().name(),
        "",
        false,
        Verdict.TICKET,
        Excerpt.title(
            redactor.redact("WATCHED " + burn.slo().name() + " burns since " + deployed.title()),
            LONGEST_TITLE),
        text(lines),
        facts,
        burn.incident(),
        now,
        null);
  }

  /**
   * A metric that moved, and who asked to watch it.
   *
   * @param key of the notification
   * @param words how far it is off, and of what
   * @param incident what is open of the service; null if nothing is
   */
  record Move(String key, WatchNote note, String metric, String words, @Nullable String incident) {}

  /** Words that a metric moved which a deployment's authors asked to watch; channel left open. */
  Notification moves(Move move, Instant now) {
    WatchNote note = move.note();
    Memory deployed = note.change().memory();
    Map<String, String> facts = new TreeMap<>();
    facts.put("alert", move.metric());
    put(facts, "service", deployed.scope().service());
    put(facts, "env", deployed.scope().env());
    facts.replaceAll((name, value) -> Excerpt.title(redactor.redact(value), LONGEST_TITLE));
    List<String> lines =
        List.of(
            move.words(),
            deployed.title() + ", at " + note.change().at() + ", asked to watch this:",
            "  - " + note.note() + ", until " + note.until(),
            "what else went out: arm deploys list --service " + deployed.scope().service());
    return new Notification(
        1,
        move.key(),
        "",
        false,
        Verdict.TICKET,
        Excerpt.title(
            redactor.redact("WATCHED " + move.metric() + " moved since " + deployed.title()),
            LONGEST_TITLE),
        text(lines),
        facts,
        move.incident(),
        now,
        null);
  }

  private String title(String word, Alert alert, Situation situation) {
    return title(word, facts(alert, situation));
  }

  private String title(String word, Map<String, String> facts) {
    String service = facts.get("service");
    String env = facts.get("env");
    String title =
        word
            + " "
            + facts.get("alert")
            + (service == null ? "" : " of " + service)
            + (env == null ? "" : " in " + env);
    return Excerpt.title(redactor.redact(title), LONGEST_TITLE);
  }

  private String text(List<String> lines) {
    return Excerpt.beginning(redactor.redact(String.join("\n", lines)), LONGEST_TEXT);
  }

  private Map<String, String> facts(Alert alert, Situation situation) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("alert", alert.name().orElse("an alert"));
    put(facts, "service", situation.scope().service());
    put(facts, "env", situation.scope().env());
    put(facts, "cluster", situation.scope().cluster());
    put(facts, "namespace", situation.scope().namespace());
    facts.replaceAll((name, value) -> Excerpt.title(redactor.redact(value), LONGEST_TITLE));
    return facts;
  }

  private static void put(Map<String, String> facts, String name, @Nullable String value) {
    if (value != null) {
      facts.put(name, value);
    }
  }
}
