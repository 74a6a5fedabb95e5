package io.runbookmemory.examples.run;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.examples.option.StoreUrl;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where runs of plans are kept. */
public final class RunOptions {

  private static final String FILE = "runs.sqlite";

  @Option(
      names = "--runs",
      paramLabel = "FILE",
      description = {
        "Where runs of plans are kept (default: in the store if it is PostgreSQL, so that the team",
        "sees them; else the file runs.sqlite beside the store, ~/.arm/runs.sqlite for the usual",
        "one)."
      })
  private @Nullable Path file;

  /** Opens the ledgers of runs. */
  public LedgerStore open(String storeUrl) {
    if (file == null && storeUrl.startsWith("jdbc:postgresql:")) {
      MemoryStore store = StoreUrl.open(storeUrl);
      if (store instanceof LedgerStore ledgers) {
        return ledgers;
      }
      store.close();
    }
    Path place = file == null ? beside(storeUrl) : file.toAbsolutePath();
    try {
      Path parent = place.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          place.toString(),
          "runs cannot be kept at " + place + ", name a file with --runs: " + e,
          e);
    }
    return SqliteMemoryStore.open(place);
  }

  private static Path beside(String storeUrl) {
    return StoreUrl.place(storeUrl)
        .map(place -> place.toAbsolutePath().resolveSibling(FILE))
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".arm", FILE));
  }
}
