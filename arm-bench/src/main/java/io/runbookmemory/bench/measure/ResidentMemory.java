package io.runbookmemory.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What of this process stands in the machine's memory, heap and native together, on Linux. */
public final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String FIELD = "VmRSS:";

  private ResidentMemory() {}

  /** Returns it in MiB. */
  public static double now() throws IOException {
    String line =
        Files.readAllLines(STATUS).stream()
            .filter(text -> text.startsWith(FIELD))
            .findFirst()
            .orElseThrow(() -> new IOException("no " + FIELD + " in " + STATUS));
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
  }
}
