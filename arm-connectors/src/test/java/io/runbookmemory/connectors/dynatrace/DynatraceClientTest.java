package io.runbookmemory.connectors.dynatrace;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static io.runbookmemory.connectors.http.FixtureServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.ClientContract;
import io.runbookmemory.connectors.http.FixtureServer;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.connectors.http.ToolCalls;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.tool.ToolResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers as https://docs.dynatrace.com/docs/dynatrace-api/environment-api has them. */
class DynatraceClientTest extends ClientContract {

  private static final Instant TO = Instant.parse("2026-11-21T09:00:00Z");
  private static final Instant FROM = TO.minusSeconds(3600);
  private static final String METRIC = "builtin:service.response.time:avg";
  private static final String SERVICES = "type(SERVICE),entityName(\"checkout\")";

  private static Reply metrics(String next) {
    return json(
        """
        {"totalCount":2,"nextPageKey":%s,"resolution":"1m","result":[{"metricId":"%s","data":[
          {"dimensions":["SERVICE-1"],"dimensionMap":{"dt.entity.service":"SERVICE-1"},
           "timestamps":[1795251540000,1795251600000],"values":[12.5,null]}]}]}
        """
            .formatted(next, METRIC));
  }

  @Override
  protected void call(Endpoint endpoint) {
    List<DynatraceSeries> series =
        new DynatraceClient(endpoint).metrics(METRIC, SERVICES, FROM, TO);
    assertThat(series).hasSize(2);
    assertThat(series.getFirst().dimensions()).isEqualTo(Map.of("dt.entity.service", "SERVICE-1"));
    assertThat(series.getFirst().points())
        .extracting(DynatraceSeries.Point::value)
        .containsExactly(12.5, null);
  }

  @Override
  protected List<Reply> good() {
    return List.of(metrics("\"AQAA=\""), metrics("null"));
  }

  private DynatraceClient client() {
    Credentials token =
        Credentials.header("Authorization", "Api-Token ", () -> FixtureServer.SECRET);
    return new DynatraceClient(server.endpoint().credentials(token).build());
  }

  @Test
  void theNextPageIsAskedForByItsKeyAlone() {
    server.gives(good().toArray(Reply[]::new));

    client().metrics(METRIC, SERVICES, FROM, TO);

    assertThat(server.asked().getLast().target())
        .isEqualTo("/base/api/v2/metrics/query?nextPageKey=AQAA%3D");
    assertThat(server.asked().getLast().headers())
        .containsEntry("Authorization", "Api-Token " + FixtureServer.SECRET);
  }

  @Test
  void aWrongSelectorIsSaid() {
    server.gives(reply(400, "{\"error\":{\"code\":400,\"message\":\"Could not parse\"}}"));

    assertThatThrownBy(() -> client().entities("type("))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("check the selector type(; it says: Could not parse");
  }

  @Test
  void theToolsGiveSeriesEntitiesAndProblems() {
    server.gives(
        metrics("null"),
        json(
            """
            {"totalCount":1,"entities":[{"entityId":"SERVICE-1","displayName":"checkout",
              "type":"SERVICE"}]}
            """),
        json(
            """
            {"totalCount":1,"problems":[{"problemId":"-27_1V2","displayId":"P-2611",
              "title":"Response time degradation","severityLevel":"PERFORMANCE","status":"OPEN",
              "startTime":1795251540000,"endTime":-1,"affectedEntities":[{"entityId":
              {"id":"SERVICE-1","type":"SERVICE"},"name":"checkout"}],"rootCauseEntity":null}]}
            """),
        json("{\"totalCount\":0,\"problems\":[]}"));
    String services = "\"entity_selector\":\"type(SERVICE)\"";

    JsonNode series =
        ToolCalls.output(
            client().tools(),
            "get_dynatrace",
            "{" + services + ",\"metric\":\"" + METRIC + "\",\"window\":\"PT1H\"}");
    assertThat(series.at("/series/0/points/0/value").asDouble()).isEqualTo(12.5);
    assertThat(
            ToolCalls.output(client().tools(), "get_dynatrace_entities", "{" + services + "}")
                .at("/entities/0/name")
                .asText())
        .isEqualTo("checkout");
    JsonNode problem =
        ToolCalls.output(client().tools(), "get_dynatrace_problems", "{\"window\":\"PT2H\"}")
            .at("/problems/0");
    assertThat(problem.path("id").asText()).isEqualTo("P-2611");
    assertThat(problem.has("end")).isFalse();
    assertThat(ToolCalls.call(client().tools(), "get_dynatrace_problems", "{\"window\":\"PT2H\"}"))
        .isInstanceOf(ToolResult.NoData.class);
  }
}
