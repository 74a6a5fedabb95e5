package io.runbookmemory.examples.command;

import io.runbookmemory.examples.option.LuceneLedger;
import io.runbookmemory.examples.option.StoreLocation;
import io.runbookmemory.examples.option.StoreUrl;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.StoreView;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.lucene.report.BackupReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm backup}: a store into a directory that opens as the same store. */
@Command(
    name = "backup",
    description = {
      "Copy a Lucene store, all tenants, and its ledger into a directory that is a store itself,"
          + " while a service reads and writes it.",
      "Into an earlier backup of it only what is new is copied."
    })
public final class BackupCommand implements Callable<Integer> {

  @Option(
      names = "--into",
      required = true,
      paramLabel = "DIR",
      description = "Empty, not there yet, or an earlier backup of the same store.")
  private Path into = Path.of("");

  @Mixin private StoreLocation store = new StoreLocation();
  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public BackupCommand() {}

  @Override
  public Integer call() {
    Path directory =
        StoreUrl.luceneDirectory(
            store.url(),
            "use arm export, or the database's own backup (sqlite3 FILE .backup, pg_dump)");
    try (LuceneMemoryStore open = LuceneMemoryStore.openReadOnly(directory)) {
      BackupReport report = open.backup(into);
      new StoreView(output).print(report, LuceneLedger.copy(directory, into));
      return ExitStatus.OK;
    }
  }
}
