package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.artifact.ArtifactId;
import io.runbookmemory.store.artifact.ArtifactStore;
import io.runbookmemory.testkit.artifact.ArtifactStoreContract;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresArtifactsTest implements ArtifactStoreContract {

  private PostgresMemoryStore store;

  @BeforeEach
  void open() {
    store =
        PostgresMemoryStore.open(
            PostgresServer.get().pool(),
            PostgresOptions.builder().schema("artifacts_" + UUID.randomUUID()).build());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public ArtifactStore artifacts(long maxBytes) {
    return store.artifacts(Tenant.DEFAULT, maxBytes);
  }

  @Test
  void anArtifactOfManyChunksComesBackAndIsItsTenantsAlone() {
    byte[] bytes = new byte[(5 << 20) + 17];
    new Random(7).nextBytes(bytes);
    ArtifactId id = artifacts(6 << 20).put(bytes);

    assertThat(artifacts(6 << 20).get(id)).hasValue(bytes);
    assertThat(store.artifacts(new Tenant("other"), 1).exists(id)).isFalse();
  }
}
