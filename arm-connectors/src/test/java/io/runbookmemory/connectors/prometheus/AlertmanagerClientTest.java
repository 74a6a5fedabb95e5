package io.runbookmemory.connectors.prometheus;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static io.runbookmemory.connectors.http.FixtureServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.ClientContract;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.connectors.http.ToolCalls;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml has them. */
class AlertmanagerClientTest extends ClientContract {

  private static final String ALERTS =
      """
      [{"annotations":{"summary":"slow"},"endsAt":"2026-11-21T09:04:00.000Z",
        "fingerprint":"c37cdf6ba0ba9d67","receivers":[{"name":"team"}],
        "startsAt":"2026-11-21T09:00:00.000Z",
        "status":{"inhibitedBy":[],"silencedBy":["8d1c"],"state":"suppressed"},
        "updatedAt":"2026-11-21T09:00:00.000Z","generatorURL":"http://p/graph",
        "labels":{"alertname":"HighLatency","service":"checkout"}}]
      """;

  @Override
  protected void call(Endpoint endpoint) {
    List<ReportedAlert> alerts =
        new AlertmanagerClient(endpoint)
            .alerts(List.of(LabelMatcher.equal("service", "check\"out")));
    assertThat(alerts)
        .singleElement()
        .satisfies(one -> assertThat(one.alert().name()).contains("HighLatency"))
        .satisfies(one -> assertThat(one.silencedBy()).containsExactly("8d1c"));
    assertThat(server.asked().getLast().target())
        .isEqualTo("/base/api/v2/alerts?filter=service%3D%22check%5C%22out%22");
  }

  @Override
  protected List<Reply> good() {
    return List.of(json(ALERTS));
  }

  private AlertmanagerClient client() {
    return new AlertmanagerClient(server.endpoint().build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "!=", "=~", "!~"})
  void aMatcherComesBackAsItWasWritten(String operator) {
    LabelMatcher matcher = new LabelMatcher("service", operator, "a.*");
    server.gives(
        json(
            "[{\"id\":\"8d1c\",\"matchers\":[{\"name\":\"service\",\"value\":\"a.*\",\"isRegex\":"
                + matcher.isRegex()
                + ",\"isEqual\":"
                + matcher.isEqual()
                + "}],\"startsAt\":\"2026-11-21T09:00:00Z\",\"endsAt\":\"2026-11-21T09:00:00Z\","
                + "\"createdBy\":\"ann\",\"comment\":\"c\",\"status\":{\"state\":\"expired\"}}]"));

    assertThat(client().silences(List.of()).getFirst().matchers()).containsExactly(matcher);
  }

  @Test
  void aSilenceIsMadeInTheNameOfTheCallerAndNamesTheCall() {
    server.gives(json("{\"silenceID\":\"8d1c\"}"));

    JsonNode output =
        ToolCalls.output(
            client().tools(),
            "create_silence",
            "{\"labels\":{\"service\":\"checkout\"},\"duration\":\"PT2H\",\"comment\":\"deploy\"}");

    assertThat(output.path("id").asText()).isEqualTo("8d1c");
    assertThat(server.asked().getFirst().body())
        .contains("\"isEqual\":true")
        .contains("\"createdBy\":\"rex\"")
        .contains("deploy (ARM call call-7)");
    assertThat(ToolCalls.named(client().tools(), "create_silence").contract().effect())
        .isEqualTo(ToolEffect.REVERSIBLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"labels\":{},\"duration\":\"PT2H\",\"comment\":\"c\"}",
        "{\"labels\":{\"service\":\"\"},\"duration\":\"PT2H\",\"comment\":\"c\"}",
        "{\"labels\":{\"service\":\"a\"},\"duration\":\"P365D\",\"comment\":\"c\"}"
      })
  void aSilenceOfEverythingOrForEverIsRefused(String arguments) {
    assertThat(ToolCalls.call(client().tools(), "create_silence", arguments))
        .isInstanceOf(ToolResult.Refused.class);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void noAlertAndNoSuchSilenceAreNoData() {
    server.gives(json("[]"), reply(404, ""));

    assertThat(ToolCalls.call(client().tools(), "get_alerts", "{}"))
        .isInstanceOf(ToolResult.NoData.class);
    assertThat(ToolCalls.call(client().tools(), "expire_silence", "{\"id\":\"../x\"}"))
        .isInstanceOf(ToolResult.NoData.class);
    assertThat(server.asked().getLast())
        .satisfies(asked -> assertThat(asked.method()).isEqualTo("GET"))
        .satisfies(asked -> assertThat(asked.target()).endsWith("silence/..%2Fx"));
  }

  @Test
  void aMatcherThatIsNoneIsTheCallersBug() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LabelMatcher("a", "==", "b"));
    assertThatIllegalArgumentException().isThrownBy(() -> LabelMatcher.equal("a b", "c"));
  }
}
