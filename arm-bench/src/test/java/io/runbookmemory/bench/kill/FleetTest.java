package io.runbookmemory.bench.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.testkit.server.LocalPostgres;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The measuring program's look at a fleet, on a small one. */
@Timeout(180)
class FleetTest {

  @TempDir Path directory;

  @Test
  void aKilledProcessAndACrashedServerLoseNothing() throws Exception {
    LocalPostgres launched = LocalPostgres.launch().orElse(null);
    if (launched == null) {
      assertThat(System.getenv("CI")).as("CI has PostgreSQL: apt-get install it").isNull();
      Assumptions.abort("PostgreSQL is needed: apt-get install postgresql-15");
    }
    try (LocalPostgres server = launched) {
      FleetReport report =
          new Fleet(Objects.requireNonNull(server), directory, 3, 100).run(true, line -> {});

      assertThat(report.failed()).isEmpty();
      assertThat(report.lost()).isEmpty();
      assertThat(report.half()).isEmpty();
      assertThat(report.operations()).isBetween(300L, 400L);
      assertThat(report.slowestRecovery()).isNotNaN();
    }
  }

  @Test
  void theStepsAmongOperationsAreCounted() {
    assertThat(FleetDaemon.steps(4)).isEqualTo(4);
    assertThat(FleetDaemon.steps(5)).isEqualTo(4);
    assertThat(FleetDaemon.steps(13)).isEqualTo(11);
    assertThat(FleetDaemon.tallies(14)).isEqualTo(2);
  }
}
