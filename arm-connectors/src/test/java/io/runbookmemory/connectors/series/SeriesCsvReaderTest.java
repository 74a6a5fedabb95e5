package io.runbookmemory.connectors.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.metric.MetricSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesCsvReaderTest {

  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("series.csv"), text);
  }

  private List<String> read(String text) throws IOException {
    List<String> samples = new ArrayList<>();
    long rows = SeriesCsvReader.read(write(text), (at, value) -> samples.add(at + " " + value));
    assertThat(rows).isEqualTo(samples.size());
    return samples;
  }

  @Test
  void rowsAreHandedOnInTheirOrder() throws IOException {
    assertThat(
            read(
                """
                host, Value ,timestamp
                a,1.5,2026-01-01 00:00:00
                b,-2e3,2025-12-31T23:59:59Z
                c,NaN,1767225600
                d,+Inf,1767225600
                e,-Inf,1767225600\
                """))
        .containsExactly(
            "2026-01-01T00:00:00Z 1.5",
            "2025-12-31T23:59:59Z -2000.0",
            "2026-01-01T00:00:00Z NaN",
            "2026-01-01T00:00:00Z Infinity",
            "2026-01-01T00:00:00Z -Infinity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01 00:00:00",
        "2026-01-01 00:00:00.000000",
        "2026-01-01T00:00:00",
        "2026-01-01 00:00",
        "2026-01-01T00:00:00Z",
        "2026-01-01 02:00:00+02:00",
        "1767225600",
        "1767225600.000",
        "1767225600000"
      })
  void oneInstantIsWrittenInManyWays(String timestamp) throws IOException {
    assertThat(read("timestamp,value\r\n" + timestamp + ",1\r\n"))
        .containsExactly(NEW_YEAR + " 1.0");
  }

  @Test
  void partsOfASecondAreKept() throws IOException {
    assertThat(read("timestamp,value\n1767225600.25,1\n1767225600500,1\n"))
        .containsExactly("2026-01-01T00:00:00.250Z 1.0", "2026-01-01T00:00:00.500Z 1.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1767225660,ten   | value must be a number such as 93.2, NaN, +Inf or -Inf, got "ten"
          1767225660,0x1p3 | value must be a number such as 93.2, NaN, +Inf or -Inf, got "0x1p3"
          1767225660,12d   | value must be a number such as 93.2, NaN, +Inf or -Inf, got "12d"
          1767225660,''    | value must be a number such as 93.2, NaN, +Inf or -Inf, got "''"
          1767225660,      | value must be a number such as 93.2, NaN, +Inf or -Inf, got ""
          1767225660       | a row must have 2 fields as the first line has, got 1
          yesterday,1      | timestamp must be ISO-8601, YYYY-MM-DD HH:MM:SS (UTC), epoch seconds or epoch milliseconds, got "yesterday"
          2026-02-30 00:00:00,1 | timestamp must be ISO-8601, YYYY-MM-DD HH:MM:SS (UTC), epoch seconds or epoch milliseconds, got "2026-02-30 00:00:00"
          999999999999999999,1 | at must lie between 1900 and 2200, got +31690708-07-05T01:46:39.999Z
          "1767225660,1    | a quoted field must end on its line
          """)
  void aBadRowRefusesTheFileWithItsLineAndItsRule(String row, String rule) throws IOException {
    Path file = write("timestamp,value\n1767225600,1\n" + row + "\n1767225720,1\n");

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SeriesCsvReader.read(file, MetricSeries.builder()::add))
        .withMessage(file + ":3: " + rule);
  }

  @Test
  void aFileWithoutColumnsOrRowsIsRefused() throws IOException {
    refuses("", ":1: the first line must name the columns, got none");
    refuses("timestamp,value\n", ":2: the header must be followed by at least 1 row, got 0");
    refuses(
        "timestamp,good\n",
        ":1: the first line must name the column value once, got [timestamp, good]");
    refuses(
        "value,timestamp,value\n",
        ":1: the first line must name the column value once, got [value, timestamp, value]");
  }

  private void refuses(String text, String message) throws IOException {
    Path file = write(text);
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SeriesCsvReader.read(file, (at, value) -> {}))
        .withMessage(file + message);
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("none.csv");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> SeriesCsvReader.read(file, (at, value) -> {}))
        .withMessage(file + ": must exist, got no such file");
  }
}
