package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The upkeep of a store as a whole. */
class StoreCommandsTest {

  private static final EmbeddingSpace OLDER = new EmbeddingSpace("older-model", 3, "abc");

  @TempDir Path temp;
  private Path path = Path.of("");
  private String store = "";

  @BeforeEach
  void aStoreOfAnotherModel() {
    path = temp.resolve("store");
    store = "lucene:" + path;
    try (LuceneMemoryStore open = LuceneMemoryStore.open(path)) {
      StoredMemory embedded =
          new StoredMemory(
              note("Database pool exhausted, raised max connections"),
              List.of(new Passage(null, Embedding.of(new float[] {1, 2, 3}))),
              OLDER);
      StoredMemory lexical = StoredMemory.lexical(note("Certificate of the gateway expired"));
      open.writer(Tenant.DEFAULT).upsert(List.of(embedded, lexical));
    }
  }

  private static Memory note(String text) {
    Instant now = Instant.parse("2026-05-12T02:41:00Z");
    Scope scope = Scope.of(Tenant.DEFAULT);
    return Memory.builder(MemoryId.named("test", text), scope, text, new Note(text), now).build();
  }

  @Test
  void anotherModelIsRefusedWithTheCommandThatHelpsAndThisHelps() {
    Ran.arm("recall", "the database pool is exhausted", "--store", store)
        .refused(3, store, OLDER.toString(), "bge-small", "arm store reembed --store");

    assertThat(Ran.arm("store", "reembed", "--store", store).ok().out())
        .contains("2 memories, 2 of them embedded");
    assertThat(Ran.arm("recall", "the database pool is exhausted", "--store", store).ok().out())
        .contains("Database pool exhausted", "meaning");
    assertThat(Ran.arm("memory", "stats", "--store", store).ok().out())
        .contains("2 memories", "embedded by bge-small", "0 revisions");
    assertThat(Ran.arm("store", "reembed", path).ok().out()).contains("2 memories, nothing to do");
    assertThat(Ran.arm("store", "reembed", path, "--json").ok().out())
        .contains("\"rewritten\" : false", "\"embedded\" : 0");
  }

  @Test
  void aStoreOfThisReleaseNeedsNoUpgrade() {
    assertThat(Ran.arm("store", "upgrade", path).ok().out()).contains("nothing to do");
    assertThat(Ran.arm("store", "upgrade", "--store", store, "--json").ok().out())
        .contains("\"rewritten\" : false", "\"memories\" : 2");
  }

  @Test
  void aDamagedStoreIsToldOfAndWhatIsIntactIsSaved() throws IOException {
    assertThat(Ran.arm("store", "verify", path).ok().out()).contains("sound", "2 memories");
    assertThat(Ran.arm("store", "verify", path, "--json").ok().out())
        .contains("\"sound\" : true", "\"problems\" : [ ]");
    byte[] damaged = damageLargestFile();

    Ran verified = Ran.arm("store", "verify", path);
    assertThat(verified.code()).as(verified.toString()).isEqualTo(1);
    assertThat(verified.out()).contains("  ! ", "arm store repair " + path + " --into NEW");
    Path saved = temp.resolve("saved");
    Ran repaired = Ran.arm("store", "repair", path, "--into", saved);
    assertThat(repaired.code()).as(repaired.toString()).isBetween(0, 1);
    assertThat(repaired.out()).contains(saved.toString());
    assertThat(Ran.arm("store", "verify", saved).ok().out()).contains("sound");
    assertThat(largestFile()).hasBinaryContent(damaged);
  }

  private byte[] damageLargestFile() throws IOException {
    byte[] bytes = Files.readAllBytes(largestFile());
    bytes[bytes.length / 2] ^= 1;
    Files.write(largestFile(), bytes);
    return bytes;
  }

  private Path largestFile() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
    }
  }

  @Test
  void whereNoStoreIsNoneIsMade() {
    Path none = temp.resolve("none");
    for (String command : List.of("upgrade", "reembed", "verify")) {
      Ran.arm("store", command, none).refused(3, none.toString());
    }
    Ran.arm("store", "repair", none, "--into", temp.resolve("new")).refused(3, none.toString());
    Ran.arm("backup", "--store", "lucene:" + none, "--into", temp.resolve("new"))
        .refused(3, none.toString());
    Ran.arm("restore", none, "--into", temp.resolve("new")).refused(3, none.toString());
    assertThat(none).doesNotExist();
  }

  @Test
  void theLedgerGoesIntoTheBackupAndComesBackWithIt() {
    Ran.arm("incidents", "open", "payments down", "--store", store).ok();
    Path kept = temp.resolve("kept");
    assertThat(Ran.arm("backup", "--store", store, "--into", kept).ok().out())
        .contains(", and the ledger");
    Ran.arm("incidents", "open", "search slow", "--store", store).ok();
    assertThat(Ran.arm("backup", "--store", store, "--into", kept, "--json").ok().out())
        .contains("\"ledger\" : true");

    Path back = temp.resolve("back");
    Ran.arm("restore", kept, "--into", back).ok();
    String all = Ran.arm("incidents", "list", "--store", store, "--json").ok().out();
    assertThat(Ran.arm("incidents", "list", "--store", "lucene:" + back, "--json").ok().out())
        .isEqualTo(all)
        .contains("payments down", "search slow");

    Path taken = temp.resolve("taken");
    Ran.arm("incidents", "open", "another", "--store", "lucene:" + taken).ok();
    Ran.arm("restore", kept, "--into", taken).refused(3, "taken.ledger.db", "move it away");
  }

  @Test
  void aStoreOfAnotherKindIsToldWhatToDoInstead() {
    String sqlite = "sqlite:" + temp.resolve("store.db");
    Ran.arm("store", "verify", "--store", sqlite).refused(3, sqlite, "integrity_check");
    Ran.arm("store", "repair", "--store", sqlite, "--into", temp.resolve("new"))
        .refused(3, sqlite, "backup", "arm export");
    Ran.arm("store", "upgrade", "--store", sqlite).refused(3, sqlite, "as they are opened");
    Ran.arm("store", "reembed", "--store", sqlite).refused(3, sqlite, "arm export", "arm import");
    Ran.arm("backup", "--store", sqlite, "--into", temp.resolve("new"))
        .refused(3, sqlite, "arm export", ".backup");
    assertThat(temp.resolve("store.db")).doesNotExist();
  }

  @Test
  void whatIsMissingInACommandIsWrongUsage() {
    Ran.arm("store").refused(2, "verify, repair, upgrade, reembed or schema");
    Ran.arm("store", "repair", path).refused(2, "--into");
    Ran.arm("backup", "--store", store).refused(2, "--into");
    Ran.arm("restore", path).refused(2, "--into");
  }

  @Test
  void theSchemaOfAPostgresStoreIsPrintedForADba() {
    String all = Ran.arm("store", "schema", "--schema", "night").ok().out();
    assertThat(all).contains("CREATE EXTENSION", "\"night\"", "CREATE TABLE memory");

    assertThat(Ran.arm("store", "schema", "--no-vector").ok().out())
        .contains("runbook_memory")
        .doesNotContain("CREATE EXTENSION");
    assertThat(Ran.arm("store", "schema", "--from", "1").ok().out())
        .contains("CREATE TABLE ledger")
        .doesNotContain("CREATE TABLE memory");
    Ran.arm("store", "schema", "--from", "99").refused(2, "99");
    Ran.arm("store", "schema", "--schema", "pg_mine").refused(2, "pg_");
  }
}
