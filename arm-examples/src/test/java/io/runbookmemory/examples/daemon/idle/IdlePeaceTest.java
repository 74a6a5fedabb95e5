package io.runbookmemory.examples.daemon.idle;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.examples.daemon.budget.SloCounts;
import io.runbookmemory.examples.daemon.config.AnalysisPart;
import io.runbookmemory.examples.daemon.observe.DaemonMeters;
import io.runbookmemory.examples.daemon.observe.EventLog;
import io.runbookmemory.examples.daemon.pipeline.Parts;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether analysis waits while alerts come. */
@Timeout(120)
class IdlePeaceTest {

  private static final AnalysisPart OFTEN =
      new AnalysisPart(
          true,
          ZoneOffset.UTC,
          Duration.ofMillis(10),
          AnalysisPart.DEFAULT.schedules(),
          null,
          false,
          AnalysisPart.Resources.NONE);

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final StringWriter log = new StringWriter();
  private final DaemonMeters meters = new DaemonMeters();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-05-12T02:41:00Z"));
  private final AtomicInteger looks = new AtomicInteger();

  private Instant look() {
    looks.incrementAndGet();
    return now.get();
  }

  private IdleRunner runner(RunbookMemory memory) {
    return IdleRunner.start(
        OFTEN,
        new IdleRunner.Work(
            memory.analysis(), new WeeklyArchive(memory.journal(), SloCounts.NONE, ZoneOffset.UTC)),
        store.leases(),
        new IdleRunner.Claimant(Tenant.DEFAULT, "test"),
        new Parts.Tools(meters, new EventLog(new PrintWriter(log), now::get), this::look));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  @Test
  void alertsComeFirstButNotForEver() throws Exception {
    meters.alerts("accepted", 1);
    try (RunbookMemory memory = RunbookMemory.builder(store).build();
        IdleRunner runner = runner(memory)) {
      await(() -> looks.get() >= 5);
      assertThat(log.toString()).doesNotContain("\"event\":\"analysis\"");
      assertThat(runner.state()).isEqualTo("running");
      now.updateAndGet(at -> at.plus(Duration.ofHours(6)));
      await(() -> log.toString().contains("\"event\":\"analysis\""));
    }
  }

  @Test
  void whereNobodyBringsAnAlertItBegins() throws Exception {
    meters.alerts("accepted", 0);
    try (RunbookMemory memory = RunbookMemory.builder(store).build();
        IdleRunner runner = runner(memory)) {
      await(() -> log.toString().contains("\"event\":\"analysis\""));
      assertThat(runner.state()).isEqualTo("running");
    }
  }
}
