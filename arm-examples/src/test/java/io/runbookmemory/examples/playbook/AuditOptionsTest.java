package io.runbookmemory.examples.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.guard.key.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditOptionsTest {

  @Test
  void callsAreWrittenDownBesideAStoreOnThisDisk() {
    AuditOptions options = new AuditOptions();
    Path home = Path.of(System.getProperty("user.home"), ".arm", "audit");
    assertThat(options.folder("lucene:/data/memory")).isEqualTo(Path.of("/data/audit"));
    assertThat(options.folder("sqlite:/data/arm.db")).isEqualTo(Path.of("/data/audit"));
    assertThat(options.folder("lucene:~/.arm/memory")).isEqualTo(home);
    assertThat(options.folder("jdbc:postgresql://host/arm")).isEqualTo(home);
    assertThat(options.folder("memory:")).isEqualTo(home);
  }

  @Test
  void aKeyIsMadeOnceForItsOwnerAlone(@TempDir Path temp) throws IOException {
    Path file = temp.resolve("new/audit.key");
    SigningKey made = AuditOptions.made(file);
    assertThat(AuditOptions.made(file).sign("x")).isEqualTo(made.sign("x"));
    assertThat(AuditOptions.made(temp.resolve("other")).sign("x")).isNotEqualTo(made.sign("x"));
    assertThat(Files.getPosixFilePermissions(file))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }
}
