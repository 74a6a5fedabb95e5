package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.jdbc.PostgresOptions.VectorExtension;
import io.runbookmemory.memory.Tenant;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What a DBA is told of pgvector. Another extension of PostgreSQL's own stands for it: the server,
 * its rights and its refusals are real, and only the extension's name in SQL is changed.
 */
class ExtensionAdviceTest {

  /** On the server's disk, not created, and not for a role that is no superuser. */
  private static final Map<String, String> NOT_CREATED =
      Map.of(
          "pg_available_extensions WHERE name = 'vector'",
          "pg_available_extensions WHERE name = 'pageinspect'",
          "CREATE EXTENSION vector",
          "CREATE EXTENSION pageinspect");

  /** There, and old. */
  private static Map<String, String> installed(String version) {
    return Map.of(
        "e.extversion", "'" + version + "'", "e.extname = 'vector'", "e.extname = 'plpgsql'");
  }

  private static Object proxy(Object target, Class<?> type, Map<String, String> changes) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            for (Map.Entry<String, String> change : changes.entrySet()) {
              sql = sql.replace(change.getKey(), change.getValue());
            }
            arguments[0] = sql;
          }
          try {
            Object result = method.invoke(target, arguments);
            return switch (method.getName()) {
              case "getConnection" ->
                  result instanceof Connection ? proxy(result, Connection.class, changes) : result;
              case "createStatement" -> proxy(result, Statement.class, changes);
              default -> result;
            };
          } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
          }
        });
  }

  private static DataSource changing(DataSource source, Map<String, String> changes) {
    return (DataSource) proxy(source, DataSource.class, changes);
  }

  private static PostgresOptions.Builder made(PostgresOptions.Builder options, String owner)
      throws SQLException {
    PostgresOptions named = options.build();
    Tables.execute(
        PostgresServer.get().dataSource(),
        named,
        "CREATE SCHEMA " + Tables.quoted(named) + " AUTHORIZATION " + owner);
    return options;
  }

  @Test
  void aRoleThatMayNotCreateTheExtensionHandsTheDbaTheSentence() throws Exception {
    PGSimpleDataSource admin = PostgresServer.get().dataSource();
    PostgresOptions.Builder options = Tables.fresh();
    Tables.execute(admin, options.build(), "CREATE ROLE plain LOGIN");
    PGSimpleDataSource plain = PostgresServer.get().dataSource();
    plain.setUser("plain");
    DataSource source = changing(plain, NOT_CREATED);

    try (PostgresMemoryStore store =
        PostgresMemoryStore.open(source, made(options, "plain").build())) {
      assertThat(store.advice().orElseThrow())
          .startsWith("pgvector is not created; in the database of ")
          .contains("run, as a superuser: CREATE EXTENSION vector;")
          .contains("export the store");
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
      assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(1);
    }
    PostgresOptions demanding =
        made(Tables.fresh().vectorExtension(VectorExtension.REQUIRED), "plain").build();
    assertThatThrownBy(() -> PostgresMemoryStore.open(source, demanding))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("pgvector is not created")
        .hasMessageContaining("CREATE EXTENSION vector;");
    assertThat(Tables.rows(admin, demanding, "SELECT to_regclass('store')"))
        .as("nothing was made")
        .containsExactly(List.of("null"));
    Tables.execute(admin, demanding, "DROP OWNED BY plain; DROP ROLE plain");
  }

  @Test
  void anExtensionThatIsTooOldIsToldWithItsVersionAndWhatToRun() {
    DataSource old = changing(PostgresServer.get().dataSource(), installed("0.6.2"));
    try (PostgresMemoryStore store = PostgresMemoryStore.open(old, Tables.fresh().build())) {
      assertThat(store.advice().orElseThrow())
          .startsWith("pgvector must be 0.7 or newer, got 0.6.2;")
          .contains("ALTER EXTENSION vector UPDATE;");
      assertThat(store.capabilities().approximate()).isFalse();
    }
    PostgresOptions demanding = Tables.fresh().vectorExtension(VectorExtension.REQUIRED).build();
    assertThatThrownBy(() -> PostgresMemoryStore.open(old, demanding))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("got 0.6.2")
        .hasMessageContaining("ALTER EXTENSION vector UPDATE;");
  }

  @ParameterizedTest
  @CsvSource({
    "0.4.4, false", "0.6.2, false", "0.7.0, true", "0.7, true", "0.8.1, true", "0.10.0, true",
    "0.70.0, true", "1.0.0, true", "1.0, true", "2, true", "0, false", "0.7.0-dev, true",
    "0.6-dev, false", "0.8beta1, true", "unreleased, false", "'', false",
  })
  void versionsAreComparedByTheirNumbers(String version, boolean enough) {
    assertThat(new PostgresSchema.Extension("public", version).isFrom(7)).isEqualTo(enough);
  }
}
