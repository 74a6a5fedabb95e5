package io.runbookmemory.connectors.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runbookmemory.connectors.slo.SloFile.Format;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.slo.Slo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SloFilesTest {

  private static final String OPENSLO =
      """
      apiVersion: openslo/v1
      kind: SLO
      metadata: {name: search}
      spec:
        service: search
        budgetingMethod: Occurrences
        objectives:
        - target: 0.995
      """;

  private static final String SLOTH =
      """
      version: prometheus/v1
      service: shop
      labels: {owner: shop-team}
      slos:
      - name: orders
        objective: 99.9
        description: Orders are taken
        sli:
          events:
            error_query: sum(rate(orders_total{code=~"5.."}[{{.window}}]))
            total_query: sum(rate(orders_total[{{.window}}]))
        alerting: {name: OrdersFail}
      - name: latency
        objective: 99
        sli:
          raw:
            error_ratio_query: 1 - slow:ratio
      """;

  private static final String SLOTH_RESOURCE =
      """
      apiVersion: sloth.slok.dev/v1
      kind: PrometheusServiceLevel
      metadata: {name: shop, namespace: monitoring}
      spec:
        service: shop
        slos:
        - name: orders
          objective: 99.95
          sli:
            events:
              errorQuery: sum(rate(orders_total{code=~"5.."}[{{.window}}]))
              totalQuery: sum(rate(orders_total[{{.window}}]))
      """;

  private static final String PYRRA =
      """
      apiVersion: pyrra.dev/v1alpha1
      kind: ServiceLevelObjective
      metadata:
        name: api-errors
        labels: {pyrra.dev/service: api}
      spec:
        target: "99.5"
        window: 4w
        indicator:
          ratio:
            errors: {metric: 'http_requests_total{job="api",code=~"5.."}'}
            total: {metric: 'http_requests_total{job="api"}'}
            grouping: [handler]
      """;

  @TempDir private Path folder;

  @Test
  void openSloIsKnownByItsVersion() throws IOException {
    SloFile read = SloFiles.read(write(OPENSLO));

    assertThat(read.format()).isEqualTo(Format.OPENSLO);
    assertThat(read.slos()).containsExactly(Slo.builder("search", "search", "0.995").build());
  }

  @Test
  void slothsObjectivesAreReadAndARatioIsSaidToHaveNoCounts() throws IOException {
    Path file = write(SLOTH);
    SloFile read = SloFiles.read(file);

    assertThat(read.format()).isEqualTo(Format.SLOTH);
    assertThat(read.slos())
        .containsExactly(
            Slo.builder("orders", "shop", "0.999")
                .description("Orders are taken")
                .failureQueries(
                    "sum(rate(orders_total{code=~\"5..\"}[{{.window}}]))",
                    "sum(rate(orders_total[{{.window}}]))")
                .build(),
            Slo.builder("latency", "shop", "0.99").build());
    assertThat(read.notes())
        .containsExactly(
            file
                + ":17: slos[1].sli.raw is a ratio and has no counts: the objective is read without"
                + " queries");
  }

  @Test
  void slothsResourceIsReadAsItsFileIs() throws IOException {
    SloFile read = SloFiles.read(write(SLOTH_RESOURCE));

    assertThat(read.format()).isEqualTo(Format.SLOTH);
    assertThat(read.slos().getFirst().objective()).isEqualByComparingTo("0.9995");
    assertThat(read.slos().getFirst().badQuery()).isPresent();
    assertThat(read.notes()).isEmpty();
  }

  @Test
  void pyrrasObjectiveIsReadAndItsGroupingIsNot() throws IOException {
    Path file = write(PYRRA);
    SloFile read = SloFiles.read(file);

    assertThat(read.format()).isEqualTo(Format.PYRRA);
    assertThat(read.slos())
        .containsExactly(
            Slo.builder("api-errors", "api", "0.995")
                .period(Duration.ofDays(28))
                .failureQueries(
                    "http_requests_total{job=\"api\",code=~\"5..\"}",
                    "http_requests_total{job=\"api\"}")
                .build());
    assertThat(read.notes())
        .containsExactly(
            file
                + ":13: spec.indicator.ratio.grouping is not read: the objective is of all groups"
                + " together");
  }

  @Test
  void pyrrasLatencyCountsWhatWasFastAndAGaugeIsSaidToHaveNoCounters() throws IOException {
    String head = PYRRA.substring(0, PYRRA.indexOf("    ratio:"));
    String latency =
        """
            latency:
              success: {metric: 'd_bucket{le="1"}'}
              total: {metric: d_count}
        """;
    Slo slo = SloFiles.read(write(head + latency.indent(0))).slos().getFirst();
    assertThat(slo.goodQuery()).contains("d_bucket{le=\"1\"}");
    assertThat(slo.totalQuery()).contains("d_count");

    SloFile gauge = SloFiles.read(write(head + "    bool_gauge: {metric: probe_success}\n"));
    assertThat(gauge.slos().getFirst().totalQuery()).isEmpty();
    assertThat(gauge.notes()).singleElement().asString().contains("bool_gauge has no counters");
  }

  @Test
  void oneOfSeveralIsChosenByItsName() throws IOException {
    Path file = write(SLOTH);

    assertThat(SloFiles.readOne(file, Optional.of("latency")).name()).isEqualTo("latency");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SloFiles.readOne(file, Optional.empty()))
        .withMessage(
            file
                + ": must hold exactly 1 objective, or one of them be named, got [orders,"
                + " latency]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          99.9            | 99,9              | 6: slos[0].objective must be a decimal number such as 0.999, got "99,9"
          99.9            | 100               | 6: slos[0].objective must be above 0 and below 100, got 100
          99.9            | 0                 | 6: slos[0].objective must be above 0 and below 100, got 0
          prometheus/v1   | prometheus/v2     | 1: version must be prometheus/v1, got "prometheus/v2"
          total_query     | totalQuery        | 10: slos[0].sli.events.total_query must be given
          raw:            | gauge:            | 16: slos[1].sli must have events, raw or plugin
          service: shop   | service: ''       | 2: service must not be blank
          version:        | format:           | 1: the document must be of OpenSLO
          """)
  void aBrokenRuleOfSlothIsRefused(String good, String bad, String refusal) throws IOException {
    refused(SLOTH.replaceFirst(good, bad), ":" + refusal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          99.5            | 99,5              | 7: spec.target must be a decimal number such as 0.999, got "99,5"
          4w              | 0w                | 8: spec.window must be above 0 and at most 366d, got 0w
          4w              | 1M                | 8: spec.window must be a number and one of the units m, h, d, w
          v1alpha1        | v9                | 1: apiVersion must be pyrra.dev/v1alpha1, got "pyrra.dev/v9"
          ServiceLevelObjective | SLO         | 2: kind must be ServiceLevelObjective, got "SLO"
          errors:         | failures:         | 11: spec.indicator.ratio.errors must be given
          """)
  void aBrokenRuleOfPyrraIsRefused(String good, String bad, String refusal) throws IOException {
    refused(PYRRA.replaceFirst(good, bad), ":" + refusal);
  }

  @Test
  void whatGrowsWithoutBoundOrIsNothingIsRefused() throws IOException {
    StringBuilder laughs = new StringBuilder("version: prometheus/v1\na0: &a0 [ha]\n");
    for (int i = 1; i < 12; i++) {
      String all = ("*a" + (i - 1) + ", ").repeat(10);
      laughs.append("a" + i + ": &a" + i + " [" + all.substring(0, 58 - 20) + "]\n");
    }
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SloFiles.read(write(laughs.toString())));
    refused("", "must hold an objective, is empty");
    refused("version: prometheus/v1\nservice: s\nslos: []\n", "slos must hold at least 1 entry");
    refused(SLOTH + "---\n" + PYRRA, "the document must be of the first document's format, SLOTH");
  }

  private void refused(String text, String refusal) throws IOException {
    Path file = write(text);
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SloFiles.read(file))
        .withMessageStartingWith(file + "")
        .withMessageContaining(refusal);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("slo.yaml"), text);
  }
}
