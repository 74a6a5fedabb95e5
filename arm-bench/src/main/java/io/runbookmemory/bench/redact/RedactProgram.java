package io.runbookmemory.bench.redact;

import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.Redactor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast secrets are taken out of logs. */
@Command(
    name = "redact",
    description = {
      "Redaction of log lines: MB/s of one core (by its time, not the clock), without a secret,"
          + " with one in 1 %% of the lines and",
      "in each of them, line by line and as one text; the slowest text of a list of hostile ones."
    })
public final class RedactProgram implements Callable<Integer> {

  @Option(names = "--rounds", description = "Timed, after half as many more (${DEFAULT-VALUE}).")
  private int rounds = 21;

  @Option(names = "--lines", description = "Of a round (${DEFAULT-VALUE}).")
  private int lines = 100_000;

  private final Redactor redactor = new PatternRedactor();
  private final ThreadMXBean thread = ManagementFactory.getThreadMXBean();

  /** What is kept of each, so that nothing is redacted for nobody. */
  private long length;

  @Override
  public Integer call() {
    System.out.println(Machine.here());
    Table table =
        new Table("log lines with a secret", "MB", "line by line, MB/s", "one text, MB/s");
    for (double share : new double[] {0, 0.01, 1}) {
      List<String> log = LogLines.make(lines, share, new Random(1));
      String text = String.join("\n", log);
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      table.row(
          Math.round(share * 100) + " %",
          bytes / 1e6,
          rate(bytes, () -> log.forEach(this::redact)),
          rate(bytes, () -> redact(text)));
    }
    Tables.print("log lines", table);
    Tables.print("hostile texts", hostile());
    return length == 0 ? 1 : 0;
  }

  private Table hostile() {
    Table table = new Table("hostile text", "1 MB, MB/s", "4 MB, MB/s");
    for (String piece : LogLines.HOSTILE) {
      String one = piece.repeat(1_000_000 / piece.length());
      String four = one.repeat(4);
      table.row(
          "`" + piece.replace("\n", "\\n") + "`",
          rate(one.length(), () -> redact(one)),
          rate(four.length(), () -> redact(four)));
    }
    return table;
  }

  private void redact(String text) {
    length += redactor.redact(text).length();
  }

  /** Returns the median of the rounds, by the time that the thread was on a core. */
  private double rate(int bytes, Runnable round) {
    double[] rates = new double[rounds];
    for (int i = -rounds / 2; i < rounds; i++) {
      long begin = thread.getCurrentThreadCpuTime();
      round.run();
      if (i >= 0) {
        rates[i] = bytes * 1e3 / (thread.getCurrentThreadCpuTime() - begin);
      }
    }
    Arrays.sort(rates);
    return rates[rounds / 2];
  }
}
