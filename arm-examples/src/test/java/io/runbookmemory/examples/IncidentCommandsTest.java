package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentCommandsTest {

  private static final String WEBHOOK =
      """
      {"version":"4","status":"firing","alerts":[
        {"status":"STATUS","labels":{"alertname":"HighErrorRate","service":"payments","env":"prod",
          "severity":"critical"},"annotations":{"summary":"5xx on payments"},
          "startsAt":"2026-03-01T03:00:00Z","endsAt":"END"},
        {"status":"STATUS","labels":{"alertname":"QueueGrows","service":"payments"},
          "annotations":{},"startsAt":"2026-03-01T03:02:00Z","endsAt":"END"}]}
      """;
  private static final String NEVER = "0001-01-01T00:00:00Z";

  @TempDir private Path folder;
  private String store = "";

  @BeforeEach
  void aStore() {
    store = "lucene:" + folder.resolve("memory");
  }

  private Ran arm(Object... words) {
    Object[] all = new Object[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--store";
    all[words.length + 1] = store;
    return Ran.arm(all);
  }

  private static JsonNode json(Ran ran) throws IOException {
    return new ObjectMapper().readTree(ran.ok().out());
  }

  private Path webhook(String status, String end) throws IOException {
    Path file = folder.resolve("alert.json");
    Files.writeString(file, WEBHOOK.replace("STATUS", status).replace("END", end));
    return file;
  }

  private String open(String title, String at) throws IOException {
    return json(arm("incidents", "open", title, "--service", "payments", "--at", at, "--json"))
        .path(0)
        .path("id")
        .asText();
  }

  @Test
  void theAlertsOfOneMessageAreOneIncidentHoweverOftenItComesAndEndIt() throws IOException {
    arm("incidents", "open", "--alert", webhook("firing", NEVER)).ok();
    JsonNode again = json(arm("incidents", "open", "--alert", webhook("firing", NEVER), "--json"));

    assertThat(again).hasSize(1);
    assertThat(again.path(0).path("alerts")).hasSize(2);
    assertThat(again.path(0).path("state").asText()).isEqualTo("open");
    assertThat(again.path(0).path("service").asText()).isEqualTo("payments");
    assertThat(again.path(0).path("severity").asText()).isEqualTo("SEV1");
    assertThat(arm("incidents", "list", "--open").ok().out()).contains("5xx on payments", "SEV1");

    arm("incidents", "open", "--alert", webhook("resolved", "2026-03-01T03:40:00Z")).ok();

    assertThat(arm("incidents", "list", "--open").code()).isEqualTo(1);
    JsonNode over = json(arm("incidents", "list", "--json")).path(0);
    assertThat(over.path("resolvedAt").asText()).isEqualTo("2026-03-01T03:40:00Z");
  }

  @Test
  void anIncidentIsToldFromItsBeginningToItsEnd() throws IOException {
    String id = open("Checkout times out", "2026-03-01T03:00:00Z");
    String brief = id.substring(0, 13);
    String[][] said = {
      {"ack", brief, "--at", "2026-03-01T03:05:00Z", "--by", "dana"},
      {"note", brief, "pool is at 100 of 100", "--at", "2026-03-01T03:07:00Z"},
      {"act", brief, "restart the pods", "--effect", "worsened", "--at", "2026-03-01T03:10:00Z"},
      {"act", brief, "raise the pool", "--effect", "mitigated", "--at", "2026-03-01T03:20:00Z"},
      {"mitigate", brief, "raised the pool to 200", "--at", "2026-03-01T03:20:00Z"},
      {"cause", brief, "a leak in v2.3", "--at", "2026-03-01T03:50:00Z"},
      {"todo", brief, "alert at 80 of 100", "--owner", "payments-team"},
      {"resolve", brief, "rolled back v2.3", "--at", "2026-03-01T04:00:00Z"},
    };
    for (String[] words : said) {
      Object[] line = new Object[words.length + 1];
      line[0] = "incidents";
      System.arraycopy(words, 0, line, 1, words.length);
      arm(line).ok();
    }

    Ran shown = arm("incidents", "show", brief).ok();
    assertThat(shown.out())
        .contains("Checkout times out", "resolved", "after 60 min", "cause      a leak in v2.3")
        .contains("dana: a responder took it on", "restart the pods (done, worsened)");
    assertThat(arm("incidents", "postmortem", brief).ok().out())
        .contains("# Postmortem: Checkout times out", "## Root cause", "a leak in v2.3");
    assertThat(json(arm("incidents", "postmortem", brief, "--json")).path("statements"))
        .isNotEmpty();
    JsonNode history =
        json(arm("incidents", "history", "--service", "payments", "--since", "3650d", "--json"));
    assertThat(history.path("count").asInt()).isEqualTo(1);
    assertThat(history.path("toResolve").path("medianSeconds").asInt()).isEqualTo(3600);
    assertThat(history.path("path")).hasSize(2);
    assertThat(arm("incidents", "history").ok().out())
        .contains("1 incidents, 0 open", "mean 60 min", "helped in 1: raise the pool");

    arm("incidents", "reopen", brief, "it is back").ok();
    assertThat(arm("incidents", "list", "--open", "--text", "leak").ok().out())
        .contains("Checkout");
  }

  @Test
  void theBeginningOfAnIdMustMeanOneIncidentAlone() throws IOException {
    String one = open("One", "2026-03-01T03:00:00Z");
    String other = open("Other", "2026-03-01T03:00:00Z");

    assertThat(arm("incidents", "show", one).ok().out()).contains("One");
    assertThat(one.substring(0, 13)).isEqualTo(other.substring(0, 13));
    arm("incidents", "show", one.substring(0, 13)).refused(2, "begins 2", one, other);
    arm("incidents", "show", "ffff").refused(1, "no incident ffff");
    arm("incidents", "note", one, " ").refused(2, "text must not be blank");
    arm("incidents", "open").refused(2, "TITLE");
    arm("incidents", "open", "x", "--at", "soon").refused(2, "10m (ago)", "\"soon\"");
    arm("incidents", "open", "x", "--severity", "grim").refused(2, "grim");
  }

  @Test
  void whatWentOutBeforeIsSuspectedAndWatched() throws IOException {
    String id = open("Checkout times out", "2026-03-01T03:00:00Z");
    arm("deploys", "record", "payments", "v2.3", "--at", "2026-03-01T02:40:00Z", "--key", "run-7")
        .ok();
    Ran again =
        arm(
            "deploys",
            "record",
            "payments",
            "v2.3",
            "--key",
            "run-7",
            "--change",
            "new pool",
            "--watch",
            "pool usage",
            "--watch-for",
            "6h",
            "--at",
            "2026-03-01T02:40:00Z");
    assertThat(again.ok().out()).startsWith("updated: payments v2.3");

    JsonNode suspects = json(arm("deploys", "suspects", id, "--json"));
    assertThat(suspects.path("ranked")).hasSize(1);
    assertThat(suspects.path("ranked").path(0).path("version").asText()).isEqualTo("v2.3");
    assertThat(arm("deploys", "suspects", id).ok().out())
        .contains("payments v2.3", "none of these");
    assertThat(
            arm("deploys", "list", "--service", "payments", "--at", "2026-03-01T03:00:00Z")
                .ok()
                .out())
        .contains("payments v2.3", "change  new pool");
    assertThat(arm("deploys", "watch", "db_pool_usage", "--at", "2026-03-01T03:00:00Z").ok().out())
        .contains("pool usage");
    assertThat(arm("deploys", "watch", "cpu", "--at", "2026-03-01T03:00:00Z").code()).isEqualTo(1);
    assertThat(arm("deploys", "list").code()).isEqualTo(1);
    arm("deploys", "suspects", "ffff").refused(1, "no incident ffff");
  }
}
