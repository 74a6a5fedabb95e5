package io.runbookmemory.learn.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.learn.analysis.AnalysisReport.State;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who runs, for how long, and who goes on where he dies. */
@Timeout(60)
class SleepTimeLeaseTest {

  private static final Instant NOW = History.NOW;
  private static final Set<Activity> ALL = EnumSet.allOf(Activity.class);

  private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
  private final ExactMemoryStore store = new ExactMemoryStore(clock::get);
  private final History history = new History();
  private final RememberPipeline remember =
      new RememberPipeline(
          store, null, new PatternRedactor(), Environments.DEFAULT, InstantSource.fixed(NOW));

  /** The ledgers of a process that dies before it gives its lease back. */
  private final class Dying implements LedgerStore, Leases {

    private final AtomicInteger renewals = new AtomicInteger();

    @Override
    public Ledger ledger(Tenant tenant) {
      return store.ledger(tenant);
    }

    @Override
    public Leases leases() {
      return this;
    }

    @Override
    public Capabilities capabilities() {
      return store.capabilities();
    }

    @Override
    public void close() {}

    @Override
    public Acquisition acquire(Claim claim) {
      return store.leases().acquire(claim);
    }

    @Override
    public Optional<Lease> renew(Lease lease) {
      Optional<Lease> renewed = store.leases().renew(lease);
      renewals.incrementAndGet();
      return renewed;
    }

    @Override
    public boolean release(Lease lease) {
      return false;
    }
  }

  private SleepTimeAnalyzer analyzer(LedgerStore ledgers, AnalysisInput input) {
    return new SleepTimeAnalyzer(
        new AnalysisHome(store, remember, ledgers, Tenant.DEFAULT, "test"),
        input,
        AnalysisPolicy.in(ZoneOffset.UTC));
  }

  @Test
  void theLeaseThatADeadProcessLeftBehindIsOverWithinSixSeconds() {
    analyzer(new Dying(), history).run(Set.of(), NOW);
    SleepTimeAnalyzer next = analyzer(store, history);

    assertThat(next.run(ALL, NOW).results()).allMatch(one -> one.state() == State.ELSEWHERE);
    clock.set(NOW.plusSeconds(6).plusMillis(1));

    assertThat(next.run(ALL, NOW).results()).allMatch(one -> one.state() == State.DONE);
  }

  @Test
  void aRunThatTakesLongerThanItsLeaseKeepsIt() {
    Dying ledgers = new Dying();
    AnalysisInput slow = new Slow(ledgers.renewals);

    AnalysisReport report = analyzer(ledgers, slow).run(EnumSet.of(Activity.CORRELATION), NOW);

    assertThat(report.results())
        .singleElement()
        .returns(State.DONE, AnalysisReport.Result::state)
        .satisfies(one -> assertThat(one.counts().added()).isEqualTo(1));
  }

  @Test
  void aRunThatIsToldToStopEndsBetweenActivities() {
    AtomicInteger asked = new AtomicInteger();
    SleepTimeAnalyzer analyzer = analyzer(store, history);

    AnalysisReport report = analyzer.run(NOW, () -> asked.getAndIncrement() > 1);

    assertThat(report.results())
        .extracting(AnalysisReport.Result::state)
        .containsExactly(
            State.DONE,
            State.DONE,
            State.POSTPONED,
            State.POSTPONED,
            State.POSTPONED,
            State.POSTPONED);
    assertThat(analyzer.run(NOW).results()).hasSize(4).allMatch(one -> one.state() == State.DONE);
  }

  /** Reads alerts for ten seconds of the store's clock, while the lease is renewed. */
  private final class Slow implements AnalysisInput {

    private final AtomicInteger renewals;

    Slow(AtomicInteger renewals) {
      this.renewals = renewals;
    }

    @Override
    public void alerts(Instant from, Instant until, Consumer<AlertEvent> sink) {
      for (int i = 0; i < 2; i++) {
        clock.updateAndGet(at -> at.plusSeconds(5));
        awaitRenewal();
      }
      history.alerts(from, until, sink);
    }

    private void awaitRenewal() {
      int before = renewals.get();
      try {
        while (renewals.get() == before) {
          TimeUnit.MILLISECONDS.sleep(10);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public List<DeploymentEvent> deployments(Instant from, Instant until) {
      return history.deployments(from, until);
    }

    @Override
    public List<ResourceSeries> resources(Instant asOf) {
      return history.resources(asOf);
    }
  }
}
