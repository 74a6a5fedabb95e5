package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code arm baseline}, {@code arm anomalies} and {@code arm trend}. */
class SeriesCommandsTest {

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private Path series(int samples, IntToDoubleFunction value) throws IOException {
    StringBuilder text = new StringBuilder("timestamp,value\n");
    for (int i = 0; i < samples; i++) {
      text.append(START.plusSeconds(300L * i)).append(',').append(value.applyAsDouble(i));
      text.append('\n');
    }
    return Files.writeString(folder.resolve("cpu.csv"), text);
  }

  private Path noisyWithASpike(int samples, int spike) throws IOException {
    Random random = new Random(1);
    return series(samples, i -> 50 + random.nextGaussian() + (i == spike ? 40 : 0));
  }

  @Test
  void anomaliesArePrintedWithTheirReason() throws IOException {
    Ran ran = Ran.arm("anomalies", "--series", noisyWithASpike(600, 500)).ok();

    assertThat(ran.out().lines()).hasSize(2);
    assertThat(ran.out().lines().findFirst().orElseThrow())
        .startsWith(START.plusSeconds(150_000) + "  ")
        .contains("score 0.")
        .contains("standard deviations above its mean, expected ");
    assertThat(ran.out()).endsWith("1 anomaly in 600 samples" + System.lineSeparator());
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void anomaliesAsJsonAreOneObjectASample() throws IOException {
    Path file = noisyWithASpike(600, 500);
    Files.writeString(file, Files.readString(file) + "2026-01-01 00:00:00,1\n");
    Ran ran = Ran.arm("anomalies", "--series", file, "--json").ok();
    List<String> lines = ran.out().lines().toList();

    assertThat(lines).hasSize(601);
    JsonNode first = JSON.readTree(lines.getFirst());
    assertThat(first.path("timestamp").asText()).isEqualTo(START.toString());
    assertThat(first.path("expected").isNull()).isTrue();
    for (int i = 0; i < lines.size(); i++) {
      JsonNode one = JSON.readTree(lines.get(i));
      assertThat(one.path("anomaly").asBoolean()).isEqualTo(i == 500);
      assertThat(one.path("score").asDouble()).isBetween(0.0, 1.0);
    }
    JsonNode spike = JSON.readTree(lines.get(500));
    assertThat(spike.path("expected").get(1).asDouble()).isLessThan(80);
    assertThat(JSON.readTree(lines.get(600)).path("cause").asText()).isEqualTo("OUT_OF_ORDER");
    assertThat(ran.err()).contains("arm: 1 sample skipped");
  }

  @Test
  void theSimpleModeFindsFarMore() throws IOException {
    assertThat(
            Ran.arm("anomalies", "--series", noisyWithASpike(600, 500), "--simple")
                .ok()
                .out()
                .lines())
        .hasSizeGreaterThan(15);
  }

  @Test
  void aBaselineIsToldAndHeldAgainstAValue() throws IOException {
    Path file = series(101, i -> i);

    assertThat(Ran.arm("baseline", "--series", file).ok().out())
        .startsWith("cpu in the 7 d until 2026-01-05T08:20:00Z: average 50, median 50, p95 95,");
    assertThat(Ran.arm("baseline", "--series", file, "--check", 50).ok().out())
        .startsWith("NORMAL cpu is 50, ");
    Ran above = Ran.arm("baseline", "--series", file, "--check", "99");
    assertThat(above.code()).isEqualTo(1);
    assertThat(above.out()).startsWith("ABOVE_P95 cpu is 99, ");
    Ran outside = Ran.arm("baseline", "--series", file, "--check", "500", "--json");
    assertThat(outside.code()).isEqualTo(1);
    JsonNode node = JSON.readTree(outside.out());
    assertThat(node.path("average").asDouble()).isEqualTo(50);
    assertThat(node.path("p95").asDouble()).isEqualTo(95);
    assertThat(node.path("check").path("state").asText()).isEqualTo("OUTSIDE_BAND");
    assertThat(Ran.arm("baseline", "--series", file, "--hour-of-week", "--zone", "UTC").out())
        .startsWith("cpu in Mondays 08:00 to 09:00 UTC: ");
    assertThat(Ran.arm("baseline", "--series", file, "--window", "1h").ok().out())
        .contains("of 12 samples");
  }

  @Test
  void aTrendIsToldOrRefused() throws IOException {
    Path rising = series(50, i -> 10 + i);
    assertThat(Ran.arm("trend", "--series", rising, "--threshold", 90).ok().out())
        .startsWith("cpu reaches 90 in 2 h 35 min, 80 % interval ");
    JsonNode node =
        JSON.readTree(
            Ran.arm("trend", "--series", rising, "--threshold", 90, "--least-squares", "--json")
                .ok()
                .out());
    assertThat(node.path("forecast").asText()).isEqualTo("Reaches");
    assertThat(node.path("at").asText()).isEqualTo(START.plusSeconds(300 * 80).toString());
    assertThat(node.path("interval80")).hasSize(2);
    assertThat(Ran.arm("trend", "--series", rising, "--threshold", 5, "--below").ok().out())
        .startsWith("cpu does not reach 5");

    Random random = new Random(2);
    Ran noisy =
        Ran.arm("trend", "--series", series(60, i -> random.nextDouble()), "--threshold", 9);
    assertThat(noisy.code()).isEqualTo(1);
    assertThat(noisy.out()).startsWith("cpu shows no trend beyond its noise");
    Ran few = Ran.arm("trend", "--series", series(1, i -> 1), "--threshold", 9);
    assertThat(few.code()).isEqualTo(1);
    assertThat(few.out()).contains("at least 8 are needed, got 1");
  }

  @Test
  void wrongUsageAndBadFilesAreToldInOneLine() throws IOException {
    Path file = series(10, i -> i);
    Ran.arm("trend", "--series", file, "--threshold", "9", "--window", "soon")
        .refused(2, "--window", "6h", "\"soon\"");
    Ran.arm("baseline", "--series", file, "--check", "NaN").refused(2, "--check", "finite");
    Ran.arm("trend", "--series", file, "--threshold", "Infinity").refused(2, "--threshold");
    Ran.arm("anomalies").refused(2, "--series");
    Files.writeString(file, "timestamp,value\n2026-01-01 00:00:00,none\n");
    Ran.arm("baseline", "--series", file).refused(3, "cpu.csv:2: value must be a number", "none");
  }
}
