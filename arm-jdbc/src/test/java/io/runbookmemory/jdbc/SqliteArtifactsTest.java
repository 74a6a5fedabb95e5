package io.runbookmemory.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.artifact.ArtifactId;
import io.runbookmemory.store.artifact.ArtifactStore;
import io.runbookmemory.testkit.artifact.ArtifactStoreContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteArtifactsTest implements ArtifactStoreContract {

  @TempDir private Path folder;
  private @Nullable SqliteMemoryStore store;

  private SqliteMemoryStore store() {
    if (store == null) {
      store = SqliteMemoryStore.open(folder.resolve("memories.db"));
    }
    return store;
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  @Override
  public ArtifactStore artifacts(long maxBytes) {
    return store().artifacts(Tenant.DEFAULT, maxBytes);
  }

  @Test
  void anArtifactOfManyChunksComesBackFromAStoreThatWasOpenedAgain() {
    byte[] bytes = new byte[(5 << 20) + 17];
    new Random(7).nextBytes(bytes);
    ArtifactId id = artifacts(6 << 20).put(bytes);
    close();
    store = null;

    assertThat(artifacts(6 << 20).get(id)).hasValue(bytes);
    assertThat(store().artifacts(new Tenant("other"), 1).exists(id)).isFalse();
    assertThat(store().artifacts(new Tenant("other"), 1).get(id)).isEmpty();
  }

  @Test
  void bytesThatWereAlteredAreNotHandedOut() throws SQLException {
    artifacts(3).put("abc".getBytes(UTF_8));
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("memories.db"));
        var statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE artifact_chunk SET bytes = x'616264'");
    }
    assertThatExceptionOfType(CorruptStoreException.class)
        .isThrownBy(() -> artifacts(3).get(ABC))
        .withMessageContaining("delete it and put it again");
  }
}
