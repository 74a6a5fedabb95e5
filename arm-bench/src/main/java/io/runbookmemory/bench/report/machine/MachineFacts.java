package io.runbookmemory.bench.report.machine;

import com.sun.management.OperatingSystemMXBean;
import io.runbookmemory.bench.measure.Timings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The machine that numbers are to be read with.
 *
 * @param cores how many cores the JVM sees
 * @param processor its model, as the system names it
 * @param memoryMiB how much memory there is
 * @param syncMillis how long the disk takes to have 4 KiB for good, the median of 40
 * @param load how many processes wanted a core in the last minute, before the run; negative where
 *     the system does not say
 * @param system the operating system
 * @param java the JVM
 */
public record MachineFacts(
    int cores,
    String processor,
    long memoryMiB,
    double syncMillis,
    double load,
    String system,
    String java) {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final int SYNCS = 40;
  private static final int BLOCK = 4096;

  /** Returns this machine, with the disk that a folder is on. */
  public static MachineFacts here(Path folder) throws IOException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new MachineFacts(
        Runtime.getRuntime().availableProcessors(),
        model(),
        system.getTotalMemorySize() >> 20,
        sync(folder),
        system.getSystemLoadAverage(),
        system.getName() + " " + system.getVersion() + " " + system.getArch(),
        System.getProperty("java.vm.vendor") + " " + Runtime.version());
  }

  /** What of it changes a figure; the load and the time of a sync never come twice. */
  public String key() {
    return cores + " " + processor + " " + memoryMiB + " " + system + " " + java;
  }

  private static String model() throws IOException {
    if (!Files.isReadable(PROCESSORS)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(PROCESSORS).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  private static double sync(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "sync", "");
    Timings timings = new Timings();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < SYNCS; i++) {
        timings.time(() -> write(channel));
      }
    } finally {
      Files.delete(file);
    }
    return timings.median();
  }

  private static void write(FileChannel channel) {
    try {
      channel.write(ByteBuffer.allocate(BLOCK));
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
