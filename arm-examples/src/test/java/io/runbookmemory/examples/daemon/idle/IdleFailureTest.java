package io.runbookmemory.examples.daemon.idle;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.daemon.budget.SloCounts;
import io.runbookmemory.examples.daemon.config.AnalysisPart;
import io.runbookmemory.examples.daemon.observe.DaemonMeters;
import io.runbookmemory.examples.daemon.observe.EventLog;
import io.runbookmemory.examples.daemon.pipeline.Parts;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.lease.Leases;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told, and how often it is tried, while nothing can be run. */
@Timeout(120)
class IdleFailureTest {

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final StringWriter log = new StringWriter();
  private final AtomicInteger asked = new AtomicInteger();

  /** Leases that fail twice. */
  private final class Flaky implements Leases {

    private final @Nullable Error broken;

    Flaky(@Nullable Error broken) {
      this.broken = broken;
    }

    @Override
    public Acquisition acquire(Claim claim) {
      if (broken != null) {
        throw broken;
      }
      if (asked.getAndIncrement() < 2) {
        throw new UnavailableException("database", "the database is away");
      }
      return store.leases().acquire(claim);
    }

    @Override
    public Optional<Lease> renew(Lease lease) {
      return store.leases().renew(lease);
    }

    @Override
    public boolean release(Lease lease) {
      return store.leases().release(lease);
    }
  }

  private IdleRunner runner(RunbookMemory memory, @Nullable Error broken) {
    InstantSource clock = InstantSource.system();
    return IdleRunner.start(
        new AnalysisPart(
            true,
            ZoneOffset.UTC,
            Duration.ofMillis(10),
            AnalysisPart.DEFAULT.schedules(),
            null,
            false,
            AnalysisPart.Resources.NONE),
        new IdleRunner.Work(
            memory.analysis(), new WeeklyArchive(memory.journal(), SloCounts.NONE, ZoneOffset.UTC)),
        new Flaky(broken),
        new IdleRunner.Claimant(Tenant.DEFAULT, "test"),
        new Parts.Tools(new DaemonMeters(), new EventLog(new PrintWriter(log), clock), clock));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Test
  void whatFailsAgainAndAgainIsToldOnceAndSoIsThatItWorks() throws Exception {
    try (RunbookMemory memory = RunbookMemory.builder(store).build();
        IdleRunner runner = runner(memory, null)) {
      await(() -> runner.state().equals("failed"));
      await(() -> runner.state().equals("running") && log.toString().contains("recovered"));
    }
    assertThat(asked).hasValueGreaterThanOrEqualTo(3);
    assertThat(log.toString())
        .containsOnlyOnce("the database is away")
        .containsOnlyOnce("\"event\":\"analysis-recovered\"");
  }

  @Test
  void whatNoRunCatchesIsToldAndStaysVisible() throws Exception {
    try (RunbookMemory memory = RunbookMemory.builder(store).build();
        IdleRunner runner = runner(memory, new AssertionError("broken"))) {
      await(() -> log.toString().contains("broken"));
      assertThat(runner.state()).isEqualTo("failed");
    }
  }

  @Test
  void triesGetTwiceAsFarApartUpToFiveMinutes() {
    Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));

    assertThat(backoff.failed()).hasSeconds(2);
    assertThat(backoff.failed()).hasSeconds(4);
    for (int i = 0; i < 20; i++) {
      assertThat(backoff.failed()).isLessThanOrEqualTo(Duration.ofMinutes(5));
    }
    assertThat(backoff.failed()).hasMinutes(5);
    assertThat(backoff.worked()).hasSeconds(2);
    assertThat(backoff.failed()).hasSeconds(2);
  }
}
