package io.runbookmemory.connectors.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The work tree of git that a path stands in: what files are called in the repository, and when
 * each was last committed. The times come from one run of {@code git log}; where git is not
 * installed, refuses, or takes longer than the patience, they are unknown and {@link #remark} says
 * so. Nothing of the repository's configuration is run. Thread-safe.
 */
public final class GitCheckout {

  /** The history of a hundred thousand commits takes some seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final char COMMIT = '\u0001';

  private final Path root;
  private final Map<String, Instant> commits;
  private final @Nullable String remark;

  private GitCheckout(Path root, Map<String, Instant> commits, @Nullable String remark) {
    this.root = root;
    this.commits = Map.copyOf(commits);
    this.remark = remark;
  }

  /**
   * Returns the work tree that a path stands in.
   *
   * @param path a file or folder
   * @return empty where neither it nor a folder above holds a {@code .git}
   */
  public static Optional<GitCheckout> of(Path path) {
    return of(path, "git");
  }

  /**
   * Returns the work tree that a path stands in.
   *
   * @param path a file or folder
   * @param git the program that is asked for times
   */
  static Optional<GitCheckout> of(Path path, String git) {
    Path whole = path.toAbsolutePath().normalize();
    for (Path folder = whole; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(".git"))) {
        return Optional.of(read(folder, whole, git));
      }
    }
    return Optional.empty();
  }

  private static GitCheckout read(Path root, Path path, String git) {
    try {
      return new GitCheckout(root, times(log(root, path, git)), null);
    } catch (IOException e) {
      return new GitCheckout(
          root,
          Map.of(),
          root + ": times are those of the files, not of commits: " + e.getMessage());
    }
  }

  private static String log(Path root, Path path, String git) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            git,
            "-c",
            "core.fsmonitor=false",
            "--no-pager",
            "log",
            "--no-show-signature",
            "--no-renames",
            "--name-only",
            "-z",
            "--pretty=format:%x01%ct",
            "--",
            path.toString());
    command.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    command.environment().put("GIT_OPTIONAL_LOCKS", "0");
    command.directory(root.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = command.start();
    try {
      CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> all(process));
      String log = out.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException("git log ended with status " + status);
      }
      return log;
    } catch (TimeoutException e) {
      throw new IOException("git log took longer than " + PATIENCE.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException("git log cannot be read: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("git log was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String all(Process process) {
    try (InputStream out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The newest commit comes first, so that the first time of a name is its last. */
  private static Map<String, Instant> times(String log) {
    Map<String, Instant> times = new HashMap<>();
    @Nullable Instant at = null;
    for (String part : log.split("\0", -1)) {
      String name = part;
      int mark = part.indexOf(COMMIT);
      if (mark >= 0) {
        int end = mark + 1;
        while (end < part.length() && Character.isDigit(part.charAt(end))) {
          end++;
        }
        at =
            end == mark + 1 ? null : Instant.ofEpochSecond(Long.parseLong(part, mark + 1, end, 10));
        name = part.substring(end);
      }
      if (at != null && !name.isBlank()) {
        times.putIfAbsent(name.strip(), at);
      }
    }
    return times;
  }

  /**
   * Returns the name of the folder that the work tree stands in, for want of the repository's own.
   *
   * @return such as {@code runbooks}
   */
  public String name() {
    return Objects.toString(root.getFileName(), "root");
  }

  /**
   * Returns why the times of commits are not known.
   *
   * @return a sentence for a person; empty if they are
   */
  public Optional<String> remark() {
    return Optional.ofNullable(remark);
  }

  Path root() {
    return root;
  }

  /** Returns a file's path from the root of the work tree, with {@code /} between names. */
  String key(Path file) {
    return root.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
  }

  /** Returns when a file was last committed; empty for one that never was. */
  Optional<Instant> committed(Path file) {
    return Optional.ofNullable(commits.get(key(file)));
  }

  /** Returns when a file was last written, where commits are not known. */
  Optional<Instant> written(Path file) {
    try {
      return remark == null
          ? Optional.empty()
          : Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (IOException e) {
      return Optional.empty(); // the time of ingesting will do
    }
  }
}
