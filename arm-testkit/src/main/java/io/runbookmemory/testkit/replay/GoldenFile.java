package io.runbookmemory.testkit.replay;

import io.runbookmemory.error.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.util.diff.DiffUtils;
import org.jspecify.annotations.Nullable;

/** A text that was checked in, to be compared with what comes now. */
final class GoldenFile {

  static final String PROPERTY = "arm.golden";

  private static final int CONTEXT = 3;

  private final Path golden;
  private final boolean update;
  private final boolean inCi;
  private final Path output;

  /** Creates one under other circumstances than those of this process. */
  GoldenFile(Path golden, @Nullable String mode, Map<String, String> environment, Path output) {
    if (mode != null && !mode.equals("update")) {
      throw new IllegalArgumentException(PROPERTY + " must be update or absent, got " + mode);
    }
    this.golden = golden;
    this.update = mode != null;
    this.inCi = "true".equalsIgnoreCase(environment.get("CI"));
    this.output = output;
  }

  static GoldenFile of(Path golden) {
    return new GoldenFile(golden, System.getProperty(PROPERTY), System.getenv(), output());
  }

  /** Where Maven's output is, or Gradle's. */
  private static Path output() {
    boolean gradle =
        Files.exists(Path.of("build.gradle")) || Files.exists(Path.of("build.gradle.kts"));
    return Path.of(gradle ? "build" : "target", "golden");
  }

  String extension() {
    String name = golden.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Returns how a text differs, or writes the file where that is asked for. */
  Optional<String> differs(String text) {
    try {
      return compare(text.endsWith("\n") ? text : text + "\n");
    } catch (IOException e) {
      throw new UnavailableException(golden.toString(), "cannot be compared: " + golden, e);
    }
  }

  private Optional<String> compare(String text) throws IOException {
    boolean there = Files.exists(golden);
    List<String> before = there ? lines(Files.readString(golden)) : List.of();
    if (there && before.equals(lines(text))) {
      return Optional.empty();
    }
    if (update && !inCi) {
      write(golden, text);
      return Optional.empty();
    }
    Path actual = output.resolve(golden.getFileName() + ".actual");
    write(actual, text);
    String what = there ? differs(before, lines(text)) : golden + " is not there";
    return Optional.of(what + "\n" + advice(actual));
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  private static void write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(Objects.requireNonNull(folder));
    Files.writeString(file, text);
  }

  private String differs(List<String> before, List<String> now) {
    List<String> diff =
        DiffUtils.generateUnifiedDiff(
            golden.toString(), "now", before, DiffUtils.diff(before, now), CONTEXT);
    return "the report is not the one in " + golden + ":\n" + String.join("\n", diff);
  }

  private String advice(Path actual) {
    String accept =
        "to accept it run the test with -D" + PROPERTY + "=update and check the file in";
    return "What came is in "
        + actual
        + "; "
        + (update ? "CI=true, where nothing is accepted: " : "")
        + accept
        + ".";
  }
}
