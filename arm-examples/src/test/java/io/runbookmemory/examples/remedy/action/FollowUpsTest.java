package io.runbookmemory.examples.remedy.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.runbookmemory.examples.remedy.later.FollowUps;
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
}
