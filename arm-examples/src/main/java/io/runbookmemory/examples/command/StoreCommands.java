package io.runbookmemory.examples.command;

import io.runbookmemory.examples.option.LuceneLocation;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.StepProgress;
import io.runbookmemory.examples.view.StoreView;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.lucene.report.RepairReport;
import io.runbookmemory.lucene.report.RewriteReport;
import io.runbookmemory.lucene.report.VerifyReport;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.remember.PassageEmbedder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The subcommands of {@code arm store}. */
final class StoreCommands {

  private StoreCommands() {}

  /** What all of them share. */
  abstract static class Base implements Callable<Integer> {

    @Mixin LuceneLocation location = new LuceneLocation();
    @Mixin DataOutput output = new DataOutput();

    private final String instead;

    Base(String instead) {
      this.instead = instead;
    }

    @Override
    public final Integer call() {
      Path directory = location.directory(instead);
      try (StepProgress progress = new StepProgress(output)) {
        return call(directory, progress);
      }
    }

    abstract int call(Path directory, StepProgress progress);
  }

  /** {@code arm store verify}. */
  @Command(
      name = "verify",
      description = {
        "Check every file of a store and all that stands in them; beside a service that writes,"
            + " too.",
        "Exit code 1 if something is wrong."
      })
  static final class Verify extends Base {

    Verify() {
      super(
          "a database checks itself, SQLite with PRAGMA integrity_check, PostgreSQL with"
              + " pg_amcheck");
    }

    @Override
    int call(Path directory, StepProgress progress) {
      VerifyReport report = LuceneMemoryStore.verify(directory, progress);
      new StoreView(output).print(report);
      return report.sound() ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
  }

  /** {@code arm store repair}. */
  @Command(
      name = "repair",
      description = {
        "Save what is intact of a damaged store into a new one; the damaged one is only read.",
        "Exit code 1 if something is lost."
      })
  static final class Repair extends Base {

    @Option(
        names = "--into",
        required = true,
        paramLabel = "NEW",
        description = "The directory of the new store, empty or not there yet.")
    private Path into = Path.of("");

    Repair() {
      super("restore a backup, or import what arm export wrote");
    }

    @Override
    int call(Path directory, StepProgress progress) {
      RepairReport report = LuceneMemoryStore.repair(directory, into, progress);
      new StoreView(output).print(report);
      boolean whole = report.lost().isEmpty() && report.nameless() == 0;
      return whole ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
  }

  /** {@code arm store upgrade}. */
  @Command(
      name = "upgrade",
      description = {
        "Build the index of an older release anew, so that the next release opens it too.",
        "The store is in use by nobody meanwhile; a run that was ended is gone on with."
      })
  static final class Upgrade extends Base {

    Upgrade() {
      super("other stores are brought up to date as they are opened");
    }

    @Override
    int call(Path directory, StepProgress progress) {
      new StoreView(output).print(LuceneMemoryStore.upgrade(directory, progress));
      return ExitStatus.OK;
    }
  }

  /** {@code arm store reembed}. */
  @Command(
      name = "reembed",
      description = {
        "Give all memories the vectors of this release's model: those of another model's, and those"
            + " without any.",
        "Recall goes on meanwhile; a run that was ended is gone on with."
      })
  static final class Reembed extends Base {

    Reembed() {
      super(
          "arm export it, arm import that into a new lucene: store, reembed this, and take it back"
              + " into a new store the same way");
    }

    @Override
    int call(Path directory, StepProgress progress) {
      // Whoever mistypes a directory shall not get a new store there.
      LuceneMemoryStore.openReadOnly(directory).close();
      try (OnnxEmbeddingModel model = OnnxEmbeddingModel.bundled();
          LuceneMemoryStore store = LuceneMemoryStore.open(directory)) {
        PassageEmbedder embedder = new PassageEmbedder(model);
        RewriteReport report = store.reembed(model.space(), embedder::embed, progress);
        new StoreView(output).print(report);
        return ExitStatus.OK;
      }
    }
  }
}
