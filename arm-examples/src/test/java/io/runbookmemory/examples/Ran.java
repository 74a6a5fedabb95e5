package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** A run of the command line: its exit code, and what it said where. */
public record Ran(int code, String out, String err) {

  /** Runs the command line in this process. */
  public static Ran arm(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    int code = Arm.run(new PrintWriter(out), new PrintWriter(err), words);
    return new Ran(code, out.toString(), err.toString());
  }

  /** Asserts that it was done. */
  public Ran ok() {
    assertThat(code).as(toString()).isZero();
    return this;
  }

  /** Asserts that it was refused in one line on standard error that says all of these words. */
  public Ran refused(int exit, String... says) {
    assertThat(code).as(toString()).isEqualTo(exit);
    assertThat(out).as("standard output").isEmpty();
    assertThat(complaints()).as(err).startsWith("arm: ");
    for (String word : says) {
      assertThat(complaints()).contains(word);
    }
    assertThat(err).doesNotContain("unexpected").doesNotContain("\tat ");
    return this;
  }

  /** What is on standard error but for progress and the hint where to read on. */
  private String complaints() {
    return String.join(
        "\n", err.lines().filter(line -> !line.contains("%") && !line.contains("--help")).toList());
  }
}
