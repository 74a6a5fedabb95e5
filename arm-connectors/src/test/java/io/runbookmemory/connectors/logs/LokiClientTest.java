package io.runbookmemory.connectors.logs;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static io.runbookmemory.connectors.http.FixtureServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.ClientContract;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.connectors.http.ToolCalls;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.tool.ToolResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers as https://grafana.com/docs/loki/latest/reference/loki-http-api/ has them. */
class LokiClientTest extends ClientContract {

  private static final Instant END = Instant.parse("2026-11-21T09:00:00Z");
  private static final Instant START = END.minusSeconds(3600);

  private static String streams(int newest, int oldest) {
    String values =
        IntStream.rangeClosed(0, newest - oldest)
            .map(i -> newest - i)
            .mapToObj(i -> "[\"" + (START.getEpochSecond() + i) + "000000000\",\"line " + i + "\"]")
            .collect(Collectors.joining(","));
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":["
        + "{\"stream\":{\"app\":\"checkout\"},\"values\":["
        + values
        + "]}],\"stats\":{}}}";
  }

  @Override
  protected void call(Endpoint endpoint) {
    assertThat(new LokiClient(endpoint).lines("{app=\"checkout\"}", START, END, 10))
        .first()
        .isEqualTo(new LogLine(START.plusSeconds(2), Map.of("app", "checkout"), "line 2"));
  }

  @Override
  protected List<Reply> good() {
    return List.of(json(streams(2, 1)));
  }

  private LokiClient client() {
    return new LokiClient(server.endpoint().build());
  }

  @Test
  void pagesOverlapByTheirOldestInstantAndNoLineComesTwice() {
    server.gives(json(streams(1499, 500)), json(streams(500, 1)));

    List<LogLine> lines = client().lines("{app=\"checkout\"}", START, END, 1_500);

    assertThat(lines).hasSize(1_499).doesNotHaveDuplicates();
    assertThat(lines.getLast().text()).isEqualTo("line 1");
    assertThat(server.asked().getLast().target())
        .contains("end=" + START.plusSeconds(500).getEpochSecond() + "000000001")
        .contains("direction=backward");
  }

  @Test
  void numbersAreReadByTheirLabels() {
    server.gives(
        json(
            """
            {"status":"success","data":{"resultType":"vector","result":[
              {"metric":{"level":"error"},"value":[1588889221,"1267"]}]}}
            """));

    assertThat(client().values("sum by (level) (count_over_time({a=\"b\"}[5m]))", END))
        .isEqualTo(Map.of(Map.of("level", "error"), 1267.0));
    assertThatThrownBy(() -> client().lines("rate({a=\"b\"}[5m])", START, END, 5))
        .hasMessageContaining("ask with a log query");
  }

  @Test
  void aWrongQueryIsSaidInLokisOwnWords() {
    server.gives(reply(400, "parse error at line 1, col 2").with("Content-Type", "text/plain"));

    assertThatThrownBy(() -> client().lines("{", START, END, 5))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("check the query {; it says: parse error at line 1, col 2");
  }

  @Test
  void theToolLooksAtTheLastHourAndNothingIsNoData() {
    server.gives(
        json(streams(2, 1)),
        json("{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[]}}"));

    assertThat(
            ToolCalls.output(client().tools(), "search_loki", "{\"query\":\"{a=\\\"b\\\"}\"}")
                .at("/lines/0/text")
                .asText())
        .isEqualTo("line 2");
    assertThat(ToolCalls.call(client().tools(), "search_loki", "{\"query\":\"{a=\\\"c\\\"}\"}"))
        .isInstanceOf(ToolResult.NoData.class);
  }
}
