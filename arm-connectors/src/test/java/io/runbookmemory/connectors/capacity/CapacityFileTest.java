package io.runbookmemory.connectors.capacity;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.connectors.http.FixtureServer;
import io.runbookmemory.connectors.prometheus.PrometheusClient;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.metric.Crossing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityFileTest {

  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir private Path folder;

  private CapacityFile file(String yaml) throws IOException {
    return CapacityFile.read(Files.writeString(folder.resolve("resources.yaml"), yaml));
  }

  @Test
  void samplesOfAFileAreThoseOfTheLastFourWeeksAndNoneOfTheFuture() throws IOException {
    Files.writeString(
        folder.resolve("disk.csv"),
        """
        timestamp,value
        2026-02-01T00:00:00Z,1
        2026-02-01T00:00:01Z,2
        2026-03-01T00:00:00Z,3
        2026-03-01T00:00:01Z,4
        """);
    ResourceSeries disk =
        file("""
        version: 1
        resources:
          - name: free space of /var
            service: orders
            cluster: eu-1
            limit: 0
            reached: downwards
            series: disk.csv
        """)
            .resources(NOW, null)
            .getFirst();

    assertThat(disk.name()).isEqualTo("free space of /var");
    assertThat(disk.place()).isEqualTo(new Place("orders", null, "eu-1"));
    assertThat(disk.crossing()).isEqualTo(Crossing.DOWNWARDS);
    assertThat(disk.series().size()).isEqualTo(2);
    assertThat(disk.series().value(0)).isEqualTo(2);
    assertThat(disk.series().value(1)).isEqualTo(3);
  }

  @Test
  void eachSeriesOfAQueryIsAResourceNamedByItsOwnLabels() throws IOException {
    CapacityFile capacity =
        file(
            """
            version: 1
            resources:
              - name: volume
                env: prod
                limit: 0.95
                query: 1 - kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes
            """);
    try (FixtureServer server = FixtureServer.start()) {
      server.gives(
          json(
              """
              {"status":"success","data":{"resultType":"matrix","result":[
                {"metric":{"service":"orders","persistentvolumeclaim":"data-0"},
                 "values":[[1772323200,"0.5"],[1772326800,"NaN"]]},
                {"metric":{"service":"orders","env":"test","persistentvolumeclaim":"data-1"},
                 "values":[[1772323200,"0.6"]]}]}}
              """));

      List<ResourceSeries> found =
          capacity.resources(NOW, new PrometheusClient(server.endpoint().build()));

      assertThat(found)
          .extracting(ResourceSeries::name)
          .containsExactly(
              "volume (persistentvolumeclaim=data-0)",
              "volume (env=test, persistentvolumeclaim=data-1)");
      assertThat(found)
          .extracting(ResourceSeries::place)
          .containsOnly(new Place("orders", "prod", null));
      assertThat(found.getFirst().series().size()).isEqualTo(1);
      assertThat(server.asked().getFirst().target()).contains("start=1769904000", "step=3600");
    }
    assertThatThrownBy(() -> capacity.resources(NOW, null))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("name the Prometheus server");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          limit: 1, series: a.csv                        | name must be given
          name: x, series: a.csv                         | limit must be given
          name: x, limit: much, series: a.csv            | must be a decimal number
          name: x, limit: 1e999, series: a.csv           | must be a decimal number
          name: x, limit: 1                              | must have a query or a series
          name: x, limit: 1, query: up, series: a.csv    | must have a query or a series
          name: x, limit: 1, query: up, reached: soon    | must be upwards or downwards
          name: x, limit: 1, query: up, threshold: 3     | is unknown
          """)
  void whatIsWrongIsNamedWithItsLine(String fields, String rule) {
    assertThatThrownBy(() -> file("version: 1\nresources:\n  - {" + fields + "}\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("resources.yaml:3")
        .hasMessageContaining(rule);
  }

  @Test
  void anEmptyFileHasNoResourcesAndAnotherVersionIsRefused() throws IOException {
    assertThat(file("").resources(NOW, null)).isEmpty();
    assertThatThrownBy(() -> file("version: 2\n"))
        .hasMessageContaining("resources.yaml:1")
        .hasMessageContaining("must be 1");
  }
}
