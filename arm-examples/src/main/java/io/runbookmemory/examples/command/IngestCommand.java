package io.runbookmemory.examples.command;

import io.runbookmemory.connectors.ingest.GitCheckout;
import io.runbookmemory.connectors.ingest.MemoryFiles;
import io.runbookmemory.connectors.resource.ResourceFormat;
import io.runbookmemory.examples.ingest.Ingestion;
import io.runbookmemory.examples.ingest.IngestionView;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.convert.FormatConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.store.artifact.FolderArtifactStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
      IngestionView.report(output, ingestion, ingestion.unchanged());
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
}
