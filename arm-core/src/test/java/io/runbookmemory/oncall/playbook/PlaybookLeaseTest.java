package io.runbookmemory.oncall.playbook;

import static io.runbookmemory.oncall.playbook.Workshop.ADA;
import static io.runbookmemory.oncall.playbook.Workshop.PROD;
import static io.runbookmemory.oncall.playbook.Workshop.REX;
import static io.runbookmemory.oncall.playbook.Workshop.START;
import static io.runbookmemory.oncall.playbook.Workshop.action;
import static io.runbookmemory.oncall.playbook.Workshop.order;
import static io.runbookmemory.oncall.playbook.Workshop.playbook;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.oncall.playbook.PlaybookEnd.Left;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.lease.Leases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two daemons do not run the same playbook on the same service at once. */
class PlaybookLeaseTest {

  @TempDir Path temp;
  private Workshop shop;
  private final Shared leases = new Shared();

  /** Leases of a store, which a test may look into and take away. */
  private static final class Shared implements Leases {

    final List<Claim> claims = new ArrayList<>();
    private final Leases store = new ExactMemoryStore().leases();
    int renewals = Integer.MAX_VALUE;
    boolean down;

    @Override
    public Acquisition acquire(Claim claim) {
      claims.add(claim);
      return store.acquire(claim);
    }

    @Override
    public Optional<Lease> renew(Lease lease) {
      if (renewals-- <= 0) {
        if (down) {
          throw new UnavailableException("store", "is down");
        }
        return Optional.empty();
      }
      return store.renew(lease);
    }

    @Override
    public boolean release(Lease lease) {
      return store.release(lease);
    }
  }

  @BeforeEach
  void open() {
    shop = new Workshop(temp);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private PlaybookRunner runner(Playbook.Builder fix, String owner) {
    return shop.runner(fix.build()).under(leases, owner);
  }

  private void take() {
    Claim claim = leases.claims.getLast();
    assertThat(leases.acquire(new Claim(claim.name(), "other daemon", claim.length())))
        .isInstanceOf(Acquisition.Granted.class);
  }

  @Test
  void aRunWhileAnotherIsUnderWayDoesNothingAndSaysWho() {
    PlaybookRunner runner = runner(playbook(action("scale").build()), "one");
    assertThat(runner.run(order(REX)).end()).isEqualTo(new PlaybookEnd.Completed());
    take();

    PlaybookEnd end = runner.run(order(REX)).end();

    assertThat(end)
        .isInstanceOfSatisfying(
            PlaybookEnd.Busy.class, busy -> assertThat(busy.owner()).isEqualTo("other daemon"));
    assertThat(shop.ran).containsExactly("scale");
    assertThat(runner.preview(order(REX)).end()).isEqualTo(new PlaybookEnd.Previewed());
  }

  @Test
  void anotherServiceOrEnvironmentIsAnotherTarget() {
    PlaybookRunner runner = runner(playbook(action("look").build()), "one");
    runner.run(order(REX));
    take();

    runner.run(new PlaybookOrder("fix", REX, PROD.withEnv("staging"), START));
    runner.run(new PlaybookOrder("fix", REX, PROD.withService("cart"), START));

    assertThat(shop.ran).hasSize(3);
    assertThat(leases.claims.stream().map(Claim::name).distinct()).hasSize(3);
  }

  @Test
  void theLeaseIsGivenUpWhereTheRunWaitsAndTakenAgainToGoOn() {
    PlaybookRunner runner = runner(playbook(action("drop").build()), "one");
    PlaybookReport waiting = runner.run(order(REX));
    PlaybookEnd.WaitsForApproval waits = (PlaybookEnd.WaitsForApproval) waiting.end();
    String token = shop.toolbox().approve(waits.requestId(), ADA, PROD);
    take();
    assertThat(runner.resumeFrom(waiting, token).end()).isInstanceOf(PlaybookEnd.Busy.class);
    assertThat(shop.ran).isEmpty();
  }

  @Test
  void aRunThatLosesItsLeaseStopsBeforeTheNextActionAndPutsNothingBack() {
    leases.renewals = 1;
    PlaybookReport report =
        runner(playbook(action("scale").build(), action("restart").build()), "one").run(order(REX));

    assertThat(report.end())
        .isInstanceOfSatisfying(
            PlaybookEnd.Stopped.class,
            stopped -> {
              assertThat(stopped.action()).isEqualTo("restart");
              assertThat(stopped.why()).contains("the lease on the service was lost");
              assertThat(stopped.left()).isEqualTo(Left.ALL);
            });
    assertThat(shop.ran).containsExactly("scale");
  }

  @Test
  void aStoreThatCannotTellIsNoYes() {
    leases.renewals = 0;
    leases.down = true;
    PlaybookEnd end = runner(playbook(action("scale").build()), "one").run(order(REX)).end();

    assertThat(end)
        .isInstanceOfSatisfying(
            PlaybookEnd.Stopped.class,
            stopped -> assertThat(stopped.left()).isEqualTo(Left.NOTHING));
    assertThat(shop.ran).isEmpty();
  }
}
