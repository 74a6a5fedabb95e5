package io.runbookmemory.examples.option;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.jdbc.PostgresMemoryStore;
import io.runbookmemory.jdbc.PostgresOptions;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database and who connects to it, as a JDBC URL and the environment say. The role and
 * its password leave the URL at once, so that nothing that knows the URL later can tell them.
 *
 * @param url where the database is, without role and password
 * @param user the role; null for what the driver takes, the operating system's user
 * @param password its password; null for what {@code ~/.pgpass} holds, or none
 * @param schema the schema of the store; null for the default
 */
record PostgresUrl(
    String url, @Nullable String user, @Nullable String password, @Nullable String schema) {

  /** What {@link #parse} reads. */
  static final String PREFIX = "jdbc:postgresql:";

  private static final String HOST = "(?:\\[[0-9a-fA-F:.]+]|[^/?#@:,\\s\\[\\]]+)(?::\\d{1,5})?";
  private static final Pattern FORM =
      Pattern.compile(
          "//(?:(?<who>.*)@)?(?<place>%1$s(?:,%1$s)*(?:/[^/?\\s]*)?)(?:\\?(?<settings>\\S*))?"
              .formatted(HOST));

  private static final Pattern SECRET =
      Pattern.compile("(?i)(password\\s*[=:]\\s*)[^&\\s,;)]+|(?<=postgres(?:ql)?://)\\S*@");

  /** For one command, which does one thing after the other, and a listener beside it. */
  private static final int CONNECTIONS = 3;

  /** How long to wait for a database that is down where nothing stands in for it. */
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** Returns a text without the roles and passwords of the URLs in it. */
  static String plain(String text) {
    return SECRET.matcher(text).replaceAll(match -> match.group(1) == null ? "" : "$1***");
  }

  /**
   * Reads a URL; what it does not say of role and password, {@code PGUSER} and {@code PGPASSWORD}
   * do.
   */
  static PostgresUrl parse(String url, Map<String, String> environment) {
    Matcher form = FORM.matcher(url.substring(PREFIX.length()));
    if (!form.matches()) {
      throw new ConfigurationException(
          plain(url),
          "a PostgreSQL store's URL must be jdbc:postgresql://HOST:PORT/DATABASE, with what is"
              + " special in a role or password percent-encoded, got \""
              + plain(url)
              + "\"");
    }
    Map<String, String> settings = settings(form.group("settings"));
    String who = form.group("who");
    int colon = who == null ? -1 : who.indexOf(':');
    String role = who == null ? null : decoded(colon < 0 ? who : who.substring(0, colon));
    String secret = who == null || colon < 0 ? null : decoded(who.substring(colon + 1));
    String schema = settings.remove("currentSchema");
    return new PostgresUrl(
        PREFIX + "//" + form.group("place") + query(settings),
        first(role, decoded(settings.remove("user")), environment.get("PGUSER")),
        first(secret, decoded(settings.remove("password")), environment.get("PGPASSWORD")),
        schema == null ? null : decoded(schema));
  }

  private static Map<String, String> settings(@Nullable String query) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : query == null ? new String[0] : query.split("&", -1)) {
      int equals = setting.indexOf('=');
      settings.put(
          equals < 0 ? setting : setting.substring(0, equals),
          equals < 0 ? "" : setting.substring(equals + 1));
    }
    return settings;
  }

  private static String query(Map<String, String> settings) {
    String query =
        settings.entrySet().stream()
            .filter(setting -> !setting.getKey().isEmpty())
            .filter(setting -> !setting.getKey().matches("user|password"))
            .map(setting -> setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }

  private static @Nullable String first(@Nullable String... values) {
    for (String value : values) {
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable String decoded(@Nullable String encoded) {
    try {
      // A plus is a plus here.
      return encoded == null ? null : URLDecoder.decode(encoded.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return encoded;
    }
  }

  /**
   * Opens the store, which is made if there is none; with it the pool is closed.
   *
   * @param patience how long to wait for the database
   */
  PooledStore open(Duration patience) {
    HikariDataSource pool = new HikariDataSource();
    try {
      pool.setPoolName("arm");
      pool.setJdbcUrl(url);
      pool.setUsername(user);
      pool.setPassword(password);
      pool.setMaximumPoolSize(CONNECTIONS);
      pool.setMinimumIdle(0);
      pool.setConnectionTimeout(patience.toMillis());
      pool.addDataSourceProperty("ApplicationName", "arm");
      PostgresOptions.Builder options = PostgresOptions.builder().patience(patience);
      if (schema != null) {
        options.schema(schema);
      }
      return new PooledStore(PostgresMemoryStore.open(pool, options.build()), pool);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** Says where, but not who. */
  @Override
  public String toString() {
    return url;
  }
}
