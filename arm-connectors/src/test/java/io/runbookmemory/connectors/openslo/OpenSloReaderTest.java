package io.runbookmemory.connectors.openslo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.TimeSlices;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenSloReaderTest {

  private static final String CHECKOUT =
      """
      apiVersion: openslo/v1
      kind: SLO
      metadata:
        name: checkout-availability
        displayName: Checkout answers
      spec:
        description: Checkout requests that are answered
        service: checkout
        indicator:
          metadata:
            name: checkout-ratio
          spec:
            ratioMetric:
              counter: true
              good:
                metricSource:
                  type: Prometheus
                  spec:
                    query: sum(rate(http_requests_total{code!~"5.."}[1m]))
              total:
                metricSource:
                  type: Prometheus
                  spec:
                    query: sum(rate(http_requests_total[1m]))
        timeWindow:
        - duration: 28d
          isRolling: true
        budgetingMethod: Occurrences
        objectives:
        - displayName: three nines
          target: 0.999
      """;

  private static final String SHORT =
      """
      apiVersion: openslo/v1
      kind: SLO
      metadata: {name: search}
      spec:
        service: search
        budgetingMethod: Occurrences
        objectives:
        - targetPercent: 99.5
      """;

  @TempDir private Path folder;

  @Test
  void everyFieldOfAnObjectiveIsRead() throws IOException {
    Slo slo = OpenSloReader.readOne(write(CHECKOUT));

    assertThat(slo)
        .isEqualTo(
            Slo.builder("checkout-availability", "checkout", "0.999")
                .description("Checkout requests that are answered")
                .period(Duration.ofDays(28))
                .queries(
                    "sum(rate(http_requests_total{code!~\"5..\"}[1m]))",
                    "sum(rate(http_requests_total[1m]))")
                .build());
  }

  @Test
  void aPercentageAndTheDefaultsAreRead() throws IOException {
    assertThat(OpenSloReader.readOne(write(SHORT)))
        .isEqualTo(Slo.builder("search", "search", "0.995").build());
  }

  @Test
  void documentsOfOtherKindsAreSkipped() throws IOException {
    String service = "apiVersion: openslo/v1\nkind: Service\nmetadata: {name: checkout}\n---\n";
    String policy = "---\napiVersion: openslo/v1\nkind: AlertPolicy\nspec: {}\n---\n";

    List<Slo> slos = OpenSloReader.read(write(service + CHECKOUT + policy + SHORT));

    assertThat(slos).extracting(Slo::name).containsExactly("checkout-availability", "search");
    assertThat(OpenSloReader.read(write(service))).isEmpty();
  }

  @Test
  void anIndicatorReferenceIsFollowedWithinTheFile() throws IOException {
    String sli =
        """
        ---
        apiVersion: openslo/v1
        kind: SLI
        metadata: {name: search-ratio}
        spec:
          ratioMetric:
            good: {metricSource: {spec: {query: good}}}
            total: {metricSource: {spec: {query: all}}}
        """;
    String referring = SHORT + "  indicatorRef: search-ratio\n";

    assertThat(OpenSloReader.readOne(write(referring + sli)).goodQuery()).contains("good");
    assertThat(OpenSloReader.readOne(write(referring)).goodQuery()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"30d, 720", "1w, 168", "48h, 48", "2880m, 48"})
  void aTimeWindowIsANumberAndAUnit(String duration, long hours) throws IOException {
    String text = CHECKOUT.replace("28d", duration);

    assertThat(OpenSloReader.readOne(write(text)).period()).hasHours(hours);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          target: 0.999           | target: 1.0         | 31: spec.objectives[0].target must be above 0 and below 1, got 1.0
          target: 0.999           | target: 0           | 31: spec.objectives[0].target must be above 0 and below 1, got 0
          target: 0.999           | target: 100         | 31: spec.objectives[0].target must be above 0 and below 1, got 100
          target: 0.999           | target: -0.9        | 31: spec.objectives[0].target must be above 0 and below 1, got -0.9
          target: 0.999           | targetPercent: 100  | 31: spec.objectives[0].targetPercent must be above 0 and below 100, got 100
          target: 0.999           | target: high        | 31: spec.objectives[0].target must be a decimal number such as 0.999, got "high"
          target: 0.999           | target: 0.9999999999999 | 31: spec.objectives[0].target must have at most 12 decimals, got 0.9999999999999
          target: 0.999           | value: 0.999        | 30: spec.objectives[0].target must be given
          Occurrences             | RatioTimeslices     | 28: spec.budgetingMethod must be Occurrences or Timeslices, got "RatioTimeslices"
          Occurrences             | Timeslices          | 30: spec.objectives[0].timeSliceTarget must be given
          kind: SLO               | kind: Widget        | 2: kind must be a kind of OpenSLO v1 such as SLO, got "Widget"
          openslo/v1              | openslo/v2alpha     | 1: apiVersion must be openslo/v1, got "openslo/v2alpha"
          28d                     | 1M                  | 26: spec.timeWindow[0].duration must be a number and one of the units m, h, d, w, such as 30d, got "1M"
          28d                     | 0d                  | 26: spec.timeWindow[0].duration must be above 0 and at most 366d, got 0d
          28d                     | 53w                 | 26: spec.timeWindow[0].duration must be above 0 and at most 366d, got 53w
          isRolling: true         | isRolling: false    | 26: spec.timeWindow[0].calendar must be given
          isRolling: true         | calendar: {startTime: x} | 26: spec.timeWindow[0].duration of a calendar must be 1M, got "28d"
          service: checkout       | owner: checkout     | 7: spec.service must be given
          service: checkout       | service: ''         | 8: spec.service must not be blank
          kind: SLO               | sort: SLO           | 1: kind must be given
          good:                   | raw:                | 16: spec.indicator.spec.ratioMetric.raw must be left out: a ratio has no counts; give good and total
          counter: true           | bad: {}             | 14: spec.indicator.spec.ratioMetric.bad must be left out where good is given
          ratioMetric:            | thresholdMetric:    | 13: spec.indicator.spec.ratioMetric must be given
          """)
  void aBrokenRuleIsRefusedWithFileLineFieldRuleAndValue(String good, String bad, String refusal)
      throws IOException {
    Path file = write(CHECKOUT.replaceFirst(good, bad));

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> OpenSloReader.read(file))
        .withMessage(file + ":" + refusal);
  }

  @Test
  void aCalendarMonthBeginsInItsZone() throws IOException {
    String months =
        CHECKOUT
            .replace("28d", "1M")
            .replace(
                "isRolling: true",
                """
                isRolling: false
                    calendar:
                      startTime: 2026-01-01 00:00:00
                      timeZone: Europe/Zurich\
                """);

    assertThat(OpenSloReader.readOne(write(months)).calendarMonths())
        .contains(ZoneId.of("Europe/Zurich"));

    Path middle = write(months.replace("2026-01-01", "2026-01-15"));
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> OpenSloReader.read(middle))
        .withMessageContaining("calendar.startTime must be the first of a month at 00:00:00");
    Path nowhere = write(months.replace("Europe/Zurich", "Europe/Nowhere"));
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> OpenSloReader.read(nowhere))
        .withMessageContaining("calendar.timeZone must be a time zone such as Europe/Zurich");
  }

  @ParameterizedTest
  @CsvSource({"5m, 5", "5, 5", "1h, 60"})
  void slicesOfTimeAreRead(String window, long minutes) throws IOException {
    String slices =
        CHECKOUT.replace("Occurrences", "Timeslices")
            + "    timeSliceTarget: 0.95\n    timeSliceWindow: "
            + window
            + "\n";

    assertThat(OpenSloReader.readOne(write(slices)).timeSlices())
        .contains(new TimeSlices(Duration.ofMinutes(minutes), new BigDecimal("0.95")));

    Path zero = write(slices.replace("Window: " + window, "Window: 0m"));
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> OpenSloReader.read(zero))
        .withMessageContaining("timeSliceWindow must be above 0");
  }

  @Test
  void failuresMayBeCountedInPlaceOfSuccesses() throws IOException {
    Slo slo = OpenSloReader.readOne(write(CHECKOUT.replaceFirst("good:", "bad:")));

    assertThat(slo.badQuery()).contains("sum(rate(http_requests_total{code!~\"5..\"}[1m]))");
    assertThat(slo.goodQuery()).isEmpty();
  }

  @Test
  void oneObjectiveADocumentIsRead() throws IOException {
    Path two = write(CHECKOUT + "  - target: 0.99\n");

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> OpenSloReader.read(two))
        .withMessage(two + ":30: spec.objectives must hold exactly 1 entry, got 2");

    Path both = write(CHECKOUT + "    targetPercent: 99.9\n");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> OpenSloReader.read(both))
        .withMessage(
            both + ":32: spec.objectives[0].targetPercent must be left out where target is given");
  }

  @Test
  void oneObjectiveIsAskedForAndOnlyOneIsGiven() throws IOException {
    Path file = write(CHECKOUT + "---\n" + SHORT);

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> OpenSloReader.readOne(file))
        .withMessage(file + ": must hold exactly 1 document of kind SLO, got 2");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("slo.yaml"), text);
  }
}
