package io.runbookmemory.examples.command;

import io.runbookmemory.examples.option.LuceneLedger;
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
import picocli.CommandLine.Parameters;

/** {@code arm restore}: a backup to where a store is to be. */
@Command(
    name = "restore",
    description = "Copy a backup to where a Lucene store is to be, checking every file.")
public final class RestoreCommand implements Callable<Integer> {

  @Parameters(paramLabel = "BACKUP", description = "What arm backup made; it is only read.")
  private Path backup = Path.of("");

  @Option(
      names = "--into",
      required = true,
      paramLabel = "DIR",
      description = "The store's directory, empty or not there yet.")
  private Path into = Path.of("");

  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public RestoreCommand() {}

  @Override
  public Integer call() {
    LuceneLedger.requireNone(into);
    BackupReport report = LuceneMemoryStore.restore(backup, into);
    new StoreView(output).print(report, LuceneLedger.copy(backup, into));
    return ExitStatus.OK;
  }
}
