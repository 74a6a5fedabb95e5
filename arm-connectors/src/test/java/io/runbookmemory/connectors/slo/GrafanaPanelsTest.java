package io.runbookmemory.connectors.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runbookmemory.connectors.slo.SloFile.Format;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.rules.GrafanaDashboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrafanaPanelsTest {

  private static final Slo ORDERS =
      Slo.builder("orders", "shop", "0.9995")
          .period(Duration.ofDays(28))
          .failureQueries("orders_total{code=~\"5..\"}", "orders_total")
          .build();

  @TempDir private Path folder;

  @Test
  void armsOwnDashboardComesBackAsItsObjective() throws IOException {
    SloFile read = SloFiles.read(write(dashboard(ORDERS)));

    assertThat(read.format()).isEqualTo(Format.GRAFANA);
    assertThat(read.notes()).isEmpty();
    assertThat(read.slos())
        .containsExactly(
            Slo.builder("orders", "shop", "0.9995")
                .period(Duration.ofDays(28))
                .failureQueries(
                    "sum(rate(orders_total{code=~\"5..\"}[{{.window}}]))",
                    "sum(rate(orders_total[{{.window}}]))")
                .build());
  }

  @Test
  void successesComeBackAsSuccesses() throws IOException {
    Slo good =
        Slo.builder("orders", "shop", "0.999").queries("ok_total{a=\"-/\"}", "all_total").build();

    Slo read = SloFiles.read(write(dashboard(good))).slos().getFirst();

    assertThat(read.goodQuery()).contains("sum(rate(ok_total{a=\"-/\"}[{{.window}}]))");
    assertThat(read.totalQuery()).contains("sum(rate(all_total[{{.window}}]))");
  }

  @Test
  void aMonthsZoneIsNotInADashboardAndThatIsSaid() throws IOException {
    Slo months =
        Slo.builder("orders", "shop", "0.999")
            .calendarMonths(ZoneId.of("Asia/Tokyo"))
            .queries("ok", "all")
            .build();

    SloFile read = SloFiles.read(write(dashboard(months)));

    assertThat(read.slos().getFirst().calendarMonths()).contains(ZoneOffset.UTC);
    assertThat(read.notes()).singleElement().asString().contains("says no time zone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 - ((sum(increase(e[30d])) / sum(increase(t[30d]))) / (1 - 0.99))",
        "1 - sum(increase(e[30d])) / sum(increase(t[30d])) / 0.01",
        "1 - (sum(increase(e[30d]))/sum(increase(t[30d])))/(1-0.99)"
      })
  void theUsualFormsAreRead(String expression) throws IOException {
    Path file = write(foreign(expression));
    SloFile read = SloFiles.read(file);

    Slo slo = read.slos().getFirst();
    assertThat(slo.objective()).isEqualByComparingTo("0.99");
    assertThat(slo.period()).isEqualTo(Duration.ofDays(30));
    assertThat(slo.badQuery()).contains("sum(increase(e[{{.window}}]))");
    assertThat(slo.service()).isEqualTo("Shop");
    assertThat(read.notes())
        .containsExactly(
            file
                + ":1: panels[0].targets[0].expr says no service: the dashboard's title stands for"
                + " it");
  }

  @Test
  void theComplementOfSuccessesIsRead() throws IOException {
    String expression = "1 - ((1 - sum(rate(g[7d])) / sum(rate(t[7d]))) / 0.05)";

    Slo slo = SloFiles.read(write(foreign(expression))).slos().getFirst();

    assertThat(slo.goodQuery()).contains("sum(rate(g[{{.window}}]))");
    assertThat(slo.objective()).isEqualByComparingTo("0.95");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(rate(e[5m])) / sum(rate(t[5m]))",
        "1 - (sum(rate(e[30d])) / sum(rate(t[7d])) / 0.01)",
        "1 - (sum(rate(e[30d])) / sum(rate(t[30d])) / 0)",
        "1 - (sum(rate(e[30d])) / sum(rate(t[30d])) / budget)",
        "1 - (((((sum(rate(e[30d]"
      })
  void whatSaysNoObjectiveIsNamed(String expression) throws IOException {
    Path file = write(foreign(expression));

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SloFiles.read(file))
        .withMessageContaining("must have a panel of what is left of a budget")
        .withMessageContaining("panels[0].targets[0].expr is not read");
  }

  @Test
  void aDashboardThatWasCutShortIsRefusedWithItsLine() throws IOException {
    String whole = dashboard(ORDERS);
    for (int length : new int[] {1, whole.length() / 3, whole.length() / 2, whole.length() - 2}) {
      Path file = write(whole.substring(0, length));
      assertThatExceptionOfType(InvalidInputException.class)
          .isThrownBy(() -> SloFiles.read(file))
          .withMessageStartingWith(file + ":");
    }
  }

  private static String dashboard(Slo slo) {
    return new GrafanaDashboard(slo, BurnRatePolicy.workbook(slo.period())).json();
  }

  private static String foreign(String expression) {
    return "{\"title\": \"Shop\", \"panels\": [{\"targets\": [{\"expr\": \""
        + expression
        + "\"}]}]}";
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("dashboard.json"), text);
  }
}
