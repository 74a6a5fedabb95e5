package io.runbookmemory.examples.ingest;

import io.runbookmemory.connectors.origin.Cursors;
import io.runbookmemory.connectors.origin.FileCursors;
import io.runbookmemory.connectors.origin.LedgerCursors;
import io.runbookmemory.examples.option.StoreUrl;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import java.nio.file.Files;

/** Where a store keeps how far imports have come. */
public final class StoreCursors {

  private static final String FILE = "imports.json";

  private StoreCursors() {}

  /**
   * Returns a store's cursors: in its ledger if it has one, else in its own directory, where they
   * share its fate. A replica has neither, and everything is read each time.
   */
  public static Cursors of(MemoryStore store, String url, Tenant tenant) {
    if (store instanceof LedgerStore shared) {
      return new LedgerCursors(shared.ledger(tenant));
    }
    return StoreUrl.place(url)
        .filter(Files::isDirectory)
        .<Cursors>map(directory -> new FileCursors(directory.resolve(FILE), tenant.toString()))
        .orElse(Cursors.NONE);
  }
}
