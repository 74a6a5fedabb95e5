package io.runbookmemory.oncall.playbook;

import static io.runbookmemory.oncall.playbook.Workshop.ADA;
import static io.runbookmemory.oncall.playbook.Workshop.PROD;
import static io.runbookmemory.oncall.playbook.Workshop.REX;
import static io.runbookmemory.oncall.playbook.Workshop.START;
import static io.runbookmemory.oncall.playbook.Workshop.action;
import static io.runbookmemory.oncall.playbook.Workshop.order;
import static io.runbookmemory.oncall.playbook.Workshop.playbook;
import static io.runbookmemory.oncall.playbook.Workshop.rollback;
import static io.runbookmemory.oncall.playbook.Workshop.undo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.oncall.playbook.PlaybookEnd.Left;
import io.runbookmemory.oncall.playbook.journal.KeptRun;
import io.runbookmemory.oncall.playbook.journal.LedgerJournal;
import io.runbookmemory.oncall.playbook.journal.PlaybookReportJson;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that ends amid a run leaves a journal, by which the run is gone on with. */
class PlaybookRestartTest {

  private static final UUID RUN = new UUID(7, 7);

  /** The end of the process, as it were. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @TempDir Path temp;
  private final Ledger ledger = new ExactMemoryStore().ledger(new Tenant("acme"));
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(temp);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private LedgerJournal journal() {
    return new LedgerJournal(ledger, RUN, new PatternRedactor(), () -> shop.now);
  }

  /** Ends the process at one of the journal's writes, before or behind it. */
  private static final class Deadly implements PlaybookRunner.Journal {

    private final PlaybookRunner.Journal written;
    private final boolean before;
    private int left;

    Deadly(PlaybookRunner.Journal written, int writes, boolean before) {
      this.written = written;
      this.left = writes;
      this.before = before;
    }

    private void write(Runnable writing) {
      boolean last = left-- == 0;
      if (last && before) {
        throw new Killed();
      }
      writing.run();
      if (last) {
        throw new Killed();
      }
    }

    @Override
    public void begun(PlaybookOrder order, String fingerprint) {
      written.begun(order, fingerprint);
    }

    @Override
    public void begins(String action) {
      write(() -> written.begins(action));
    }

    @Override
    public void done(PlaybookStep step) {
      write(() -> written.done(step));
    }

    @Override
    public void ended(PlaybookReport report) {
      write(() -> written.ended(report));
    }
  }

  private static Playbook fix() {
    return playbook(
            action("look").build(),
            action("silence").build(),
            action("scale").build(),
            action("restart").build())
        .rollback(rollback(undo("scale", "unscale")))
        .build();
  }

  private KeptRun kept() {
    return LedgerJournal.read(ledger, RUN).orElseThrow();
  }

  @Test
  void whereverItEndsNothingIsDoneTwiceThatMustNotBe() {
    boolean ended = false;
    for (int writes = 0; !ended; writes++) {
      for (boolean before : new boolean[] {true, false}) {
        ended = killedAndGoneOnWith(writes, before);
      }
      assertThat(writes).isLessThan(100);
    }
  }

  /** Returns whether the run came to its end before it could be killed. */
  private boolean killedAndGoneOnWith(int writes, boolean before) {
    UUID id = UUID.randomUUID();
    String at = "killed at write " + writes + (before ? ", before it" : ", behind it");
    shop.ran.clear();
    PlaybookRunner runner = shop.runner(fix());
    Ledger own = new ExactMemoryStore().ledger(new Tenant("acme"));
    PlaybookRunner.Journal safe = new LedgerJournal(own, id, new PatternRedactor(), () -> shop.now);
    try {
      runner.keeping(new Deadly(safe, writes, before)).run(order(REX));
      return true;
    } catch (Killed e) {
      // As it was meant.
    }
    KeptRun kept = LedgerJournal.read(own, id).orElseThrow();
    PlaybookReport report = kept.report().orElseGet(() -> runner.keeping(safe).goOn(kept.known()));

    for (String once : List.of("scale", "restart", "unscale")) {
      assertThat(Collections.frequency(shop.ran, once)).as(at).isLessThanOrEqualTo(1);
    }
    if (report.end() instanceof PlaybookEnd.Stopped stopped) {
      assertThat(stopped.why()).as(at).startsWith("may have run");
      assertThat(stopped.left()).as(at).isEqualTo(Left.UNKNOWN);
      assertThat(kept.known().calling()).as(at).isIn("scale", "restart");
    } else {
      assertThat(report.end()).as(at).isEqualTo(new PlaybookEnd.Completed());
      assertThat(shop.ran).as(at).contains("look", "silence", "scale", "restart");
    }
    return false;
  }

  @Test
  void aFailureThatWasSeenIsPutBackAfterTheRestart() {
    shop.answer("restart", new ToolResult.Failed("no route", false));
    PlaybookRunner runner = shop.runner(fix());
    PlaybookReport whole = runner.run(order(REX));
    List<PlaybookStep> seen =
        whole.steps().stream()
            .filter(
                step ->
                    !(step instanceof PlaybookStep.PutBack)
                        && !(step instanceof PlaybookStep.LeftDone))
            .toList();
    shop.ran.clear();

    PlaybookReport report =
        runner.goOn(new PlaybookRunner.Interrupted(order(REX), whole.fingerprint(), seen, null));

    assertThat(shop.ran).containsExactly("unscale");
    assertThat(report.end().toString()).contains("restart", "no route");

    PlaybookReport amid =
        runner.goOn(
            new PlaybookRunner.Interrupted(
                order(REX), whole.fingerprint(), whole.steps(), "rollback/scale"));
    assertThat(amid.end().toString()).contains("rollback/scale", "may have run", "UNKNOWN");
    assertThat(shop.ran).hasSize(1);
  }

  @Test
  void aRunThatWaitsIsFoundAgainAndGoneOnWithByATokenAfterARestart() {
    Playbook drop = playbook(action("scale").build(), action("drop").build()).build();
    shop.runner(drop).keeping(journal()).run(order(REX));
    PlaybookReport waiting = kept().report().orElseThrow();
    PlaybookEnd.WaitsForApproval waits = (PlaybookEnd.WaitsForApproval) waiting.end();
    String token = shop.toolbox().approve(waits.requestId(), ADA, PROD);

    PlaybookReport report = shop.runner(drop).keeping(journal()).resumeFrom(waiting, token);

    assertThat(report.end()).isEqualTo(new PlaybookEnd.Completed());
    assertThat(shop.ran).containsExactly("scale", "drop");
    assertThat(kept().report()).contains(report);
  }

  @Test
  void aPlaybookThatWasChangedIsNotGoneOnWithAndAnUnknownRunIsNone() {
    shop.runner(fix()).keeping(journal()).run(order(REX));

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(
            () -> shop.runner(playbook(action("look").build()).build()).goOn(kept().known()))
        .withMessageContaining("it was changed since");
    assertThat(LedgerJournal.read(ledger, new UUID(1, 1))).isEmpty();
  }

  @Test
  void aJournalThatCannotBeWrittenStopsTheRunBeforeItsNextAction() {
    PlaybookRunner.Journal failing =
        new PlaybookRunner.Journal() {
          @Override
          public void begun(PlaybookOrder order, String fingerprint) {
            assertThat(fingerprint).hasSize(16);
          }

          @Override
          public void begins(String action) {
            if (action.equals("scale")) {
              throw new UnavailableException("ledger", "is down");
            }
          }

          @Override
          public void done(PlaybookStep step) {}

          @Override
          public void ended(PlaybookReport report) {}
        };

    PlaybookEnd end = shop.runner(fix()).keeping(failing).run(order(REX)).end();

    assertThat(end.toString()).contains("scale", "cannot be written down", "ALL");
    assertThat(shop.ran).containsExactly("look", "silence");
  }

  @ParameterizedTest
  @CsvSource({"drop", "look", "restart"})
  void aReportIsTheSameAfterAWayThroughJson(String last) {
    shop.answer("silence", new ToolResult.TimedOut(Duration.ofSeconds(3)));
    shop.found.put("errors", new ConditionState.HoldsNot("0.1"));
    Playbook fix =
        playbook(
                action("scale").build(),
                action("look").when(List.of(Workshop.above("errors"))).build(),
                action(last).build().name().equals("look")
                    ? action("silence").build()
                    : action(last).build())
            .rollback(rollback(undo("scale", "unscale")))
            .escalation(List.of(new EscalationLevel(Duration.ofSeconds(1), "#pay")))
            .build();
    PlaybookOrder order =
        new PlaybookOrder("fix", REX, PROD, START, Map.of("pod", "a\"b", "x", "ü"));
    for (PlaybookReport report :
        List.of(shop.runner(fix).preview(order), shop.runner(fix).run(order))) {
      assertThat(PlaybookReportJson.read(PlaybookReportJson.write(report))).isEqualTo(report);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"v\":2} | v: must be 1, got 2",
        "{\"v\":1} | report: must be one of a run",
        "[] | must be a JSON object",
      })
  void whatIsNoReportIsRefused(String json, String says) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> PlaybookReportJson.read(json))
        .withMessageContaining(says);
  }
}
