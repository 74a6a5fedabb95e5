package io.runbookmemory.connectors.prometheus;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static io.runbookmemory.connectors.http.FixtureServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.ClientContract;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.connectors.http.ToolCalls;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers as https://prometheus.io/docs/prometheus/latest/querying/api/ has them. */
class PrometheusClientTest extends ClientContract {

  private static final Instant AT = Instant.parse("2015-07-01T20:10:51.781Z");

  private static final String VECTOR =
      """
      {"status":"success","warnings":["one shard is away"],"data":{"resultType":"vector","result":[
        {"metric":{"__name__":"up","job":"prometheus"},"value":[1435781451.781,"1"]},
        {"metric":{"__name__":"up","job":"node"},"value":[1435781451.781,"NaN"]}]}}
      """;

  @Override
  protected void call(Endpoint endpoint) {
    PromAnswer answer = new PrometheusClient(endpoint).instant("up", AT);
    assertThat(answer.series().getFirst().points()).containsExactly(new PromPoint(AT, 1.0));
  }

  @Override
  protected List<Reply> good() {
    return List.of(json(VECTOR));
  }

  private PrometheusClient client() {
    return new PrometheusClient(server.endpoint().build());
  }

  @Test
  void aValueThatIsNoNumberIsNone() {
    server.gives(json(VECTOR));

    PromAnswer answer = client().instant("up", AT);

    assertThat(answer.series().getLast().points().getFirst().value()).isNull();
    assertThat(answer.warnings()).containsExactly("one shard is away");
    assertThat(server.asked().getFirst().target())
        .isEqualTo("/base/api/v1/query?query=up&time=1435781451.781");
  }

  @Test
  void aRangeHasItsPointsAndAScalarNoLabels() {
    server.gives(
        json(
            """
            {"status":"success","data":{"resultType":"matrix","result":[
              {"metric":{"job":"a"},"values":[[1435781430.781,"1"],[1435781445.781,"+Inf"]]}]}}
            """),
        json(
            """
            {"status":"success","data":{"resultType":"scalar","result":[1435781451.781,"3.5"]}}
            """));

    PromAnswer range = client().range("up", AT.minusSeconds(60), AT, Duration.ofSeconds(15));
    assertThat(range.series().getFirst().points())
        .extracting(PromPoint::value)
        .containsExactly(1.0, null);
    assertThat(client().instant("3.5", AT).series())
        .containsExactly(new PromSeries(java.util.Map.of(), List.of(new PromPoint(AT, 3.5))));
  }

  @Test
  void aWrongQueryIsNamedWithWhatTheServerSays() {
    server.gives(
        reply(400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}"));

    assertThatThrownBy(() -> client().instant("up{", AT))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("status 400: check the query up{; it says: parse error");
  }

  @Test
  void theToolAsksForARangeThatEndsWhenItWasCalledAndNothingIsNoData() {
    String none = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";
    server.gives(json(none));

    ToolResult result =
        ToolCalls.call(client().tools(), "query_promql", "{\"query\":\"up\",\"range\":\"PT2H\"}");

    assertThat(result).isInstanceOf(ToolResult.NoData.class);
    assertThat(server.asked().getFirst().target()).contains("query_range").endsWith("step=30.0");
  }

  @Test
  void aToolSaysWhatIsWrongWithItsArgumentsAndWhetherToTryAgain() {
    assertThat(
            ToolCalls.call(
                client().tools(), "query_promql", "{\"query\":\"up\",\"range\":\"P900D\"}"))
        .isInstanceOf(ToolResult.Refused.class);
    server.gives(reply(503, "{}"));
    assertThat(ToolCalls.call(client().tools(), "query_promql", "{\"query\":\"up\"}"))
        .isInstanceOfSatisfying(
            ToolResult.Failed.class, failed -> assertThat(failed.retryable()).isTrue());
  }

  @Test
  void theToolsOutputFitsItsContract() {
    server.gives(json(VECTOR));

    JsonNode output = ToolCalls.output(client().tools(), "query_promql", "{\"query\":\"up\"}");

    assertThat(output.at("/series/0/labels/job").asText()).isEqualTo("prometheus");
    assertThat(output.at("/series/1/points/0").has("value")).isFalse();
  }
}
