package io.runbookmemory;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.guard.access.Roles;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalBatch;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.JournalEvent.RecalledMemory;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.Opening;
import io.runbookmemory.journal.ToolActs;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.journal.deploy.DeploymentLog;
import io.runbookmemory.journal.deploy.Suspects;
import io.runbookmemory.journal.postmortem.ImpactMeter;
import io.runbookmemory.journal.postmortem.Narrator;
import io.runbookmemory.journal.postmortem.PostmortemDraft;
import io.runbookmemory.journal.postmortem.PostmortemWriter;
import io.runbookmemory.journal.report.HandoverWriter;
import io.runbookmemory.journal.report.Period;
import io.runbookmemory.journal.report.ShiftHandover;
import io.runbookmemory.journal.report.SpentBudgets;
import io.runbookmemory.journal.report.StaleRunbook;
import io.runbookmemory.journal.report.WeeklyReport;
import io.runbookmemory.journal.report.WeeklyReporter;
import io.runbookmemory.learn.Learner;
import io.runbookmemory.learn.draft.Drafted;
import io.runbookmemory.learn.upkeep.Freshness;
import io.runbookmemory.learn.upkeep.OwnerNotice;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.WatchedDeployment;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.store.graph.LiveServiceGraph;
import io.runbookmemory.store.ledger.Ledger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The room where incidents, deployments and alerts are written down as they happen, and told again:
 * as a postmortem, a week's report, a hand-over. Thread-safe.
 */
public final class Journal {

  private final RunbookMemory memory;
  private final Learner learner;
  private final Tenant tenant;
  private final InstantSource clock;
  private final Redactor redactor;
  private final IncidentJournal incidents;
  private final DeploymentLog deployments;
  private final AlertLog alerts;

  Journal(RunbookMemory memory, RunbookMemoryBuilder builder, Learner learner, Ledger ledger) {
    this.memory = memory;
    this.learner = learner;
    this.tenant = builder.tenant;
    this.clock = builder.clock;
    this.redactor = builder.redactor;
    this.incidents =
        new IncidentJournal(ledger, builder.redactor, builder.journalPolicy, builder.random);
    this.alerts = new AlertLog(ledger);
    LiveServiceGraph graph =
        new LiveServiceGraph(memory.memories(), LiveServiceGraph.DEFAULT_FRESHNESS);
    this.deployments = new DeploymentLog(memory.memories(), graph::graph);
  }

  /** {@return the incidents} */
  public IncidentJournal incidents() {
    return incidents;
  }

  /** {@return what went out} */
  public DeploymentLog deployments() {
    return deployments;
  }

  /**
   * Remembers what goes or went out, as {@link DeploymentLog#memory} has it.
   *
   * @param scope service and environment
   * @param deployment what goes out
   * @param at when it goes or went out
   * @param key what the pipeline calls it; null for the service, the version and the time together
   * @return what became of it
   */
  public Remembered deployed(Scope scope, Deployment deployment, Instant at, @Nullable String key) {
    return memory.remember(DeploymentLog.memory(scope, deployment, at, key));
  }

  /** {@return every alert and what became of it} */
  public AlertLog alerts() {
    return alerts;
  }

  /**
   * Begins a toolbox with the tools over memory, whose calls write themselves down in the incident
   * that is open there, as {@link ToolActs} says; {@code acts(ActSink.NONE)} turns it off.
   *
   * @param audit where calls are written down
   * @param roles tells what callers are
   * @return a builder, to add more tools to
   */
  public GuardedToolbox.Builder toolbox(AuditLog audit, Roles roles) {
    return GuardedToolbox.builder(audit, roles, redactor, clock)
        .tools(memory.tools())
        .acts(new ToolActs(incidents, clock));
  }

  /**
   * Opens the incident of an alert that was planned for, or finds it, and writes down what memory
   * said and how the budget was judged.
   *
   * @param situation with its alert
   * @param plan what was made of it
   * @param by who or what asks
   * @return the incident; empty if the situation has no alert
   */
  public Optional<Opening> open(Situation situation, ActionPlan plan, String by) {
    JournalBatch batch = incidents.batch();
    Optional<Opening> opening = open(situation, plan, by, batch);
    batch.commit();
    return opening.flatMap(one -> incidents.get(one.incident().id()).map(one::of));
  }

  /**
   * Opens the incident of an alert as {@link #open(Situation, ActionPlan, String)} does, in a batch
   * that the caller commits.
   *
   * @param situation with its alert
   * @param plan what was made of it
   * @param by who or what asks
   * @param batch of {@link #incidents()}
   * @return the incident; empty if the situation has no alert
   */
  public Optional<Opening> open(
      Situation situation, ActionPlan plan, String by, JournalBatch batch) {
    return situation.alert().map(alert -> open(alert, situation.at(), plan, by, batch.journal()));
  }

  private static Opening open(
      Alert alert, Instant at, ActionPlan plan, String by, IncidentJournal into) {
    Opening opening = into.open(alert, place(plan.recall().route().scope(), alert), at, by);
    if (opening.how() == Opening.How.KNOWN) {
      return opening;
    }
    MemoryId id = opening.incident().id();
    into.write(id, recalled(plan), at, "arm");
    judged(plan.classification()).ifPresent(event -> into.write(id, event, at, "arm"));
    plan.watched().forEach(one -> into.write(id, watched(one), at, "arm"));
    return new Opening(into.get(id).orElseThrow(), opening.how());
  }

  /** Where it is routed to; where memory knows no such place, what the alert's labels say. */
  private static Place place(Scope scope, Alert alert) {
    Place said = AlertHistory.labelled(alert);
    return new Place(
        either(scope.service(), said.service()),
        either(scope.env(), said.env()),
        either(scope.cluster(), said.cluster()),
        either(scope.namespace(), said.namespace()));
  }

  private static @Nullable String either(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }

  private static JournalEvent recalled(ActionPlan plan) {
    return new JournalEvent.Recalled(
        plan.recall().recollections().stream()
            .map(
                one ->
                    new RecalledMemory(
                        one.memory().id().toString(),
                        one.memory().title(),
                        one.memory().content().kind(),
                        one.parts().relevance()))
            .toList());
  }

  private static Optional<JournalEvent> judged(@Nullable Classification classification) {
    return Optional.ofNullable(classification)
        .map(one -> new JournalEvent.Judged(one.verdict(), one.slo().name(), one.summary()));
  }

  private static JournalEvent watched(WatchedDeployment one) {
    return new JournalEvent.Watched(
        one.deployment().toString(), one.title(), one.at(), one.note(), one.until());
  }

  /**
   * Returns which deployments are suspected of an incident.
   *
   * @param id the incident
   * @return ranked; empty if there is no such incident
   */
  public Optional<Suspects> suspects(MemoryId id) {
    return incidents.get(id).map(incident -> deployments.suspects(incident, incidents));
  }

  /**
   * Measures what an incident did to an objective, from when the harm began until it stopped, and
   * writes it down: the impact of its postmortem. Time of which there are no counts is a gap there;
   * see {@link ImpactMeter}.
   *
   * @param id the incident
   * @param slo the objective
   * @param counts what it counts
   * @param source where the counts are from, such as a server's address
   * @param by who measures
   * @return what was measured; empty if there is no such incident, or no time in which it did harm
   */
  public Optional<JournalEvent.Measured> measure(
      MemoryId id, Slo slo, SliSeries counts, String source, String by) {
    return new ImpactMeter(incidents, clock).measure(id, slo, counts, source, by);
  }

  /**
   * Writes the first draft of a postmortem.
   *
   * @param id the incident
   * @param narrator tells the summary; null for nobody
   * @return each line with its source; empty if there is no such incident
   */
  public Optional<PostmortemDraft> postmortem(MemoryId id, @Nullable Narrator narrator) {
    Optional<JournalIncident> incident = incidents.get(id);
    return incident.map(new PostmortemWriter(narrator)::write);
  }

  /**
   * Learns from an incident: counts what people said that steps of memories did in it, each action
   * once and with the last word on it, and drafts its memory and what it proposes about runbooks.
   * Owners decide in {@link RunbookMemory#drafts()}. To be called when it is over, and again when
   * more was said.
   *
   * @param id the incident
   * @param at now
   * @return what became of each proposal; empty if there is no such incident
   */
  public List<Drafted> draft(MemoryId id, Instant at) {
    Optional<JournalIncident> found = incidents.get(id);
    if (found.isEmpty()) {
      return List.of();
    }
    JournalIncident incident = found.get();
    for (ToldEffect one : ToldEffect.of(incident)) {
      learner.count(tenant, one.step(), one.at(), one.key(id));
    }
    return memory.drafts().write(incident.toMemory(tenant), at);
  }

  /**
   * Writes the report of a week and archives it as a memory.
   *
   * @param week which
   * @param budgets what became of the error budgets in it
   * @param at now
   * @return the report, which refers to the last one
   */
  public WeeklyReport report(Period week, SpentBudgets budgets, Instant at) {
    WeeklyReporter reporter = new WeeklyReporter(incidents, alerts, memory.memories());
    WeeklyReport report = reporter.write(week, budgets, stale());
    memory.remember(report.toMemory(tenant, at));
    return report;
  }

  /**
   * Returns the last report that was archived.
   *
   * @param by it must have ended by then
   * @return empty if there is none
   */
  public Optional<WeeklyReport> previousReport(Instant by) {
    return new WeeklyReporter(incidents, alerts, memory.memories()).previous(by);
  }

  private List<StaleRunbook> stale() {
    List<StaleRunbook> stale = new ArrayList<>();
    for (OwnerNotice notice : memory.upkeep().due(Freshness.SLA)) {
      for (OwnerNotice.Due due : notice.due()) {
        stale.add(new StaleRunbook(due.id().toString(), due.title(), notice.owner(), due.since()));
      }
    }
    return stale;
  }

  /**
   * Writes what the next shift has to know.
   *
   * @param shift the one that ends
   * @return what is known
   */
  public ShiftHandover handover(Period shift) {
    return new HandoverWriter(incidents, alerts, deployments).write(shift);
  }
}
