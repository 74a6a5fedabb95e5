package io.runbookmemory.bench.report.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The sources that the report belongs to: what it reads and starts of them.
 *
 * @param root their folder
 */
public record Checkout(Path root) {

  /** The system property by which the launcher tells it. */
  public static final String PROPERTY = "arm.root";

  /** Returns where the launcher says it is, else the nearest folder around the current one. */
  public static Checkout find() {
    String told = System.getProperty(PROPERTY);
    Path folder = Path.of(told == null ? "" : told).toAbsolutePath();
    while (!Files.exists(folder.resolve("arm-bench/pom.xml"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException(
            "the report reads ARM's own texts: run ./arm bench in a checkout of ARM");
      }
    }
    return new Checkout(folder);
  }

  public Path resource(String name) {
    return root.resolve("arm-bench/src/main/resources").resolve(name);
  }

  /** Returns where PGlite was installed, if it was. */
  public Optional<Path> pglite() {
    Path npm = root.resolve("arm-jdbc/src/test/npm");
    return Optional.of(npm)
        .filter(folder -> Files.exists(folder.resolve("node_modules/.bin/pglite-server")));
  }

  /** Returns the jar of the daemon, if it was built. */
  public Optional<Path> daemon() throws IOException {
    Path target = root.resolve("arm-examples/target");
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("arm-examples-[\\d.]+\\S*\\.jar"))
          .filter(file -> !file.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
          .findFirst();
    }
  }

  /** Returns whether a program is on the path. */
  public static boolean has(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /**
   * Returns the commit of the sources, with a plus if they were changed since; empty if unknown.
   */
  public Optional<String> commit() {
    return git("rev-parse", "--short=12", "HEAD")
        .map(commit -> commit + (git("status", "--porcelain").orElse("").isEmpty() ? "" : "+"));
  }

  private Optional<String> git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
    command.addAll(List.of(arguments));
    if (!has("git")) {
      return Optional.empty();
    }
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      boolean ended = process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
      return ended ? Optional.of(said) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
