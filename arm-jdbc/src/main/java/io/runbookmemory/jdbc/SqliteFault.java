package io.runbookmemory.jdbc;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.UnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientException;

/** What to do about SQLite's result codes (https://sqlite.org/rescode.html). */
final class SqliteFault {

  /** Of the driver rather than of SQLite: it could not even connect. */
  private static final int DRIVER = 0;

  /**
   * A table or a column that a statement names is not there: the statements themselves are right.
   */
  private static final int ERROR = 1;

  private static final int PERM = 3;
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int NOMEM = 7;
  private static final int READONLY = 8;
  static final int INTERRUPT = 9;
  private static final int IOERR = 10;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int PROTOCOL = 15;
  private static final int AUTH = 23;

  private SqliteFault() {}

  /** Returns whether the same may succeed when it is tried again: another one has the lock. */
  static boolean isBusy(SQLException fault) {
    return code(fault) == BUSY;
  }

  /** Returns the fault that crosses the border in place of SQLite's. */
  static ArmException of(String store, SQLException fault) {
    return switch (code(fault)) {
      case BUSY, LOCKED, PROTOCOL ->
          new UnavailableException(
              store, store + " is locked by another writer: try again later", fault);
      case FULL -> new UnavailableException(store, "disk full: " + store + " cannot grow", fault);
      case INTERRUPT ->
          new UnavailableException(
              store,
              store
                  + ": a statement took longer than it may and was cancelled; try again later, or"
                  + " give statements more time (statementTimeout)",
              fault);
      case NOMEM, IOERR ->
          new UnavailableException(store, store + ": " + fault.getMessage(), fault);
      case PERM, READONLY, AUTH ->
          new ConfigurationException(store, store + " cannot be written", fault);
      case DRIVER ->
          fault instanceof SQLTransientException
              ? new UnavailableException(
                  store, store + ": no connection is free: " + fault.getMessage(), fault)
              : new ConfigurationException(
                  store, store + " cannot be opened: " + fault.getMessage(), fault);
      case CANTOPEN ->
          new ConfigurationException(
              store, store + " cannot be opened: " + fault.getMessage(), fault);
      case ERROR ->
          new CorruptStoreException(
              store,
              store + " is not as it was made: " + fault.getMessage() + "; " + SqliteTables.REMEDY,
              fault);
      default ->
          new CorruptStoreException(
              store, store + " is not as it was written: " + fault.getMessage(), fault);
    };
  }

  /** Returns the primary code, which is the lower byte of an extended one. */
  private static int code(SQLException fault) {
    return fault.getErrorCode() & 0xff;
  }
}
