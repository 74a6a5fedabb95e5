package io.runbookmemory.bench.report;

import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/** Stands for the programs: measures nothing, fails or hangs as it is told. */
final class FakeProgram {

  private FakeProgram() {}

  /**
   * Does as told.
   *
   * @param args {@code measure FILE}, which adds a line to the file; {@code fail}; {@code hang}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    System.err.println("told to " + args[0]);
    switch (args[0]) {
      case "measure" -> {
        Files.writeString(
            Path.of(args[1]), "ran\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Tables.print("times", new Table("side", "ms", "ratio").row("arm", 2.5, 0.5));
      }
      case "fail" -> {
        System.err.println("the disk is full");
        System.exit(3);
      }
      default -> new CountDownLatch(1).await();
    }
  }
}
