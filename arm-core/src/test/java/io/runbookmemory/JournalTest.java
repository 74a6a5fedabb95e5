package io.runbookmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.fixture.WatchedStore;
import io.runbookmemory.journal.ActResult;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.Opening;
import io.runbookmemory.journal.postmortem.Narrator;
import io.runbookmemory.journal.postmortem.PostmortemDraft;
import io.runbookmemory.journal.postmortem.PostmortemSection;
import io.runbookmemory.journal.postmortem.Statement;
import io.runbookmemory.journal.report.Period;
import io.runbookmemory.journal.report.SpentBudgets;
import io.runbookmemory.learn.draft.Drafted;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalTest {

  private static final Instant T = Instant.parse("2026-03-04T03:00:00Z");

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final RunbookMemory memory = RunbookMemory.builder(store).clock(() -> T).build();

  private static Situation situation() {
    Alert alert =
        new Alert(
            Map.of("alertname", "HighErrorRate", "service", "checkout"),
            Map.of("summary", "Checkout answers 5xx"),
            T.minusSeconds(60));
    return Situation.builder("", T).alert(alert).build();
  }

  @Test
  void anAlertThatWasPlannedForIsWrittenDownWithWhatMemorySaid() {
    memory.remember("Checkout answers 5xx when the payment pool is full: restart payments.");

    Opening opening =
        memory.journal().open(situation(), memory.plan(situation()), "alertmanager").orElseThrow();

    assertThat(opening.how()).isEqualTo(Opening.How.NEW);
    JournalIncident incident = opening.incident();
    assertThat(incident.place().service()).isEqualTo("checkout");
    assertThat(incident.entries())
        .anyMatch(entry -> entry.event() instanceof JournalEvent.Recalled);
    Opening again =
        memory.journal().open(situation(), memory.plan(situation()), "alertmanager").orElseThrow();
    assertThat(again.how()).isEqualTo(Opening.How.KNOWN);
    assertThat(again.incident()).isEqualTo(incident);
  }

  @Test
  void suspectsAndAPostmortemRestOnTheJournal() {
    Journal journal = memory.journal();
    Scope scope = Scope.of(Tenant.DEFAULT).withService("checkout");
    journal.deployed(
        scope, new Deployment("v2", List.of(), "", List.of()), T.minusSeconds(600), null);
    MemoryId id =
        journal.open(situation(), memory.plan(situation()), "am").orElseThrow().incident().id();

    assertThat(journal.suspects(id).orElseThrow().ranked()).hasSize(1);
    assertThat(journal.postmortem(id, null).orElseThrow().in(PostmortemSection.ROOT_CAUSE))
        .extracting(Statement::kind)
        .containsExactly(Statement.Kind.GAP);
    assertThat(journal.postmortem(MemoryId.named("no", "such"), null)).isEmpty();
  }

  @Test
  void aServiceThatHasANarratorPassesItAndIsHeldToTheRule() {
    Journal journal = memory.journal();
    MemoryId id =
        journal.open(situation(), memory.plan(situation()), "am").orElseThrow().incident().id();

    PostmortemDraft told =
        journal
            .postmortem(
                id,
                draft ->
                    List.of(
                        new Narrator.Sentence(
                            draft.title() + " began.",
                            List.of(draft.citations().getFirst().position())),
                        new Narrator.Sentence("It was human error.", List.of())))
            .orElseThrow();

    assertThat(told.in(PostmortemSection.SUMMARY))
        .extracting(Statement::kind, Statement::text)
        .startsWith(
            tuple(Statement.Kind.FACT, "Checkout answers 5xx began."),
            tuple(Statement.Kind.UNSUPPORTED, "It was human error."));
    assertThat(told.wording()).containsExactly("the narrator says \"human error\"");
  }

  @Test
  void aWeeksReportIsArchivedAndFoundByTheNext() {
    Period week = Period.week(LocalDate.of(2026, 2, 25), ZoneOffset.UTC);

    memory.journal().report(week, SpentBudgets.of(List.of()), T);

    assertThat(memory.recall("Weekly report").recollections())
        .extracting(one -> one.memory().title())
        .contains("Weekly report of 2026-02-23");
    assertThat(
            memory.journal().handover(new Period(T, T.plus(Duration.ofHours(8)), ZoneOffset.UTC)))
        .returns(0, handover -> handover.open().size());
  }

  @Test
  void whatPeopleSayThatAStepDidCountsForItsMemoryOnce() {
    Memory runbook =
        Memory.builder(
                MemoryId.named("test", "runbook"),
                Scope.of(Tenant.DEFAULT).withService("checkout"),
                "Checkout answers 5xx",
                Runbook.builder("Checkout answers 5xx")
                    .steps(List.of(new RunbookStep("Restart", "restart the pods", null, null)))
                    .build(),
                T)
            .build();
    memory.remember(runbook);
    Journal journal = memory.journal();
    MemoryId id =
        journal.open(situation(), memory.plan(situation()), "am").orElseThrow().incident().id();
    said(id, Effect.NO_EFFECT, T.plusSeconds(60));
    said(id, Effect.RESOLVED, T.plusSeconds(120));
    journal.incidents().write(id, new JournalEvent.Resolved(null), T.plusSeconds(180), "ann");

    journal.draft(id, T.plusSeconds(200));
    journal.draft(id, T.plusSeconds(300));

    Usage usage =
        memory.memories().usage(List.of(runbook.id())).getOrDefault(runbook.id(), Usage.NONE);
    assertThat(usage.successes()).isEqualTo(1);
    assertThat(usage.failures()).isZero();
  }

  private void said(MemoryId incident, Effect effect, Instant at) {
    String runbook = MemoryId.named("test", "runbook").toString();
    JournalEvent acted =
        new JournalEvent.Acted("restart the pods", ActResult.DONE, "", effect, runbook);
    memory.journal().incidents().write(incident, acted, at, "ann");
  }

  @Test
  void withoutALedgerThereIsNoJournalAndTheErrorSaysWhatToDo() {
    RunbookMemory none = RunbookMemory.builder(new WatchedStore()).build();

    assertThatThrownBy(none::journal).hasMessageContaining("name one with ledger(…)");
  }

  @Test
  void whatAnIncidentTaughtWaitsInTheRoomOfDraftsAndARejectionOutlivesTheProcess() {
    MemoryId id =
        memory
            .journal()
            .open(situation(), memory.plan(situation()), "alertmanager")
            .orElseThrow()
            .incident()
            .id();
    JournalEvent acted =
        new JournalEvent.Acted("restart payments", ActResult.DONE, "", Effect.RESOLVED, null);
    memory.journal().incidents().write(id, acted, T.plusSeconds(60), "dana");
    memory
        .journal()
        .incidents()
        .write(id, new JournalEvent.Resolved(null), T.plusSeconds(90), "dana");

    List<Drafted> drafted = memory.journal().draft(id, T.plusSeconds(100));

    assertThat(drafted).extracting(Drafted::how).containsOnly(Drafted.How.NEW);
    assertThat(memory.drafts().list(10)).hasSize(2);
    memory.drafts().reject(drafted.get(1).draft().id(), T.plusSeconds(110));
    try (RunbookMemory later = RunbookMemory.builder(store).clock(() -> T).build()) {
      assertThat(later.journal().draft(id, T.plusSeconds(120)))
          .extracting(Drafted::how)
          .containsExactly(Drafted.How.KNOWN, Drafted.How.REJECTED);
    }
    assertThat(memory.journal().draft(MemoryId.named("test", "none"), T)).isEmpty();
  }
}
