package io.runbookmemory.connectors.sli;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.http.Answer;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.error.ConfigurationException;
import java.net.URI;

/** Queries of a Prometheus for a matrix. */
record PrometheusExchange(VendorHttp http) {

  URI base() {
    return http.endpoint().base();
  }

  /** Returns the answer, a matrix. */
  JsonNode range(String query, long from, long to, long step) {
    Answer whole =
        http.send(
            Call.get("api/v1/query_range")
                .with("query", query)
                .with("start", from)
                .with("end", to)
                .with("step", step)
                .advice(400, "check the query " + query)
                .advice(422, "check the query " + query));
    JsonNode answer = http.json(whole);
    if (!answer.path("status").asText().equals("success")) {
      throw http.strange(whole, "no success: " + http.quoted(answer.path("error").asText()));
    }
    JsonNode data = answer.path("data");
    if (!data.path("resultType").asText().equals("matrix") || !data.path("result").isArray()) {
      throw http.strange(
          whole, "a " + quoted(data.path("resultType").asText()) + " in place of a matrix");
    }
    return answer;
  }

  /** The beginning of a server's words, which may repeat the token that it was sent. */
  String quoted(String said) {
    return http.quoted(said);
  }

  ConfigurationException strange(String what) {
    return new ConfigurationException(
        base().toString(), base() + " must answer query_range as Prometheus does, gave " + what);
  }
}
