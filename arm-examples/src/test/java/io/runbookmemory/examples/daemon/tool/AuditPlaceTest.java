package io.runbookmemory.examples.daemon.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.examples.daemon.config.DaemonConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditPlaceTest {

  @TempDir Path temp;

  @Test
  void aServiceKeepsItInTheFolderForItsStateThoughItsHomeIsNotThere() {
    Path state = temp.resolve("state");
    DaemonConfig config = DaemonConfig.DEFAULT.on("jdbc:postgresql://db/arm");
    AuditPlace place = AuditPlace.of(config, state + ":/var/lib/other", Path.of("/no/home"));
    assertThat(place).isEqualTo(new AuditPlace(state.resolve("audit"), state.resolve("audit.key")));
    assertThat(place.fault()).isEmpty();
    var unused = place.read();
    assertThat(state.resolve("audit.key")).exists();
  }

  @Test
  void withoutOneItIsBesideAStoreOfThisDiskElseAtHome() {
    Path home = temp.resolve("home");
    DaemonConfig here = DaemonConfig.DEFAULT.on("sqlite:" + temp.resolve("there/memory.db"));
    assertThat(AuditPlace.of(here, null, home).key()).isEqualTo(temp.resolve("there/audit.key"));
    assertThat(AuditPlace.of(here, null, home).folder()).isEqualTo(temp.resolve("there/audit"));
    DaemonConfig shared = DaemonConfig.DEFAULT.on("jdbc:postgresql://db/arm");
    assertThat(AuditPlace.of(shared, " ", home).key()).isEqualTo(home.resolve("audit.key"));
  }

  @Test
  void aKeyThatTheCommandsMadeIsTakenBeforeAnotherIsMade() throws Exception {
    Path home = Files.createDirectory(temp.resolve("home"));
    Files.writeString(home.resolve("audit.key"), "a secret of this test alone\n");
    DaemonConfig here = DaemonConfig.DEFAULT.on("sqlite:" + temp.resolve("there/memory.db"));
    assertThat(AuditPlace.of(here, null, home).key()).isEqualTo(home.resolve("audit.key"));
  }

  @Test
  void writersOfPodsAreTheirOwnAndOfAnyMachineWellFormed() {
    assertThat(Toolroom.writer("arm-6d5f-x2x", 1)).isEqualTo("arm-serve-arm-6d5f-x2x-1");
    assertThat(Toolroom.writer(null, 42)).isEqualTo("arm-serve-42");
    assertThat(Toolroom.writer("ä b".repeat(50), 4_000_000))
        .matches("arm-serve-[A-Za-z0-9._-]+-4000000")
        .hasSize(64);
  }
}
