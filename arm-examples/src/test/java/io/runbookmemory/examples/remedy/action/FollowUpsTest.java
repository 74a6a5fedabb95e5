package io.runbookmemory.examples.remedy.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.runbookmemory.examples.remedy.later.FollowUp;
import io.runbookmemory.examples.remedy.later.FollowUps;
import io.runbookmemory.examples.remedy.turn.Priority;
import io.runbookmemory.examples.remedy.turn.Turn;
import io.runbookmemory.examples.remedy.turn.Turns;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.AppendResult;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a daemon reads, every few seconds, to know what is due. */
@EnableKubernetesMockClient(crud = true)
final class FollowUpsTest {

  private static final EntryFilter STREAM = EntryFilter.of(new LedgerStream("remedy-follow-ups"));

  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  @TempDir Path folder;

  /** A ledger that counts the entries that are read. */
  private static final class CountingLedger implements Ledger {

    private final Ledger ledger;
    private int read;

    CountingLedger(Ledger ledger) {
      this.ledger = ledger;
    }

    @Override
    public Tenant tenant() {
      return ledger.tenant();
    }

    @Override
    public List<Long> append(List<LedgerEntry> batch) {
      return ledger.append(batch);
    }

    @Override
    public AppendResult append(List<LedgerEntry> batch, Lease lease) {
      return ledger.append(batch, lease);
    }

    @Override
    public Set<LedgerStream> streams() {
      return ledger.streams();
    }

    @Override
    public List<PostedEntry> read(EntryFilter filter, long after, int pageSize) {
      List<PostedEntry> page = ledger.read(filter, after, pageSize);
      read += page.size();
      return page;
    }

    @Override
    public Optional<PostedEntry> last(EntryFilter filter) {
      return ledger.last(filter);
    }

    @Override
    public long prune(LedgerStream stream, Instant before) {
      return ledger.prune(stream, before);
    }
  }

  @Test
  void whatWasReadOnceIsNotReadAgainHoweverOftenItIsLookedWhatIsDue() {
    try (RemedyShop shop = new RemedyShop(client, folder)) {
      shop.deployment(3, "api:2");
      shop.meanwhile = shop::rolledOut;
      shop.call("scale_up", "{\"namespace\":\"shop\",\"deployment\":\"api\",\"replicas\":5}");
      CountingLedger ledger = new CountingLedger(shop.store.ledger(Tenant.DEFAULT));
      FollowUps two = new FollowUps(ledger, shop.room("two").turns(), shop.clock);

      assertThat(two.runDue(shop.cluster)).isEmpty();
      assertThat(two.open()).hasSize(1);
      assertThat(two.open("eu/shop/api", 5)).isPresent();
      assertThat(two.open("eu/shop/web", 5)).isEmpty();
      assertThat(ledger.read).isEqualTo(1);
      shop.clock.advance(Duration.ofMinutes(16));
      assertThat(two.runDue(shop.cluster)).containsExactly("eu/shop/api from 5 to 3 replicas");
      assertThat(two.runDue(shop.cluster)).isEmpty();
      assertThat(two.open()).isEmpty();
      assertThat(ledger.read).isEqualTo(2);
    }
  }

  private static int written(RemedyShop shop) {
    return shop.store.ledger(Tenant.DEFAULT).read(STREAM, 0, 100).size();
  }

  /** Scales the deployment up, and down when that is due. */
  private static void upAndDown(RemedyShop shop, FollowUps later) {
    shop.call("scale_up", "{\"namespace\":\"shop\",\"deployment\":\"api\",\"replicas\":5}");
    shop.clock.advance(Duration.ofMinutes(16));
    assertThat(later.runDue(shop.cluster)).containsExactly("eu/shop/api from 5 to 3 replicas");
  }

  /** Notes what belongs to a cluster that nobody reaches. */
  private static FollowUp unreached(RemedyShop shop, FollowUps later, String deployment) {
    Instant due = shop.clock.instant().plus(Duration.ofMinutes(15));
    FollowUp what = new FollowUp(1, "us", "shop", deployment, 5, 3, due);
    try (Turn turn = given(shop, what.target())) {
      later.keep(turn, deployment + due, what);
    }
    return what;
  }

  private static Turn given(RemedyShop shop, String target) {
    Turns turns = shop.room("another").turns();
    Turns.Asked asked = turns.ask(target, Priority.USUAL, shop.clock.instant());
    return ((Turns.Asked.Given) asked).turn();
  }

  @Test
  void whatWasDoneGoesAfterAMonthAndNotBefore() {
    try (RemedyShop shop = new RemedyShop(client, folder)) {
      shop.deployment(3, "api:2");
      shop.meanwhile = shop::rolledOut;
      FollowUps one = shop.later("one");
      upAndDown(shop, one);
      assertThat(written(shop)).isEqualTo(2);
      shop.clock.advance(Duration.ofDays(29));
      assertThat(one.runDue(shop.cluster)).isEmpty();
      assertThat(written(shop)).isEqualTo(2);

      upAndDown(shop, one);
      shop.clock.advance(Duration.ofDays(2));
      assertThat(one.runDue(shop.cluster)).isEmpty();
      assertThat(written(shop)).isEqualTo(2);
      shop.clock.advance(Duration.ofDays(29));
      assertThat(one.runDue(shop.cluster)).isEmpty();
      assertThat(written(shop)).isZero();
      upAndDown(shop, one);
    }
  }

  @Test
  void whatIsNotDoneStaysHoweverOldItIsAndKeepsNothingElseThere() {
    try (RemedyShop shop = new RemedyShop(client, folder)) {
      shop.deployment(3, "api:2");
      shop.meanwhile = shop::rolledOut;
      FollowUps one = shop.later("one");
      FollowUp first = unreached(shop, one, "web");
      shop.clock.advance(Duration.ofMinutes(1));
      FollowUp second = unreached(shop, one, "web");
      upAndDown(shop, one);
      for (int month = 0; month < 3; month++) {
        shop.clock.advance(Duration.ofDays(31));
        assertThat(one.runDue(shop.cluster)).isEmpty();
        assertThat(one.open()).containsExactly(first, second);
        assertThat(shop.later("new").open()).containsExactly(first, second);
      }
      shop.clock.advance(Duration.ofDays(20));
      assertThat(one.runDue(shop.cluster)).isEmpty();
      assertThat(written(shop)).isEqualTo(4);
    }
  }

  @Test
  void whileItsTargetIsTakenWhatIsNotDoneIsNotDropped() {
    try (RemedyShop shop = new RemedyShop(client, folder)) {
      FollowUps one = shop.later("one");
      FollowUp first = unreached(shop, one, "web");
      shop.clock.advance(Duration.ofDays(31));
      try (Turn turn = given(shop, first.target())) {
        turn.next("something else");
        assertThat(one.runDue(shop.cluster)).isEmpty();
      }
      assertThat(written(shop)).isEqualTo(1);
      assertThat(one.runDue(shop.cluster)).isEmpty();
      assertThat(shop.later("new").open()).containsExactly(first);
      assertThat(written(shop)).isEqualTo(2);
    }
  }

  @Test
  void whoReadBeforeSomethingWasDroppedReadsOn() {
    try (RemedyShop shop = new RemedyShop(client, folder)) {
      shop.deployment(3, "api:2");
      shop.meanwhile = shop::rolledOut;
      FollowUps one = shop.later("one");
      FollowUps sleeper = shop.later("sleeper");
      FollowUp old = unreached(shop, one, "web");
      shop.call("scale_up", "{\"namespace\":\"shop\",\"deployment\":\"api\",\"replicas\":5}");
      assertThat(sleeper.open()).hasSize(2);
      shop.clock.advance(Duration.ofMinutes(16));
      assertThat(one.runDue(shop.cluster)).hasSize(1);
      shop.clock.advance(Duration.ofDays(31));
      assertThat(one.runDue(shop.cluster)).isEmpty();

      assertThat(sleeper.open()).containsExactly(old);
      FollowUp next = unreached(shop, one, "next");
      assertThat(sleeper.open()).containsExactly(old, next);
    }
  }
}
