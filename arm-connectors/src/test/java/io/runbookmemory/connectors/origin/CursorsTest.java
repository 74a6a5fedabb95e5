package io.runbookmemory.connectors.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CursorsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant EARLIER = NOW.minusSeconds(60);

  @TempDir private Path folder;

  private static void agree(Cursors one, Cursors other) {
    assertThat(one.last("a")).isEmpty();
    one.move("a", EARLIER, NOW);
    one.move("b", NOW, NOW);
    assertThat(other.last("a")).contains(EARLIER);
    other.move("a", NOW, NOW);
    assertThat(one.last("a")).contains(NOW);
  }

  @Test
  void twoDaemonsThatShareALedgerAgree() {
    ExactMemoryStore store = new ExactMemoryStore();
    agree(
        new LedgerCursors(store.ledger(Tenant.DEFAULT)),
        new LedgerCursors(store.ledger(Tenant.DEFAULT)));
    assertThat(new LedgerCursors(store.ledger(new Tenant("other"))).last("a")).isEmpty();
  }

  @Test
  void aFileHoldsThemFromRunToRunByTenant() {
    Path file = folder.resolve("imports.json");
    agree(new FileCursors(file, "default"), new FileCursors(file, "default"));
    assertThat(new FileCursors(file, "other").last("a")).isEmpty();
  }

  @Test
  void aDamagedFileMeansThatAllIsReadAgain() throws IOException {
    Path file = Files.writeString(folder.resolve("imports.json"), "{\"v\":1,\"default\":{\"a");

    assertThat(new FileCursors(file, "default").last("a")).isEmpty();
    new FileCursors(file, "default").move("a", NOW, NOW);
    assertThat(new FileCursors(file, "default").last("a")).contains(NOW);
  }
}
