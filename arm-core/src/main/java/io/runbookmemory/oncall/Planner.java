package io.runbookmemory.oncall;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.text.remark.StepRemarks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stitches a plan out of a recall: what ended the last incidents like this one, what helped last
 * first, then the steps of the recalled runbooks with their queries filled in for this service, and
 * beside them what was tried and failed. Pure: it asks nothing and carries nothing out.
 * Thread-safe.
 */
public final class Planner {

  /** How many runbooks are stitched together: more would be a reading list. */
  private static final int MAX_RUNBOOKS = 2;

  /** How many past incidents may lend their fixes. */
  private static final int MAX_INCIDENTS = 3;

  /** A section whose steps change something, by the beginning of a word of its heading. */
  private static final Pattern ACTS =
      Pattern.compile("\\b(?:mitigat|fix|resol|remed|action|recover|rollback|do this)");

  private static final Pattern TICKET = Pattern.compile("[A-Za-z]{1,10}-?\\d{1,9}");

  private final Consents consents;
  private final EscalationPolicy escalation;

  /** Creates a planner that knows no tools, with the defaults of {@link PlannerBuilder}. */
  public Planner() {
    this(builder());
  }

  Planner(PlannerBuilder builder) {
    this.consents = new Consents(builder);
    this.escalation = builder.escalation;
  }

  /**
   * Returns a builder of a planner.
   *
   * @return one that knows no tools
   */
  public static PlannerBuilder builder() {
    return new PlannerBuilder();
  }

  /**
   * Returns the plan for a situation of which it is not known what depends on the service.
   *
   * @param situation what is known now
   * @param recall what memory has to say to it
   * @param classification the verdict from the error budget, or null where there is no series
   * @return a plan; without steps if nothing was recalled
   */
  public ActionPlan plan(
      Situation situation, Recall recall, @Nullable Classification classification) {
    return plan(situation, recall, classification, ServiceGraph.EMPTY);
  }

  /**
   * Returns the plan for a situation.
   *
   * @param situation what is known now
   * @param recall what memory has to say to it
   * @param classification the verdict from the error budget, or null where there is no series
   * @param services who depends on whom, and who owns what
   * @return a plan; without steps if nothing was recalled
   */
  public ActionPlan plan(
      Situation situation,
      Recall recall,
      @Nullable Classification classification,
      ServiceGraph services) {
    List<Recollection> runbooks = runbooks(recall);
    List<Recollection> incidents =
        recall.recollections().stream()
            .filter(one -> one.memory().content() instanceof Incident)
            .limit(MAX_INCIDENTS)
            .toList();
    PastAttempts past = new PastAttempts(incidents, situation.at());
    Draft draft = new Draft(recall, past, consents);
    new KnownFixes(past, situation.at()).of(incidents).forEach(draft::addFix);
    incidents.forEach(draft::addUrl);
    runbooks.forEach(draft::addRunbook);
    List<Contact> contacts =
        new Informing(services).contacts(recall.route().scope().service(), runbooks, incidents);
    List<String> to = draft.toEscalateTo();
    return draft.plan(
        classification, contacts, Informing.escalations(situation, classification, escalation, to));
  }

  /** The best runbook, and the next only if it fits as surely. */
  private static List<Recollection> runbooks(Recall recall) {
    List<Recollection> runbooks =
        recall.recollections().stream()
            .filter(one -> one.memory().content() instanceof Runbook)
            .toList();
    Stream<Recollection> others =
        runbooks.stream().skip(1).filter(one -> one.strength() == Strength.STRONG);
    return Stream.concat(runbooks.stream().limit(1), others).limit(MAX_RUNBOOKS).toList();
  }

  /** Returns the ticket that a memory came from, such as {@code INC-112}. */
  static Optional<String> ticketOf(Memory memory) {
    return Optional.ofNullable(memory.provenance().key()).filter(TICKET.asMatchPredicate());
  }

  /** Returns a step's own words: its command where it has no others. */
  static String wordsOf(RunbookStep step) {
    return step.code() != null && step.text().isBlank() ? step.code() : step.text();
  }

  /** Returns what people call a memory: its ticket, else its title. */
  private static String nameOf(Memory memory) {
    return ticketOf(memory).orElse(memory.title());
  }

  /** A plan in the making. */
  private static final class Draft {

    private final Recall recall;
    private final PastAttempts past;
    private final Placeholders placeholders;
    private final Prospects prospects;
    private final Consents consents;
    private final Map<String, PlannedStep> steps = new LinkedHashMap<>();
    private final Map<String, PlannedQuery> queries = new LinkedHashMap<>();
    private final List<String> warnings;
    private final Set<String> owners = new LinkedHashSet<>();
    private final Set<String> escalation = new LinkedHashSet<>();
    private final Set<String> urls = new LinkedHashSet<>();

    Draft(Recall recall, PastAttempts past, Consents consents) {
      this.recall = recall;
      this.past = past;
      this.placeholders = new Placeholders(recall.route().scope());
      this.prospects = new Prospects(past, placeholders);
      this.consents = consents;
      this.warnings = new ArrayList<>(past.failures());
    }

    void addFix(KnownFixes.Fix fix) {
      Memory memory = fix.from().memory();
      Attempt attempt = fix.attempt();
      String how = "ended ";
      if (attempt != null) {
        how = attempt.effect() == Effect.RESOLVED ? "resolved " : "mitigated ";
      }
      String origin = how + past.when(memory) + fix.record();
      add(PlannedStep.Kind.KNOWN_FIX, fix.step(), fix.from(), origin);
    }

    void addUrl(Recollection incident) {
      String url = incident.memory().provenance().url();
      if (url != null) {
        urls.add(url);
      }
    }

    void addRunbook(Recollection recollection) {
      if (!(recollection.memory().content() instanceof Runbook runbook)) {
        return;
      }
      String name = nameOf(recollection.memory());
      runbook
          .detectionRules()
          .forEach(rule -> addQuery(rule.language(), rule.query(), "shows it, by " + name));
      for (RunbookStep step : runbook.steps()) {
        add(kindOf(step), step, recollection, name);
        step.promql().ifPresent(query -> addQuery("promql", query, placeholders.fill(step.text())));
      }
      owners.addAll(runbook.owners());
      runbook.escalationPolicy().ifPresent(escalation::add);
      urls.addAll(runbook.urls());
      recollection.differs().stream()
          .filter(difference -> !difference.startsWith("cluster"))
          .forEach(difference -> warnings.add(name + ": " + difference));
    }

    private void addQuery(String language, String query, String purpose) {
      String filled = placeholders.fill(query);
      queries.putIfAbsent(filled, new PlannedQuery(language, filled, purpose));
    }

    private void add(
        PlannedStep.Kind kind, RunbookStep step, Recollection recollection, String origin) {
      if (steps.containsKey(step.key())) {
        return;
      }
      StepUsage usage = recollection.usage().steps().getOrDefault(step.key(), StepUsage.NONE);
      String words = wordsOf(step);
      StepRemarks remarks = StepRemarks.read(step.text(), step.code() != null);
      String text = placeholders.fill(remarks.action());
      String code = step.code() == null ? null : placeholders.fill(step.code());
      boolean acts = kind == PlannedStep.Kind.MITIGATE || kind == PlannedStep.Kind.KNOWN_FIX;
      Memory memory = recollection.memory();
      steps.put(
          step.key(),
          new PlannedStep(
              kind,
              text,
              words,
              step.language(),
              code,
              memory.id(),
              origin,
              usage,
              prospects.of(step, remarks, memory, usage, acts),
              consents.of(step.language(), code, text, acts),
              caution(kind, words, usage, origin)));
    }

    private @Nullable String caution(
        PlannedStep.Kind kind, String words, StepUsage usage, String origin) {
      boolean acts = kind == PlannedStep.Kind.MITIGATE || kind == PlannedStep.Kind.KNOWN_FIX;
      String counted = counted(usage, acts);
      if (counted != null) {
        warnings.add("“" + words + "” " + counted + " (" + origin + ")");
        return counted;
      }
      return acts ? past.caution(words).orElse(null) : null;
    }

    /** What the counts of a step speak against it. To look is not meant to help. */
    private static @Nullable String counted(StepUsage usage, boolean acts) {
      String times = usage.tried() + (usage.tried() == 1 ? " time" : " times");
      if (usage.harmed() > 0) {
        return "made it worse " + usage.harmed() + " of " + times;
      }
      boolean neverHelped = usage.helped() == 0 && usage.outcomes().telling();
      return acts && neverHelped ? "changed nothing " + usage.tried() + " of " + times : null;
    }

    private static PlannedStep.Kind kindOf(RunbookStep step) {
      String section = step.section().toLowerCase(Locale.ROOT);
      if (section.contains("verif") || section.contains("confirm") || section.contains("after")) {
        return PlannedStep.Kind.VERIFY;
      }
      return ACTS.matcher(section).find() ? PlannedStep.Kind.MITIGATE : PlannedStep.Kind.DIAGNOSE;
    }

    /** The escalation policies; the owners where no runbook names any. */
    List<String> toEscalateTo() {
      return List.copyOf(escalation.isEmpty() ? owners : escalation);
    }

    ActionPlan plan(
        @Nullable Classification classification,
        List<Contact> contacts,
        List<Escalation> escalations) {
      List<PlannedStep> ordered =
          steps.values().stream().sorted(Comparator.comparing(PlannedStep::kind)).toList();
      return new ActionPlan(
          classification,
          recall,
          ordered,
          List.copyOf(queries.values()),
          warnings.stream().distinct().toList(),
          owners,
          escalation,
          contacts,
          escalations,
          urls,
          placeholders.unfilled(),
          List.of());
    }
  }
}
