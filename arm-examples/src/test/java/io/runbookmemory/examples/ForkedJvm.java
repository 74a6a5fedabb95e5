package io.runbookmemory.examples;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM of its own that runs a main class, or the command line, on the class path.
 *
 * @param folder where its output goes: the files {@code out} and {@code err}
 * @param first what stands first on its class path
 * @param environment what it finds in its environment besides this JVM's
 */
record ForkedJvm(Path folder, Path first, Map<String, String> environment) {

  ForkedJvm(Path folder) {
    this(folder, Path.of("target", "test-classes").toAbsolutePath());
  }

  ForkedJvm(Path folder, Path first) {
    this(folder, first, new HashMap<>());
  }

  /** Starts the command line. */
  Process arm(List<String> options, Object... args) {
    return start(List.of(), options, Arm.class.getName(), args);
  }

  /** Starts a main class, with a command such as a tracer in front. */
  Process start(List<String> before, List<String> options, String main, Object... args) {
    List<String> command = new ArrayList<>(before);
    command.addAll(java(options, main, args));
    return start(command, ProcessBuilder.Redirect.to(folder.resolve("out").toFile()));
  }

  /** Starts the command line with standard output as a pipe, for a reader that goes away. */
  Process piped(Object... args) {
    return start(java(List.of(), Arm.class.getName(), args), ProcessBuilder.Redirect.PIPE);
  }

  /** Returns the command that starts a main class, for whoever starts processes itself. */
  List<String> java(List<String> options, String main, Object... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), main));
    Arrays.stream(args).map(Object::toString).forEach(command::add);
    return command;
  }

  private Process start(List<String> command, ProcessBuilder.Redirect out) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      return builder.redirectOutput(out).redirectError(folder.resolve("err").toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the end of a process that was started here. */
  Ran end(Process process) {
    try {
      int code = process.waitFor();
      return new Ran(code, said("out"), said("err"));
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while a JVM ran", e);
    }
  }

  /** Returns what has been written so far to {@code out} or {@code err}. */
  String said(String stream) {
    try {
      return Files.readString(folder.resolve(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** This JVM's own class path and module path, and the tests. */
  private String classPath() {
    return Stream.concat(
            Stream.of(first, Path.of("target", "test-classes").toAbsolutePath())
                .map(Path::toString),
            Stream.of("jdk.module.path", "java.class.path")
                .map(path -> System.getProperty(path, ""))
                .flatMap(path -> Arrays.stream(path.split(File.pathSeparator))))
        .filter(entry -> !entry.isEmpty())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }
}
