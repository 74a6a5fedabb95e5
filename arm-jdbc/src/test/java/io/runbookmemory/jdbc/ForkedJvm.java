package io.runbookmemory.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Another process that runs a main class of the tests. */
final class ForkedJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private ForkedJvm(Process process) {
    this.process = process;
    this.output = process.inputReader(UTF_8);
  }

  static ForkedJvm start(Class<?> main, String... arguments) throws IOException {
    return start(jar -> true, main, arguments);
  }

  /** Starts a main class with the part of the class path that passes a test. */
  static ForkedJvm start(Predicate<String> classPath, Class<?> main, String... arguments)
      throws IOException {
    return start(List.of(), classPath, main, arguments);
  }

  /** Starts a main class by a command that runs another. */
  static ForkedJvm startUnder(List<String> wrapper, Class<?> main, String... arguments)
      throws IOException {
    return start(wrapper, jar -> true, main, arguments);
  }

  private static ForkedJvm start(
      List<String> wrapper, Predicate<String> classPath, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(classPath)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(main.getName());
    command.addAll(Arrays.asList(arguments));
    return new ForkedJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Returns the lines that the process prints until it ends. */
  List<String> lines() {
    return output.lines().toList();
  }

  /** Returns the next line; null at the end. */
  @Nullable String line() throws IOException {
    return output.readLine();
  }

  /** Lets a process go on that waits for a byte. */
  void goOn() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** Ends the process at once, as {@code kill -9} does; what it printed can still be read. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
