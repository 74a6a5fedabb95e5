package io.runbookmemory.connectors.sli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenMetricsReaderTest {

  /** 2026-01-01T00:00:00Z. */
  private static final long START = 1_767_225_600;

  private static final SliCounters FAILURES =
      SliCounters.bad("demo_total{code=~\"5..\"}", "demo_total");

  @TempDir private Path folder;

  @Test
  void increasesAreSummedOverAllSeriesWhetherTheyStandApartOrMixed() throws IOException {
    String apart =
        """
        # HELP demo requests
        # TYPE demo counter
        demo_total{code="200",pod="a"} 10 1767225600
        demo_total{code="200",pod="a"} 15 1767225660
        demo_total{code="200",pod="a"} 25 1767225720
        demo_total{code="503",pod="a"} 1 1767225600
        demo_total{code="503",pod="a"} 1 1767225660
        demo_total{code="503",pod="a"} 4 1767225720
        other_total 5
        # EOF
        """;
    String mixed = String.join("\n", apart.lines().sorted().toList().subList(3, 9)) + "\n";

    SliReading read = read(apart, FAILURES);

    assertThat(samples(read)).containsExactly(sample(1, 5, 5), sample(2, 10, 13));
    assertThat(read.epochSeconds()).isTrue();
    assertThat(read.notes()).isEmpty();
    assertThat(read.series().step()).isEqualTo(Duration.ofMinutes(1));
    assertThat(samples(read(mixed, FAILURES))).isEqualTo(samples(read));
  }

  @Test
  void millisecondsOfThePrometheusTextAreTimesToo() throws IOException {
    String text = line(0, 5).replace("767225600", "767225600000") + line(1, 9);

    assertThat(samples(read(text, all()))).containsExactly(sample(1, 4, 4));
  }

  @Test
  void aCounterThatBeginsAnewCountsFromZero() throws IOException {
    SliReading read = read(line(0, 100) + line(1, 110) + line(2, 3) + line(3, 5), all());

    assertThat(samples(read)).containsExactly(sample(1, 10, 10), sample(2, 3, 3), sample(3, 2, 2));
    assertThat(read.notes()).singleElement().asString().endsWith("has 1 counters that began anew");
  }

  @Test
  void aReadingOfNanIsNone() throws IOException {
    String nan = line(1, 0).replace(" 0 ", " NaN ");
    SliReading read = read(line(0, 1) + nan + line(2, 4), all());

    assertThat(samples(read)).containsExactly(sample(2, 3, 3));
    assertThat(read.notes()).singleElement().asString().contains("1 readings of NaN");
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 10 * 366 * 1440})
  void whatWasCountedInALongGapBelongsToNoMinute(int minutes) throws IOException {
    SliReading read =
        read(line(0, 1) + line(1, 3) + line(minutes + 1, 1000) + line(minutes + 2, 1001), all());

    assertThat(samples(read)).containsExactly(sample(1, 2, 2), sample(minutes + 2, 1, 1));
    assertThat(read.notes()).singleElement().asString().contains("1 gaps of more than 10 minutes");
  }

  @Test
  void aReadingTwiceIsOne() throws IOException {
    assertThat(samples(read(line(0, 1) + line(1, 3) + line(1, 3) + line(2, 4), all())))
        .containsExactly(sample(1, 2, 2), sample(2, 1, 1));
  }

  @Test
  void onlySuccessesHaveASeriesUntilTheFirstFailure() throws IOException {
    SliReading read = read(line(0, 1) + line(1, 3), FAILURES);

    assertThat(samples(read)).containsExactly(sample(1, 2, 2));
    assertThat(read.notes()).singleElement().asString().endsWith("no failure is counted");
  }

  @Test
  void moreThanTheTotalCannotHaveFailed() throws IOException {
    String text = "bad 0 1767225600\nall 0 1767225600\nbad 5 1767225660\nall 3 1767225660\n";
    SliReading read = read(text, SliCounters.bad("bad", "all"));

    assertThat(samples(read)).containsExactly(sample(1, 0, 3));
    assertThat(read.notes()).singleElement().asString().contains("more counted than the total");
  }

  @Test
  void quickRequestsAreThoseOfTheThresholdsBucket() throws IOException {
    String text = "";
    for (long minute = 0; minute < 2; minute++) {
      text += histogram("0.1", 5 * minute, minute) + histogram("0.50", 8 * minute, minute);
      text += histogram("1.0", 9 * minute, minute) + histogram("+Inf", 10 * minute, minute);
      text += "d_count " + 10 * minute + " " + (START + 60 * minute) + "\n";
    }

    assertThat(samples(read(text, SliCounters.latency("d", new BigDecimal("0.5")))))
        .containsExactly(sample(1, 8, 10));
    assertThat(samples(read(text, SliCounters.latency("d", new BigDecimal("1")))))
        .containsExactly(sample(1, 9, 10));
    refused(
        text,
        SliCounters.latency("d", new BigDecimal("0.3")),
        "must have a series of d_bucket{le=\"0.3\"}, got none; its buckets end at +Inf, 0.1, 0.50,"
            + " 1.0");
  }

  @Test
  void theGridIsTheReadingsOwnIntervalInWholeMinutes() throws IOException {
    String every30s =
        IntStream.rangeClosed(0, 4)
            .mapToObj(i -> "demo_total " + i + " " + (START + 30L * i) + "\n")
            .reduce("", String::concat);
    assertThat(samples(read(every30s, all()))).containsExactly(sample(1, 2, 2), sample(2, 2, 2));

    String every5m = line(0, 0) + line(5, 5) + line(10, 9);
    assertThat(read(every5m, all()).series().step()).isEqualTo(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          demo_total -1 1767225660     | :2: a counter must be at least 0 and finite, got -1.0
          demo_total +Inf 1767225660   | :2: a counter must be at least 0 and finite, got Infinity
          demo_total many 1767225660   | :2: a value must be a number, got "many"
          demo_total 5 1767225540      | :2: a reading must be later than the one before it in its series, got 2025-12-31T23:59:00Z after 2026-01-01T00:00:00Z
          demo_total 5 1767225600      | :2: a reading must be later than the one before it
          demo_total 5                 | :2: a counter must have a time behind its value
          demo_total                   | :2: must be a metric, a value and a time, got "demo_total"
          demo_total{code=5} 5 1       | :2: labels must be name="value", got "demo_total{code=5}"
          demo_total{code="5           | :2: labels must be name="value"
          # EOF;demo_total 1 1         | :3: # EOF must be the last line, got another
          """)
  void aBrokenRuleIsRefusedWithItsLine(String second, String refusal) throws IOException {
    refused(line(0, 1) + second.replace(';', '\n') + "\n", all(), refusal);
  }

  @Test
  void aFileWithoutTheCounterOrCutShortIsRefused() throws IOException {
    refused("other 1 1767225600\n", all(), "must have a series of demo_total, got none");
    refused(line(0, 1), all(), "must have at least 2 readings of the total");
    String cut = line(0, 1) + line(1, 2);
    refused(cut.substring(0, cut.length() - 4), all(), ":2: the last line must end with a line");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo_total / 2",
        "sum(rate(a_total[5m])) + sum(rate(b_total[5m]))",
        "histogram_quantile(0.9, d_bucket)",
        "demo_total{code=~\"(\"}",
        "demo_total offset 5m",
        "{}",
        ""
      })
  void aQueryThatNoCountsCanBeHadOfIsRefused(String query) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SliCounters.bad("bad", query))
        .withMessageContaining("must be a selector such as");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo_total{code!~\"5..\"}",
        "sum(rate(demo_total{code!~\"5..\"}[5m]))",
        "sum by (pod) (increase(demo_total{code!~\"5..\",}[{{.window}}]))",
        "sum(rate(demo_total{code!~\"5..\"}[$__rate_interval])) by (pod)",
        "{__name__=\"demo_total\", code!=\"503\"}"
      })
  void anObjectivesQueriesNameItsCounters(String good) throws IOException {
    Slo slo = Slo.builder("demo", "demo", "0.999").queries(good, "demo_total").build();
    String failing =
        "demo_total{code=\"503\"} 0 1767225600\ndemo_total{code=\"503\"} 2 1767225660\n";

    assertThat(samples(read(line(0, 1) + line(1, 4) + failing, SliCounters.of(slo))))
        .containsExactly(sample(1, 3, 5));
  }

  @Test
  void anObjectiveWithoutQueriesNamesNone() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SliCounters.of(Slo.builder("demo", "demo", "0.999").build()))
        .withMessageContaining("must have queries to find its counters by");
  }

  @Test
  void aFilesFormatIsKnownByItsFirstLine() throws IOException {
    Path csv = folder.resolve("series.csv");
    Files.writeString(csv, "timestamp,good,total\n1767225660,9,10\n1767225720,9,10\n");
    SliReading counts = SliFiles.read(csv, OpenMetricsReaderTest::all);
    assertThat(counts.series().size()).isEqualTo(2);
    assertThat(counts.epochSeconds()).isTrue();

    Files.writeString(csv, "timestamp,good,total\n2026-01-01T00:01:00Z,9,10\n");
    assertThat(SliFiles.read(csv, OpenMetricsReaderTest::all).epochSeconds()).isFalse();

    Files.writeString(csv, line(0, 1) + line(1, 2));
    assertThat(samples(SliFiles.read(csv, OpenMetricsReaderTest::all))).hasSize(1);
  }

  private static SliCounters all() {
    return SliCounters.bad("no_total", "demo_total");
  }

  private static String line(long minute, long value) {
    return "demo_total " + value + " " + (START + 60 * minute) + "\n";
  }

  private static String histogram(String le, long value, long minute) {
    return "d_bucket{le=\"" + le + "\"} " + value + " " + (START + 60 * minute) + "\n";
  }

  private static SliSample sample(long minute, long good, long total) {
    return new SliSample(Instant.ofEpochSecond(START + 60 * minute), good, total);
  }

  private static Stream<SliSample> stream(SliSeries series) {
    return IntStream.range(0, series.size()).mapToObj(series::sample);
  }

  private static List<SliSample> samples(SliReading read) {
    return stream(read.series()).toList();
  }

  private SliReading read(String text, SliCounters counters) throws IOException {
    SliReading read = OpenMetricsReader.read(write(text), counters);
    return counters == FAILURES || read.notes().isEmpty() ? read : withoutMissing(read);
  }

  /** The tests' total has no failures beside it, which is noted each time. */
  private static SliReading withoutMissing(SliReading read) {
    return new SliReading(
        read.series(),
        read.epochSeconds(),
        read.notes().stream().filter(note -> !note.contains("series of no_total")).toList());
  }

  private void refused(String text, SliCounters counters, String refusal) throws IOException {
    Path file = write(text);
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> OpenMetricsReader.read(file, counters))
        .withMessageStartingWith(file + ":")
        .withMessageContaining(refusal);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("metrics.txt"), text);
  }
}
