package io.runbookmemory.bench.measure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * What the machine itself takes, at this moment: the bounds that whole jobs are measured beside.
 */
public final class Bounds {

  /** The row of {@link #table} that says how long reading the files takes. */
  public static final String FILES_ALONE = "its files read alone, s";

  private static final int ROUNDS = 9;

  /** Larger than the caches of most processors. */
  private static final int NUMBERS = 32 << 20;

  private static final int PAGE = 4096;

  private static final int SYNCS = 50;

  private Bounds() {}

  /** Returns all of them for a job that reads the files of a folder and writes durably. */
  public static Table table(Path folder) throws IOException {
    Table table = new Table("bound, in the same run", "is");
    table.row(FILES_ALONE, secondsToRead(folder));
    table.row("one page appended and synced, p50 ms", syncs(folder, SYNCS).median());
    return table.row("memory read by one thread, MB/s", memoryMegabytesPerSecond());
  }

  /** Returns how many megabytes a second one thread reads of memory: the sum of a long array. */
  public static double memoryMegabytesPerSecond() {
    float[] array = new float[NUMBERS];
    Arrays.fill(array, 0.5f);
    Timings reading = new Timings();
    float read = 0;
    for (int i = -2; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      read += sum(array);
      if (i >= 0) {
        reading.add(System.nanoTime() - begin);
      }
    }
    if (!Float.isFinite(read)) {
      throw new IllegalStateException("a sum of numbers must be a number");
    }
    return NUMBERS * (double) Float.BYTES / 1e6 / (reading.median() / 1e3);
  }

  /** Returns the sum of an array, as quick as one thread reads it. */
  public static float sum(float[] array) {
    // Eight sums side by side: one alone waits for the addition before it.
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    for (int i = 0; i < array.length - 7; i += 8) {
      a += array[i];
      b += array[i + 1];
      c += array[i + 2];
      d += array[i + 3];
      e += array[i + 4];
      f += array[i + 5];
      g += array[i + 6];
      h += array[i + 7];
    }
    return a + b + c + d + e + f + g + h;
  }

  /** Times a page that is appended to a file in a directory and synced, so many times. */
  public static Timings syncs(Path directory, int times) throws IOException {
    Path file = Files.createTempFile(directory, "sync", ".bin");
    Timings syncs = new Timings();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer page = ByteBuffer.allocate(PAGE);
      for (int i = 0; i < times; i++) {
        page.clear();
        long begin = System.nanoTime();
        while (page.hasRemaining()) {
          channel.write(page);
        }
        channel.force(true);
        syncs.add(System.nanoTime() - begin);
      }
    } finally {
      Files.delete(file);
    }
    return syncs;
  }

  /** Returns the seconds that reading some files from their beginning to their end takes. */
  public static double secondsToRead(Path folder) throws IOException {
    byte[] buffer = new byte[1 << 20];
    long begin = System.nanoTime();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (var in = Files.newInputStream(file)) {
          while (in.read(buffer) >= 0) {
            // What is read is not looked at.
          }
        }
      }
    }
    return (System.nanoTime() - begin) / 1e9;
  }
}
