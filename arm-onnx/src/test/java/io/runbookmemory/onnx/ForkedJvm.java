package io.runbookmemory.onnx;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a probe in a JVM of its own, on the class path or on the module path. */
final class ForkedJvm {

  private static final String TESTS = Path.of("target", "test-classes").toString();

  private ForkedJvm() {}

  static List<String> onClassPath(String mode, String... options) {
    List<String> command = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", TESTS + File.pathSeparator + jars()));
    command.addAll(List.of(OfflineProbe.class.getName(), mode));
    return run(command, 0);
  }

  /** Runs {@link ExitProbe}, which is to end with a status. */
  static List<String> exiting(int status, Path folder) {
    // What a crash leaves behind is not left in the project.
    return run(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:ErrorFile=" + folder.resolve("crash.log"),
            "-cp",
            TESTS + File.pathSeparator + jars(),
            ExitProbe.class.getName(),
            String.valueOf(status)),
        status);
  }

  static List<String> onModulePath(String mode) {
    String module = "io.runbookmemory.onnx";
    return run(
        List.of(
            "--enable-native-access=com.microsoft.onnxruntime,ai.djl.tokenizers,com.sun.jna",
            "--module-path",
            jars(),
            "--patch-module",
            module + "=" + TESTS,
            "--module",
            module + "/" + OfflineProbe.class.getName(),
            mode),
        0);
  }

  /** This JVM's own class path and module path, without the test runner and the tests. */
  private static String jars() {
    return Stream.of("jdk.module.path", "java.class.path")
        .map(path -> System.getProperty(path, ""))
        .flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
        .filter(entry -> !entry.isEmpty() && !entry.endsWith(TESTS))
        .filter(entry -> !entry.contains("surefire"))
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> run(List<String> arguments, int status) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      byte[] output = process.getInputStream().readAllBytes();
      int exit = process.waitFor();
      List<String> lines = new String(output, StandardCharsets.UTF_8).lines().toList();
      if (exit != status) {
        throw new AssertionError("the forked JVM ended with " + exit + ": " + lines);
      }
      return lines;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the forked JVM could not be run", e);
    }
  }
}
