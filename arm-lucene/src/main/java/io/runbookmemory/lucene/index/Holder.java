package io.runbookmemory.lucene.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The process that has a store open for writing, as it says in the file {@code arm-holder}: its id
 * and when it began, which tells it from a later process of the same id. The file means nothing
 * without the lock.
 *
 * @param pid the process id
 * @param since when the process began, in ISO 8601, or empty where the system does not tell
 */
record Holder(String pid, String since) {

  static final String FILE = "arm-holder";

  /** A process is known again by its beginning, which systems tell to the second or better. */
  private static final Duration APART = Duration.ofSeconds(2);

  private static final int LONGEST_COMMAND = 120;

  static Holder here() {
    return of(ProcessHandle.current());
  }

  private static Holder of(ProcessHandle process) {
    String since =
        process
            .info()
            .startInstant()
            .map(start -> start.truncatedTo(ChronoUnit.SECONDS).toString())
            .orElse("");
    return new Holder(Long.toString(process.pid()), since);
  }

  void write(Path directory) {
    try {
      Files.writeString(directory.resolve(FILE), pid + "\n" + since + "\n");
    } catch (IOException e) {
      // Only a message is the poorer for it, and a full disk must not keep a store from opening.
      erase(directory);
    }
  }

  static void erase(Path directory) {
    try {
      Files.deleteIfExists(directory.resolve(FILE));
    } catch (IOException e) {
      // As above; the next holder overwrites it.
    }
  }

  /** Returns who has the lock of a directory, in words. */
  static String describe(Path directory) {
    try {
      List<String> lines = Files.readAllLines(directory.resolve(FILE));
      String pid = lines.isEmpty() ? "" : lines.getFirst().strip();
      return new Holder(pid, lines.size() < 2 ? "" : lines.get(1).strip()).describe();
    } catch (IOException e) {
      return "another process";
    }
  }

  private String describe() {
    if (pid.equals(here().pid())) {
      return "this process already";
    }
    ProcessHandle process = running();
    if (process == null) {
      // The file is of an earlier holder, or of one in another container.
      return "another process";
    }
    String words = "process " + pid + (since.isEmpty() ? "" : ", running since " + since);
    return words + process.info().commandLine().map(Holder::shortened).orElse("");
  }

  private static String shortened(String command) {
    return command.length() <= LONGEST_COMMAND
        ? " (" + command + ")"
        : " (" + command.substring(0, LONGEST_COMMAND) + "…)";
  }

  private @Nullable ProcessHandle running() {
    try {
      ProcessHandle process = ProcessHandle.of(Long.parseLong(pid)).orElse(null);
      return process != null && isSame(of(process)) ? process : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private boolean isSame(Holder other) {
    try {
      return since.isEmpty()
          || other.since.isEmpty()
          || Duration.between(Instant.parse(since), Instant.parse(other.since))
                  .abs()
                  .compareTo(APART)
              <= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
