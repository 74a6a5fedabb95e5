package io.runbookmemory.connectors.sli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.slo.SliSeries;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Prometheus answers is what stands in the text that it was filled with. */
class RealPrometheusTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int MINUTES = 8 * 1440;
  private static final long SEED = 20_261_121;

  private static final SliCounters COUNTERS =
      SliCounters.bad("sum(rate(demo_total{code=~\"5..\"}[5m]))", "sum(rate(demo_total[5m]))");

  @TempDir private Path folder = Path.of("");

  @Test
  void everyMinuteIsAsTheTextHasIt() throws IOException, InterruptedException {
    PrometheusServer.require("promtool");
    PrometheusServer.require("prometheus");
    Path past = folder.resolve("past.txt");
    long[] written = write(past);
    SliReading text = OpenMetricsReader.read(past, COUNTERS);
    assertThat(sums(text.series())).as("seed %d", SEED).isEqualTo(written);

    try (PrometheusServer server = PrometheusServer.holding(folder)) {
      PrometheusSeries client = PrometheusSeries.builder(server.address()).build();
      SliReading live = client.read(COUNTERS, START, START.plus(Duration.ofMinutes(MINUTES)));

      assertThat(live.series().size()).isEqualTo(MINUTES);
      for (int i = 0; i < MINUTES; i++) {
        assertThat(live.series().sample(i))
            .as("minute %d, seed %d", i, SEED)
            .isEqualTo(text.series().sample(i));
      }
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(
              () ->
                  client.read(
                      SliCounters.bad("x{a=~\"(?<n>a)\\\\k<n>\"}", "demo_total"),
                      START,
                      START.plusSeconds(600)))
          .withMessageContaining("answered with status 400: check the query");
    }
  }

  private static long[] sums(SliSeries series) {
    long[] sums = new long[2];
    for (int i = 0; i < series.size(); i++) {
      sums[0] += series.sample(i).total() - series.sample(i).good();
      sums[1] += series.sample(i).total();
    }
    return sums;
  }

  /** Two counters that begin anew now and then; returns the failures and the total. */
  private static long[] write(Path file) throws IOException {
    Random random = new Random(SEED);
    long[] sums = new long[2];
    long good = 1000;
    long bad = 50;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("# TYPE demo counter\n");
      for (int minute = 0; minute <= MINUTES; minute++) {
        if (minute > 0) {
          long more = random.nextInt(600);
          long failed = random.nextInt(10) == 0 ? random.nextInt(50) : 0;
          // What it begins anew with must lie below what it had.
          boolean anew = random.nextInt(700) == 0 && good > 600 && bad > 50;
          good = (anew ? 0 : good) + more;
          bad = (anew ? 0 : bad) + failed;
          sums[0] += failed;
          sums[1] += more + failed;
        }
        long at = START.getEpochSecond() + 60L * minute;
        out.write("demo_total{code=\"200\"} " + good + " " + at + "\n");
        out.write("demo_total{code=\"500\"} " + bad + " " + at + "\n");
      }
      out.write("# EOF\n");
    }
    return sums;
  }
}
