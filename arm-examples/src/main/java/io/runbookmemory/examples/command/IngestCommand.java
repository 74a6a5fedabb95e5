package io.runbookmemory.examples.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.ingest.GitCheckout;
import io.runbookmemory.connectors.ingest.Ingested;
import io.runbookmemory.connectors.ingest.MemoryFiles;
import io.runbookmemory.connectors.resource.ResourceFormat;
import io.runbookmemory.examples.ingest.Ingestion;
import io.runbookmemory.examples.option.FormatConverter;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.store.artifact.FolderArtifactStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm ingest}: files into memory. */
@Command(
    name = "ingest",
    description = {
      "Remember files: Markdown runbooks (front matter optional) and postmortems, JSON Lines of"
          + " memories, or a corpus in BEIR layout; the alerts of Prometheus rule files, linked to"
          + " runbooks of the same command; and what depends on what: Kubernetes objects, Backstage"
          + " catalogs, service-graph metrics, CSV of two names. Folders are read"
          + " recursively.",
      "What cannot be read is told with its place and reason, the rest goes in. Ingesting again"
          + " changes only what changed."
    })
public final class IngestCommand implements Callable<Integer> {

  /** How many of those that were left out are named to people. */
  private static final int SHOWN = 10;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
  private List<Path> paths = List.of();

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description =
          "The name of the collection (default: the name of the git work tree that PATH"
              + " stands in, else of PATH).")
  private @Nullable String source;

  @Option(
      names = "--as",
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      description =
          "How all files are written: kubernetes, backstage, service-graph or csv (default: what"
              + " their names and contents say).")
  private @Nullable ResourceFormat format;

  @Option(
      names = "--artifacts",
      paramLabel = "DIR",
      description =
          "Keep the images, scripts and other files that pages link to in this folder, by content"
              + " hash (default: do not).")
  private @Nullable Path artifacts;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public IngestCommand() {}

  @Override
  public Integer call() {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        output.complain("arm: " + path + " does not exist");
        return ExitStatus.USAGE;
      }
    }
    try (var open = store.openWithModel()) {
      Ingestion ingestion = new Ingestion(open.memory(), output);
      paths.forEach(path -> ingestion.of("ingest " + path, path, files(path)));
      report(ingestion);
      return ingestion.refused().isEmpty() ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
  }

  private MemoryFiles files(Path path) {
    Optional<GitCheckout> checkout = GitCheckout.of(path);
    checkout.flatMap(GitCheckout::remark).ifPresent(remark -> output.complain("arm: " + remark));
    String name =
        source != null ? source : checkout.map(GitCheckout::name).orElseGet(() -> nameOf(path));
    MemoryFiles files =
        new MemoryFiles(
            new MemoryJson.Defaults(store.tenant(), name, Instant.now(), Environments.DEFAULT),
            format);
    MemoryFiles dated = checkout.map(files::in).orElse(files);
    return artifacts == null ? dated : dated.keeping(FolderArtifactStore.open(artifacts));
  }

  private static String nameOf(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? "root" : name.toString();
  }

  private void tellForgotten(List<Remembered.Forgotten> forgotten) {
    output.line(
        String.format(
            Locale.ROOT,
            "%d left out because they were forgotten; bring one back with: arm memory revive ID",
            forgotten.size()));
    for (Remembered.Forgotten one : forgotten.subList(0, Math.min(SHOWN, forgotten.size()))) {
      output.line("  " + one.id() + "  forgotten at " + one.at());
    }
    if (forgotten.size() > SHOWN) {
      output.line("  and more: --json names them all");
    }
  }

  private void tellIncomplete(List<Ingested.Read> incomplete) {
    for (Ingested.Read one : incomplete.subList(0, Math.min(SHOWN, incomplete.size()))) {
      output.line("  " + one.place() + ": not found: " + String.join(", ", one.missing()));
    }
    if (incomplete.size() > SHOWN) {
      output.line("  and " + (incomplete.size() - SHOWN) + " more pages: --json names them all");
    }
  }

  private void report(Ingestion done) {
    if (output.json()) {
      ObjectNode node = Output.object();
      node.put("added", done.added()).put("updated", done.updated());
      node.put("unchanged", done.unchanged());
      ArrayNode forgotten = node.putArray("forgotten");
      for (Remembered.Forgotten one : done.forgotten()) {
        forgotten.addObject().put("id", one.id().toString()).put("at", one.at().toString());
      }
      ArrayNode rejected = node.putArray("rejected");
      for (Ingested.Refused one : done.refused()) {
        rejected.addObject().put("place", one.place()).put("reason", one.reason());
      }
      ArrayNode incomplete = node.putArray("incomplete");
      for (Ingested.Read one : done.incomplete()) {
        ArrayNode missing = incomplete.addObject().put("place", one.place()).putArray("missing");
        one.missing().forEach(missing::add);
      }
      output.print(node);
    } else {
      output.line(
          String.format(
              Locale.ROOT,
              "%d added, %d updated, %d unchanged, %d rejected",
              done.added(),
              done.updated(),
              done.unchanged(),
              done.refused().size()));
      tellIncomplete(done.incomplete());
      if (!done.forgotten().isEmpty()) {
        tellForgotten(done.forgotten());
      }
    }
  }
}
