package io.runbookmemory.jdbc;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.UnavailableException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What to do about PostgreSQL's error codes
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
final class PostgresFault {

  static final String READ_ONLY = "25006";
  static final String NO_PRIVILEGE = "42501";
  private static final String DUPLICATE_TABLE = "42P07";
  static final String CANCELED = "57014";

  /** Of the driver: the server wants another kind of authentication, or a password. */
  private static final String REJECTED = "08004";

  private static final String NO_DATABASE = "3D000";
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** Connection lost, transaction rolled back by the server, resources short. */
  private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53");

  /** Names, passwords and the like that do not exist or are not allowed. */
  private static final Set<String> CONFIGURATION_CLASSES = Set.of("0L", "0P", "28", "3D", "3F");

  private static final Pattern SECRET =
      Pattern.compile("(?i)((?:ssl)?password\\s*[=:]\\s*)[^&\\s,;)]+|(?<=//)[^/@\\s]*@");

  private PostgresFault() {}

  /** Returns whether the same may succeed when it is tried again. */
  static boolean isTransient(SQLException fault) {
    String state = state(fault);
    if (state.isEmpty()) {
      // Of a pool rather than of the server.
      return fault instanceof SQLTransientException || fault instanceof SQLRecoverableException;
    }
    return !state.equals(REJECTED)
        && (TRANSIENT_CLASSES.contains(state.substring(0, 2)) || state.startsWith("57P"));
  }

  /** Returns the fault that crosses the border in place of PostgreSQL's. */
  static ArmException of(String store, SQLException fault) {
    String state = state(fault);
    String about = store + ": " + plain(fault);
    SQLException cause = withoutSecrets(fault);
    if (isTransient(fault) || state.isEmpty() || state.startsWith("58")) {
      return new UnavailableException(
          store, store + " cannot answer now, try again later: " + plain(fault), cause);
    }
    return switch (state) {
      case CANCELED, LOCK_NOT_AVAILABLE ->
          new UnavailableException(
              store,
              about + "; try again later, or give statements more time (statementTimeout)",
              cause);
      case READ_ONLY ->
          new ConfigurationException(
              store,
              store + " is read-only, perhaps a replica: connect to the primary to write",
              cause);
      case DUPLICATE_TABLE ->
          new ConfigurationException(
              store,
              about + "; the schema holds another program's tables: name one of the store's own",
              cause);
      case NO_PRIVILEGE ->
          new ConfigurationException(
              store, about + "; grant this to the role that connects", cause);
      case NO_DATABASE ->
          new ConfigurationException(
              store, about + "; create it, or name a database that there is", cause);
      case REJECTED, "28000", "28P01" ->
          new ConfigurationException(
              store, about + "; check the role, its password and pg_hba.conf", cause);
      default ->
          CONFIGURATION_CLASSES.contains(state.substring(0, 2))
              ? new ConfigurationException(store, about, cause)
              : new CorruptStoreException(
                  store, store + " is not as it was made: " + plain(fault), cause);
    };
  }

  /** Returns the code, "" where there is none. */
  private static String state(SQLException fault) {
    String state = fault.getSQLState();
    return state == null || state.length() != 5 ? "" : state;
  }

  private static String plain(SQLException fault) {
    return plain(String.valueOf(fault.getMessage()));
  }

  /** Returns a text without passwords and without the users of URLs. */
  static String plain(String text) {
    return SECRET.matcher(text).replaceAll(match -> match.group(1) == null ? "" : "$1***");
  }

  /** Returns the fault, or where its chain tells a secret a copy that does not. */
  private static SQLException withoutSecrets(SQLException fault) {
    for (Throwable each = fault; each != null; each = each.getCause()) {
      String message = String.valueOf(each.getMessage());
      if (!plain(message).equals(message)) {
        SQLException copy = new SQLException(plain(fault), fault.getSQLState());
        copy.setStackTrace(fault.getStackTrace());
        return copy;
      }
    }
    return fault;
  }
}
