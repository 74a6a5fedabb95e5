package io.runbookmemory.examples.daemon.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.examples.daemon.inbox.Accepted;
import io.runbookmemory.examples.daemon.inbox.AlertStatus;
import io.runbookmemory.examples.daemon.inbox.Inbox;
import io.runbookmemory.examples.daemon.inbox.Report;
import io.runbookmemory.examples.daemon.inbox.Taken;
import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.examples.daemon.notify.Outbox;
import io.runbookmemory.examples.daemon.pipeline.Done;
import io.runbookmemory.examples.daemon.told.Look;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is brought while the shared ledger is down, and people know of or do not. */
class SpoolTest {

  private static final Instant BEGAN = Instant.parse("2026-03-01T03:00:00Z");
  private static final int MOST = 100;

  private final ManualClock clock = new ManualClock(BEGAN.plusSeconds(60));
  private final ExactMemoryStore sharedStore = new ExactMemoryStore(clock);
  private final ExactMemoryStore ownStore = new ExactMemoryStore(clock);
  private final DownLedger shared = new DownLedger(sharedStore.ledger(Tenant.DEFAULT));
  private final Ledger own = ownStore.ledger(Tenant.DEFAULT);
  private Spool spool = spool();

  private final Report slow = firing("Slow", BEGAN);
  private final Report full = firing("Full", BEGAN);

  @AfterEach
  void close() {
    sharedStore.close();
    ownStore.close();
  }

  /** Returns that of a process that just started. */
  private Spool spool() {
    return new Spool(inbox(shared), shared, inbox(own), own, clock);
  }

  private Inbox inbox(Ledger ledger) {
    return new Inbox(ledger, new PatternRedactor(), clock);
  }

  private static Report firing(String name, Instant since) {
    return new Report(
        new Alert(Map.of("alertname", name, "service", "cart"), Map.of(), since),
        AlertStatus.FIRING,
        null);
  }

  private static Report ended(Report report) {
    return new Report(report.alert(), AlertStatus.RESOLVED, BEGAN.plusSeconds(30));
  }

  /** Brings reports; returns which are to be handled. */
  private List<Report> taken(Report... reports) {
    Taken.Durable taken = (Taken.Durable) spool.take(List.of(reports), MOST);
    assertThat(taken.news().size() + taken.known()).isEqualTo(reports.length);
    return taken.news();
  }

  private List<Accepted> accepted(Ledger ledger) {
    return inbox(ledger).read(0, MOST);
  }

  /** Writes down as a pipeline does that the last report was handled, and who is to be told. */
  private void handled(Ledger ledger, String treatment, String... channels) {
    Accepted last = accepted(ledger).getLast();
    List<LedgerEntry> entries = new ArrayList<>();
    for (String channel : channels) {
      entries.add(new Outbox(ledger).entry(notification(last.report(), channel)));
    }
    entries.add(
        new Done(1, last.position(), Verdict.PAGE, treatment, "incident " + treatment).entry(last));
    ledger.append(entries);
  }

  private Notification notification(Report report, String channel) {
    return new Notification(
        1,
        report.key(),
        channel,
        false,
        Verdict.PAGE,
        "PAGE",
        "words",
        Map.of(),
        "incident notified",
        clock.instant(),
        null);
  }

  private void sent(Ledger ledger, Report report, String channel) {
    Notification one = notification(report, channel);
    ledger.append(List.of(Outbox.ending(new Outbox.Ended(one, clock.instant(), null))));
  }

  /** Has a report taken, handled and told. */
  private void told(Ledger ledger, Report report) {
    assertThat(taken(report)).containsExactly(report);
    handled(ledger, "notified", "team");
    sent(ledger, report, "team");
  }

  private void goDown() {
    clock.advance(Duration.ofSeconds(1));
    shared.down(true);
    assertThat(spool.isReached()).isFalse();
  }

  private void comeBack() {
    shared.down(false);
    assertThat(spool.isReached()).isTrue();
    spool.handOver();
    assertThat(spool.isEmpty()).isTrue();
  }

  @Test
  void whatPeopleWereToldOfIsKnownAndWhatBeganSinceIsNot() {
    told(shared, slow);
    taken(full);
    handled(shared, "folded");
    spool.learn();
    goDown();

    assertThat(taken(slow, full, slow)).isEmpty();
    assertThat(spool.isEmpty()).isTrue();
    Report other = firing("Other", BEGAN);
    Report again = firing("Slow", BEGAN.plusSeconds(40));
    assertThat(taken(slow, other)).containsExactly(other);
    assertThat(taken(ended(slow))).containsExactly(ended(slow));
    assertThat(taken(again, full)).containsExactly(again);
    assertThat(taken(again, other, ended(slow))).isEmpty();

    comeBack();
    assertThat(accepted(shared))
        .extracting(one -> one.report().key())
        .containsExactly(slow.key(), full.key(), other.key(), ended(slow).key(), again.key());
  }

  @Test
  void whatNobodyWasToldOfYetIsToldFromHereAndStandsInTheInboxOnce() {
    taken(slow);
    spool.learn();
    goDown();
    assertThat(taken(slow)).containsExactly(slow);
    comeBack();
    assertThat(accepted(shared)).extracting(Accepted::report).containsExactly(slow);
  }

  @Test
  void whatWaitsForOneOfItsChannelsIsToldFromHere() {
    taken(slow);
    handled(shared, "notified", "team", "pager");
    sent(shared, slow, "team");
    spool.learn();
    goDown();
    assertThat(taken(slow)).containsExactly(slow);
    comeBack();

    sent(shared, slow, "pager");
    spool.learn();
    goDown();
    assertThat(taken(slow)).isEmpty();
  }

  @Test
  void whatWasSilentIsHandledHereUntilItWasToldOf() {
    taken(slow);
    handled(shared, "silenced");
    taken(full);
    handled(shared, "logged");
    spool.learn();
    goDown();
    assertThat(taken(slow, full)).containsExactly(slow, full);
    comeBack();

    Look look = new Look(1, 2, slow.key(), 1, Verdict.PAGE, "notified", "incident notified");
    shared.append(List.of(look.entry(slow.alert().fingerprint().value(), clock.instant())));
    spool.learn();
    goDown();
    assertThat(taken(slow, full)).containsExactly(full);
  }

  @Test
  void whatEndedBeforeIsNotKnown() {
    told(shared, slow);
    taken(ended(slow));
    handled(shared, "ended");
    spool.learn();
    goDown();
    assertThat(taken(slow)).containsExactly(slow);
  }

  @Test
  void whatIsLearnedAtOneTimeIsKnownAtTheNext() {
    told(shared, slow);
    spool.learn();
    told(shared, full);
    clock.advance(Duration.ofSeconds(5));
    spool.learn();
    goDown();
    assertThat(taken(slow, full)).isEmpty();
  }

  @Test
  void aDaemonThatStartsMeanwhileKnowsWhatTheOneBeforeKnew() {
    told(shared, slow);
    spool.learn();
    goDown();
    spool = spool();
    assertThat(taken(slow, full)).containsExactly(full);
    comeBack();

    goDown();
    spool = spool();
    assertThat(taken(slow)).isEmpty();
  }

  @Test
  void whatWasToldFromHereIsKnownThoughTheLedgerIsDownAgainBeforeAnybodyHandledIt() {
    goDown();
    told(own, slow);
    taken(full);
    handled(own, "folded");
    assertThat(taken(slow, full)).isEmpty();
    comeBack();

    goDown();
    assertThat(taken(slow, full)).isEmpty();
    comeBack();
    assertThat(accepted(shared)).extracting(Accepted::report).containsExactly(slow, full);
    assertThat(own.streams()).containsExactly(new LedgerStream("told-before"));
  }

  @Test
  void whatWasNotToldFromHereIsNotKnownWhenTheLedgerIsDownAgain() {
    goDown();
    taken(slow);
    handled(own, "notified", "team");
    comeBack();
    goDown();
    assertThat(taken(slow)).containsExactly(slow);
  }

  @Test
  void anAlertWithASecretInALabelIsKnownToo() {
    String secret = "ghp_" + "aB3dE5fG7h".repeat(4).substring(0, 36);
    Map<String, String> labels = Map.of("alertname", "PushFailed", "remote", "x " + secret);
    Report report = new Report(new Alert(labels, Map.of(), BEGAN), AlertStatus.FIRING, null);
    assertThat(taken(report)).hasSize(1);
    handled(shared, "notified", "team");
    sent(shared, accepted(shared).getLast().report(), "team");
    spool.learn();
    goDown();
    assertThat(taken(report)).isEmpty();
  }
}
