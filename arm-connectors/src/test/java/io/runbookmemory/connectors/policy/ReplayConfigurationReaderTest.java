package io.runbookmemory.connectors.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.BurnRateWindow;
import io.runbookmemory.slo.Slo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayConfigurationReaderTest {

  private static final Slo SLO = Slo.builder("availability", "checkout", "0.999").build();

  @TempDir Path temp;

  private ReplayConfiguration read(String text) throws IOException {
    return ReplayConfigurationReader.read(Files.writeString(temp.resolve("a.yaml"), text));
  }

  private void refused(String text, String... words) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidInputException.class)
        .satisfies(fault -> assertThat(fault.getMessage()).contains(words));
  }

  @Test
  void everySettingIsRead() throws IOException {
    ReplayConfiguration read =
        read(
            """
            version: 1
            recall:
              weights: {relevance: 0.8, recency: 0.1, success: 0.1}
              copies: 3
            halfLives: {episodic: 14d}
            noise: {groupBy: [service], repeat: 2h, quiet: 30m}
            burnRate:
              minCoverage: 0.5
              hold: 10m
              pages: [{long: 30m, short: 5m, factor: 20}]
              tickets: [{long: 1d, short: 2h, factor: 3}]
            shift: 8h
            """);
    assertThat(read.recall().relevance()).isEqualTo(0.8);
    assertThat(read.recall().copies()).isEqualTo(3);
    assertThat(read.noise().groupBy()).containsExactly("service");
    assertThat(read.noise().repeat()).isEqualTo(Duration.ofHours(2));
    assertThat(read.noise().quiet()).isEqualTo(Duration.ofMinutes(30));
    assertThat(read.shift()).isEqualTo(Duration.ofHours(8));
    BurnRatePolicy policy = read.burnRate().apply(SLO);
    assertThat(policy.minCoverage()).isEqualTo(0.5);
    assertThat(policy.hold()).isEqualTo(Duration.ofMinutes(10));
    assertThat(policy.pages())
        .containsExactly(new BurnRateWindow(Duration.ofMinutes(30), Duration.ofMinutes(5), 20));
    assertThat(policy.tickets()).hasSize(1);
  }

  @Test
  void whatIsLeftOutIsAsByDefault() throws IOException {
    assertThat(read("").noise()).isEqualTo(ReplayConfiguration.DEFAULT.noise());
    ReplayConfiguration read = read("{\"version\": 1, \"burnRate\": {\"minBadEvents\": 9}}");
    BurnRatePolicy workbook = BurnRatePolicy.workbook(SLO.period());
    assertThat(read.burnRate().apply(SLO).pages()).isEqualTo(workbook.pages());
    assertThat(read.burnRate().apply(SLO).minBadEvents()).isEqualTo(9);
    assertThat(read.shift()).isEqualTo(Duration.ofHours(12));
  }

  @Test
  void whatIsWrongIsRefusedWithItsPlace() {
    refused("version: 2", "a.yaml", "must be 1");
    refused("noise: {}", "must give version: 1");
    refused("version: 1\nnoise: {group: [a]}", "is unknown", "groupBy");
    refused("version: 1\nrecall: {weights: {relevance: 1, recency: 1, success: 1}}", "add up to 1");
    refused("version: 1\nrecall: {copies: 1.5}", "a whole number");
    refused("version: 1\nburnRate: {minCoverage: 7}", "minCoverage");
    refused("version: 1\nburnRate: {pages: [{long: 1h, short: 2h, factor: 2}]}", "a.yaml");
  }
}
