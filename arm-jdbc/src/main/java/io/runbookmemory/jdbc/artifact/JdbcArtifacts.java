package io.runbookmemory.jdbc.artifact;

import io.runbookmemory.jdbc.transaction.Database;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.artifact.ArtifactBytes;
import io.runbookmemory.store.artifact.ArtifactId;
import io.runbookmemory.store.artifact.ArtifactStore;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A tenant's artifacts, each a row with its size and its bytes in chunks of a megabyte, so that no
 * statement takes long. All of one artifact is written in one transaction. Thread-safe.
 */
public final class JdbcArtifacts implements ArtifactStore {

  private static final int CHUNK = 1 << 20;

  private final Database database;
  private final Tenant tenant;
  private final long maxBytes;

  /**
   * Creates a tenant's artifacts.
   *
   * @param database where they are
   * @param tenant whose
   * @param maxBytes the size of the largest artifact, at least 1
   */
  public JdbcArtifacts(Database database, Tenant tenant, long maxBytes) {
    this.database = database;
    this.tenant = tenant;
    this.maxBytes = ArtifactBytes.limit(maxBytes);
  }

  @Override
  public ArtifactId put(InputStream bytes) {
    byte[] read = ArtifactBytes.read(bytes, maxBytes);
    ArtifactId id = ArtifactId.of(read);
    if (!exists(id)) {
      database.writeRow(session -> insert(session, id, read));
    }
    return id;
  }

  /** Whoever puts the same at the same time waits at the first statement, and then does nothing. */
  private boolean insert(Session session, ArtifactId id, byte[] bytes) throws SQLException {
    int news =
        session.update(
            "INSERT INTO artifact (tenant, sha256, size) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            tenant.name(),
            id.sha256(),
            (long) bytes.length);
    for (int from = 0; news > 0 && from < bytes.length; from += CHUNK) {
      session.update(
          "INSERT INTO artifact_chunk (tenant, sha256, ordinal, bytes) VALUES (?, ?, ?, ?)",
          tenant.name(),
          id.sha256(),
          from / CHUNK,
          Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK)));
    }
    return news > 0;
  }

  @Override
  public Optional<byte[]> get(ArtifactId id) {
    return database
        .read(session -> bytes(session, id))
        .map(bytes -> ArtifactBytes.checked(id, bytes, database.name() + ", " + id));
  }

  private Optional<byte[]> bytes(Session session, ArtifactId id) throws SQLException {
    if (!isThere(session, id)) {
      return Optional.empty();
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    session.forEach(
        new Sql(
            "SELECT bytes FROM artifact_chunk WHERE tenant = ? AND sha256 = ? ORDER BY ordinal",
            tenant.name(),
            id.sha256()),
        row -> all.writeBytes(row.getBytes(1)));
    return Optional.of(all.toByteArray());
  }

  @Override
  public boolean exists(ArtifactId id) {
    return database.read(session -> isThere(session, id));
  }

  private boolean isThere(Session session, ArtifactId id) throws SQLException {
    return session.number(
            "SELECT count(*) FROM artifact WHERE tenant = ? AND sha256 = ?",
            tenant.name(),
            id.sha256())
        > 0;
  }

  @Override
  public long maxBytes() {
    return maxBytes;
  }
}
