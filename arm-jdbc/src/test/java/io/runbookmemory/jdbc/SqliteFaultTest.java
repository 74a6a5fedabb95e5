package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

class SqliteFaultTest {

  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("memories.db");
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static SqliteOptions patient(Duration patience) {
    return SqliteOptions.builder().patience(patience).build();
  }

  private void store() {
    SqliteMemoryStore.open(file).close();
  }

  @Test
  void anotherProgramsFileIsRefusedAndLeftAsItIs() throws Exception {
    execute("CREATE TABLE customer (name TEXT)");
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(() -> SqliteMemoryStore.open(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("another program's");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void anEmptyFileThatAnotherProgramHasClaimedIsRefused() throws Exception {
    execute("PRAGMA application_id = 7");

    assertThatThrownBy(() -> SqliteMemoryStore.open(file))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void aStoreOfANewerReleaseIsRefusedNamingBothFormats() throws Exception {
    store();
    execute("PRAGMA user_version = 99");

    assertThatThrownBy(() -> SqliteMemoryStore.open(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("format 99")
        .hasMessageContaining("up to " + SqliteSchema.MIGRATIONS.size());
  }

  @Test
  void whatIsNoSqliteFileIsCorrupt() throws IOException {
    Files.writeString(file, "memories, but in prose. ".repeat(100));

    assertThatThrownBy(() -> SqliteMemoryStore.open(file))
        .isInstanceOfSatisfying(
            CorruptStoreException.class,
            fault -> assertThat(fault.subject()).isEqualTo(file.toString()));
  }

  @Test
  void aDamagedRowIsCorrupt() throws Exception {
    try (SqliteMemoryStore store = SqliteMemoryStore.open(file)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
      execute("UPDATE content SET json = '{'");

      assertThatThrownBy(() -> store.reader(Tenant.DEFAULT).get(Memories.id(1)))
          .isInstanceOf(CorruptStoreException.class);
    }
  }

  @Test
  void aDirectoryIsNoFile() {
    assertThatThrownBy(() -> SqliteMemoryStore.open(directory))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("directory");
  }

  @Test
  void whatTheDriverWouldTakeForSettingsIsNoPath() {
    assertThatThrownBy(() -> SqliteMemoryStore.open(directory.resolve("a?mode=ro")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'?'");
  }

  @Test
  void aFileInADirectoryThatIsNotThereCannotBeOpened() {
    Path nowhere = directory.resolve("nowhere").resolve("memories.db");

    assertThatThrownBy(() -> SqliteMemoryStore.open(nowhere))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void aDatabaseInMemoryIsNoStore() {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite::memory:");

    assertThatThrownBy(() -> SqliteMemoryStore.open(source))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("write-ahead log");
  }

  @Test
  void aFileThatCannotBeWrittenIsAMatterOfConfiguration() {
    store();
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);

    assertThatThrownBy(
            () -> {
              try (SqliteMemoryStore store = SqliteMemoryStore.open(source)) {
                store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
              }
            })
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void aFileThatStaysLockedIsUnavailableAndThenAvailableAgain() throws Exception {
    store();
    SqliteDatabase database =
        new SqliteDatabase("locked", this::connect, patient(Duration.ofMillis(100)));
    try (SqliteMemoryStore store =
        SqliteMemoryStore.open(database, CLOCK, SqliteMemoryStore.TOKENIZER)) {
      try (Connection other = connect();
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        assertThatThrownBy(
                () -> store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3))))
            .isInstanceOf(UnavailableException.class)
            .hasMessageContaining("locked");
        assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isZero();
        statement.execute("COMMIT");
      }
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
      assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(1);
    }
  }

  @Test
  void aFullDiskIsToldAndNothingOfTheBatchIsThere() throws Exception {
    SqliteDatabase database =
        new SqliteDatabase(
            "small",
            () -> {
              Connection connection = connect();
              try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA max_page_count = 60");
              }
              return connection;
            },
            patient(Duration.ofSeconds(1)));
    try (SqliteMemoryStore store =
        SqliteMemoryStore.open(database, CLOCK, SqliteMemoryStore.TOKENIZER)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));

      assertThatThrownBy(
              () ->
                  store
                      .writer(Tenant.DEFAULT)
                      .upsert(
                          IntStream.range(2, 1000)
                              .mapToObj(number -> Memories.pointing(number, 1, 2, 3))
                              .toList()))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("disk full");
      assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(1);
      assertThat(store.reader(Tenant.DEFAULT).stats().position()).isEqualTo(1);
    }
  }

  @Test
  void aClosedStoreSaysSo() {
    SqliteMemoryStore store = SqliteMemoryStore.open(file);
    var reader = store.reader(Tenant.DEFAULT);
    store.close();
    store.close();

    assertThatThrownBy(reader::stats).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> store.writer(Tenant.DEFAULT))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(store::space).isInstanceOf(IllegalStateException.class);
    assertThat(directory).isDirectoryNotContaining("glob:**-wal");
  }

  /** Opens a store and prints how that fails. */
  static final class Opener {
    private Opener() {}

    public static void main(String[] arguments) {
      try {
        SqliteMemoryStore.open(Path.of(arguments[0])).close();
      } catch (ArmException e) {
        System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
      }
    }
  }

  @Test
  void aMissingDriverIsNamed() throws Exception {
    try (ForkedJvm jvm =
        ForkedJvm.start(jar -> !jar.contains("sqlite-jdbc"), Opener.class, file.toString())) {
      assertThat(jvm.lines())
          .singleElement()
          .asString()
          .startsWith("ConfigurationException")
          .contains("org.xerial:sqlite-jdbc");
    }
  }
}
