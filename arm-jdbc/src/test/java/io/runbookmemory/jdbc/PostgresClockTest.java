package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Daemons whose clocks are wrong by hours, on one server. */
class PostgresClockTest {

  private static final Path FAKETIME = Path.of("/usr/bin/faketime");

  private final PostgresServer server = PostgresServer.get();
  private final PostgresOptions options = Tables.fresh().build();

  /** Says what time it believes it is, claims the lease, and says what became of that. */
  static final class Daemon {
    private Daemon() {}

    public static void main(String[] arguments) {
      PrintStream out = System.out;
      out.println(Instant.now());
      PostgresOptions options = PostgresOptions.builder().schema(arguments[1]).build();
      try (PostgresMemoryStore store =
          PostgresMemoryStore.open(
              TestServer.dataSource(Integer.parseInt(arguments[0]), ""), options)) {
        Claim claim = new Claim("work", "daemon", Duration.ofHours(1));
        switch (store.leases().acquire(claim)) {
          case Acquisition.Granted granted -> out.println("granted " + granted.lease().until());
          case Acquisition.Held held -> out.println("held " + held.owner());
        }
      }
    }
  }

  @BeforeAll
  static void fakeTime() {
    TestServer.require(
        Files.isExecutable(FAKETIME), "faketime is needed: apt-get install faketime");
  }

  /** Returns what a daemon says whose clock is wrong, having seen that it is. */
  private String claimedBy(String wrongBy) throws Exception {
    List<String> faketime = List.of(FAKETIME.toString(), "--exclude-monotonic", "-f", wrongBy);
    String port = Integer.toString(server.dataSource().getPortNumbers()[0]);
    try (ForkedJvm daemon = ForkedJvm.startUnder(faketime, Daemon.class, port, options.schema())) {
      List<String> lines = daemon.lines();
      assertThat(lines).hasSize(2);
      assertThat(Duration.between(Instant.now(), Instant.parse(lines.get(0))).abs())
          .isGreaterThan(Duration.ofHours(4));
      return lines.get(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"+6h", "-6h"})
  void aLeaseIsAsLongAsItWasAskedForWhateverTheHoldersClock(String wrongBy) throws Exception {
    PostgresMemoryStore.open(server.pool(), options).close();

    String said = claimedBy(wrongBy);

    assertThat(said).startsWith("granted ");
    Instant inAnHour = Instant.now().plus(1, ChronoUnit.HOURS);
    assertThat(Instant.parse(said.substring("granted ".length())))
        .isCloseTo(inAnHour, within(30, ChronoUnit.MINUTES));
    try (PostgresMemoryStore store = PostgresMemoryStore.open(server.pool(), options)) {
      assertThat(store.leases().acquire(Entries.claim("other")))
          .isInstanceOf(Acquisition.Held.class);
    }
  }

  @Test
  void whoseClockIsAheadTakesNoLeaseThatIsHeld() throws Exception {
    try (PostgresMemoryStore store = PostgresMemoryStore.open(server.pool(), options)) {
      Entries.granted(store.leases().acquire(Entries.claim("first")));

      assertThat(claimedBy("+6h")).isEqualTo("held first");
    }
  }
}
