package io.runbookmemory.examples.demo;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.examples.Arm;
import io.runbookmemory.examples.ingest.Ingestion;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The sample team that is bundled: its runbooks, incidents, SLO, series and alert.
 *
 * @param folder where they were unpacked
 */
public record SampleTeam(Path folder) {

  private static final String RESOURCES = "team";

  public static SampleTeam unpack(Path folder) throws IOException {
    URL url = Objects.requireNonNull(Arm.class.getResource(RESOURCES + "/alert.json"));
    try {
      URI uri = url.toURI();
      if (uri.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
          String inside = uri.getSchemeSpecificPart();
          Path alert = jar.getPath(inside.substring(inside.lastIndexOf('!') + 1));
          copy(Objects.requireNonNull(alert.getParent()), folder);
        }
      } else {
        copy(Objects.requireNonNull(Path.of(uri).getParent()), folder);
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the sample team lies at no proper address: " + url, e);
    }
    return new SampleTeam(folder);
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(from)) {
      paths = walk.toList();
    }
    for (Path path : paths) {
      Path target = to.resolve(from.relativize(path).toString());
      if (Files.isDirectory(path)) {
        Files.createDirectories(target);
      } else {
        Files.copy(path, target);
      }
    }
  }

  public Path alert() {
    return folder.resolve("alert.json");
  }

  public Path slo() {
    return folder.resolve("checkout-availability.yaml");
  }

  public Path series() {
    return folder.resolve("checkout-availability.csv");
  }

  /** Remembers runbooks and incidents; returns how many were refused, having said which. */
  public int remember(RunbookMemory memory, Instant at, Output output) {
    MemoryJson.Defaults defaults =
        new MemoryJson.Defaults(Tenant.DEFAULT, "harbor-runbooks", at, Environments.DEFAULT);
    return new Ingestion(memory, output)
        .of("remember", folder.resolve("runbooks"), defaults)
        .of("remember", folder.resolve("incidents.jsonl"), defaults)
        .refused()
        .size();
  }
}
