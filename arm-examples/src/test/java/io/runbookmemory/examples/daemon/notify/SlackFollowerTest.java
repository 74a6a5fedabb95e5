package io.runbookmemory.examples.daemon.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.connectors.chat.SlackClient;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.examples.daemon.FakeSlack;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalPolicy;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.LedgerStream;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people say of an incident reaches its thread though the database was away for a moment. */
@Timeout(60)
class SlackFollowerTest {

  private static final Instant T = Instant.parse("2026-03-01T03:00:00Z");

  private final BreakingLedger ledger =
      new BreakingLedger(
          new ExactMemoryStore().ledger(Tenant.DEFAULT), new LedgerStream("slack-threads"));
  private final IncidentJournal journal =
      new IncidentJournal(ledger, new PatternRedactor(), JournalPolicy.DEFAULT, new Random(1));

  @Test
  void whatWasSaidWhileTheLedgerWasAwayIsSaidWhenItIsBackAndOnce() throws Exception {
    JournalEvent.Opened opened =
        new JournalEvent.Opened("Pool", "503s", JournalEvent.Place.UNKNOWN, null, null);
    MemoryId id = journal.open(opened, T, "ann").id();
    SlackThreads threads = new SlackThreads(() -> ledger);
    threads.begin(new SlackThreads.Begun(1, id.toString(), "team", "C1", "1.1", "PAGE Pool"), T);
    journal.write(id, new JournalEvent.Acknowledged(), T.plusSeconds(60), "bob");
    journal.write(id, new JournalEvent.Resolved("a restart"), T.plusSeconds(90), "bob");
    ledger.fails(2);
    try (FakeSlack slack = new FakeSlack()) {
      SlackClient client = new SlackClient(Endpoint.builder(URI.create(slack.api())).build());
      Channel channel = new SlackChannel(client, "C1", false, threads, Notification::text);
      try (SlackFollower follower =
          new SlackFollower(
              ledger, journal, Map.of("team", channel), InstantSource.fixed(T.plusSeconds(99)))) {
        assertThat(follower).isNotNull();
        assertThat(slack.await(one -> one.text().startsWith("resolved by bob"))).isNotNull();
      }
      assertThat(slack.all())
          .filteredOn(one -> one.text().startsWith("acknowledged by bob"))
          .hasSize(1);
    }
  }
}
