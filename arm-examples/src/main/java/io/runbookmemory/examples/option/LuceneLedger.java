package io.runbookmemory.examples.option;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The SQLite file beside a Lucene store, where its ledgers are. */
public final class LuceneLedger {

  private static final String ENDING = ".ledger.db";

  private LuceneLedger() {}

  /** Returns the file of the store in a directory, whether it is there or not. */
  public static Path of(Path store) {
    Path directory = store.toAbsolutePath().normalize();
    return directory.resolveSibling(directory.getFileName() + ENDING);
  }

  /** Copies the ledgers of a store beside its backup, or back; returns whether there were any. */
  public static boolean copy(Path store, Path into) {
    Path from = of(store);
    if (!Files.exists(from)) {
      return false;
    }
    try (SqliteMemoryStore ledgers = SqliteMemoryStore.open(from)) {
      ledgers.backup(of(into));
      return true;
    }
  }

  /** Refuses a place where another store's ledgers are. */
  public static void requireNone(Path store) {
    Path file = of(store);
    try {
      if (Files.exists(file) && Files.size(file) > 0) {
        throw new ConfigurationException(
            file.toString(),
            "there is a ledger already, " + file + ": move it away, or restore to another place");
      }
    } catch (IOException e) {
      throw new ConfigurationException(file.toString(), file + " cannot be read: " + e, e);
    }
  }
}
