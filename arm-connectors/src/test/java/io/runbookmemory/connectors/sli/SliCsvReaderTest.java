package io.runbookmemory.connectors.sli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SliCsvReaderTest {

  private static final String HEADER = "timestamp,good,total\n";
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;

  @Test
  void rowsBecomeSamples() throws IOException {
    SliSeries series = read(HEADER + "2026-01-01T00:00:00Z,599,600\n2026-01-01T00:01:00Z,0,0\n");

    assertThat(series.size()).isEqualTo(2);
    assertThat(series.sample(0)).isEqualTo(new SliSample(NEW_YEAR, 599, 600));
    assertThat(series.sample(1)).isEqualTo(new SliSample(NEW_YEAR.plusSeconds(60), 0, 0));
    assertThat(series.step()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aKnownStepIsKept() throws IOException {
    Path file = write(HEADER + "1767225600,1,1\n1767229200,1,1\n");

    assertThat(SliCsvReader.read(file, Duration.ofMinutes(1)).step())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(SliCsvReader.read(file).step()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void columnsStandInAnyOrderAndOthersAreIgnored() throws IOException {
    SliSeries series =
        read("service,Total, good ,timestamp\n\"a, \"\"b\"\"\",10,\"9\",1767225600\n");

    assertThat(series.sample(0)).isEqualTo(new SliSample(NEW_YEAR, 9, 10));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01T00:00:00Z",
        "2026-01-01T00:00Z",
        "2026-01-01T00:00:00.000Z",
        "2026-01-01T02:00:00+02:00",
        "1767225600",
        "1767225600000"
      })
  void oneInstantIsWrittenInManyWays(String timestamp) throws IOException {
    assertThat(read(HEADER + timestamp + ",1,1\n").sample(0).at()).isEqualTo(NEW_YEAR);
  }

  @Test
  void aByteOrderMarkAndCarriageReturnsAreFine() throws IOException {
    SliSeries series = read("\uFEFFtimestamp,good,total\r\n1767225600,9,10\r\n");

    assertThat(series.sample(0)).isEqualTo(new SliSample(NEW_YEAR, 9, 10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1767225660,-1,10      | good must be at least 0, got -1
          1767225660,0,-10      | total must be at least 0, got -10
          1767225660,11,10      | good must be at most total, got good 11 of total 10
          1767225660,9.5,10     | good must be a whole number, got "9.5"
          1767225660,9,ten      | total must be a whole number, got "ten"
          1767225660,,10        | good must be a whole number, got ""
          1767225660,9,99999999999999999999 | total must be a whole number, got "99999999999999999999"
          1767225660,9          | a row must have 3 fields as the first line has, got 2
          1767225660,9,10,11    | a row must have 3 fields as the first line has, got 4
          ''                    | a row must have 3 fields as the first line has, got 1
          1767225600,9,10       | a sample must be later than the one before it, got 2026-01-01T00:00:00Z after 2026-01-01T00:00:00Z
          1767225599,9,10       | a sample must be later than the one before it, got 2025-12-31T23:59:59Z after 2026-01-01T00:00:00Z
          yesterday,9,10        | timestamp must be ISO-8601 with an offset, epoch seconds or epoch milliseconds, got "yesterday"
          2026-01-01T00:01:00,9,10 | timestamp must be ISO-8601 with an offset, epoch seconds or epoch milliseconds, got "2026-01-01T00:01:00"
          999999999999999999,9,10 | at must lie between 1900 and 2200, got +31690708-07-05T01:46:39.999Z
          "1767225660,9,10      | a quoted field must end on its line
          """)
  void aBadRowRefusesTheFileWithItsLineAndItsRule(String row, String rule) throws IOException {
    refuses(HEADER + "1767225600,9,10\n" + row + "\n1767225720,9,10\n", ":3: " + rule);
  }

  @Test
  void aLastLineThatWasCutShortIsRefused() throws IOException {
    refuses(
        HEADER + "1767225600,9,10\n1767225660,9,1",
        ":3: the last line must end with a line break, got \"1767225660,9,1\": a file that was cut"
            + " short ends without one");
  }

  @Test
  void aFileWithoutColumnsOrRowsIsRefused() throws IOException {
    refuses("", ":1: the first line must name the columns, got none");
    refuses(HEADER, ":2: the header must be followed by at least 1 row, got 0");
    refuses(
        "timestamp,good\n",
        ":1: the first line must name the column total once, got [timestamp, good]");
    refuses(
        "good,timestamp,good,total\n",
        ":1: the first line must name the column good once, got [good, timestamp, good, total]");
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedAtTheirLine() throws IOException {
    Path file = folder.resolve("latin.csv");
    String rows = "1767225600,1,1,ok\n1767225660,1,1,caf\u00e9\n";
    Files.write(file, ("timestamp,good,total,note\n" + rows).getBytes(StandardCharsets.ISO_8859_1));

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SliCsvReader.read(file))
        .withMessage(file + ":3: must be UTF-8, got bytes that are not");
  }

  @Test
  void aLineWithoutEndIsRefused() throws IOException {
    refuses(
        HEADER + "1".repeat(70_000) + ",1,1\n", ":2: a line must be at most 65536 bytes, got more");
  }

  @Test
  void aMissingFileIsAMatterOfConfiguration() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> SliCsvReader.read(folder.resolve("missing.csv")))
        .withMessageEndingWith("missing.csv: must exist, got no such file");
  }

  @Test
  void fiftyMegabytesAreStreamed() throws IOException {
    Path file = folder.resolve("large.csv");
    int rows = 1_400_000;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(HEADER);
      for (int i = 0; i < rows; i++) {
        out.write(NEW_YEAR.plusSeconds(60L * i) + ",000000599,000000600\n");
      }
    }

    SliSeries series = SliCsvReader.read(file);

    assertThat(Files.size(file)).isGreaterThan(50_000_000);
    assertThat(series.size()).isEqualTo(rows);
    Instant last = series.last().orElseThrow();
    assertThat(series.window(last, Duration.ofDays(1)).bad()).isEqualTo(1440);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("sli.csv"), text);
  }

  private SliSeries read(String text) throws IOException {
    return SliCsvReader.read(write(text));
  }

  private void refuses(String text, String message) throws IOException {
    Path file = write(text);
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SliCsvReader.read(file))
        .withMessage(file + message);
  }
}
