package io.runbookmemory.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.runbookmemory.bench.kill.Jvm;
import io.runbookmemory.bench.measure.Tables;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program in a JVM of its own. It ends with this JVM, and so does what it started.
 *
 * @param main the class whose main method takes the program's name and options
 * @param lines is told each line that the program prints, tables and progress
 */
record Child(Class<?> main, Consumer<String> lines) {

  /** So many lines tell why it failed. */
  private static final int LAST = 12;

  /** What of this JVM's own options a child has too: the archive of classes, and where logs go. */
  private static final List<String> SAME =
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(
              one ->
                  one.matches("-XX:SharedArchiveFile=.*|-Xshare:.*|-Xlog.*|-Djava.util.logging.*"))
          .toList();

  private static final Duration GRACE = Duration.ofSeconds(5);

  /**
   * How it ended.
   *
   * @param code its exit code
   * @param inTime whether it ended by itself
   * @param last the last lines that it printed
   */
  record End(int code, boolean inTime, List<String> last) {}

  /**
   * Runs a program to its end, or to its limit.
   *
   * @param heap the most it may take
   * @param arguments the program's name and options
   * @param tables the file that it adds its tables to
   * @param limit how long it may take
   */
  End run(String heap, List<String> arguments, Path tables, Duration limit)
      throws IOException, InterruptedException {
    List<String> command = Jvm.command(main, heap, arguments.toArray(String[]::new));
    command.addAll(1, SAME);
    command.addAll(
        1,
        List.of(
            "--add-modules=jdk.incubator.vector",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-D" + Tables.PROPERTY + "=" + tables));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Thread hook = new Thread(() -> end(process));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      Deque<String> last = new ArrayDeque<>();
      Thread reader = Thread.ofVirtual().start(() -> read(process, last));
      boolean inTime = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      end(process);
      process.waitFor();
      // What it started may hold the stream open.
      reader.join(GRACE);
      synchronized (last) {
        return new End(process.exitValue(), inTime, List.copyOf(last));
      }
    } finally {
      end(process);
      forget(hook);
    }
  }

  private void read(Process process, Deque<String> last) {
    try (BufferedReader output = process.inputReader(UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        // The JVM says so of the vector module, and nothing turns it off.
        if (!line.startsWith("WARNING: Using incubator modules")) {
          lines.accept(line);
          keep(line, last);
        }
      }
    } catch (IOException e) {
      keep(e.toString(), last);
    }
  }

  private static void keep(String line, Deque<String> last) {
    synchronized (last) {
      last.add(line);
      if (last.size() > LAST) {
        last.remove();
      }
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, which is what the hook is for.
      return;
    }
  }
}
