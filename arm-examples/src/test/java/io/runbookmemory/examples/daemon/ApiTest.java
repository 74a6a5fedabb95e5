package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API: what can be done through it. Every answer is held to its schema by the client. */
@Timeout(120)
class ApiTest {

  private static final String KNOWN =
      "Checkout: 503s since 02:47, the database pool was exhausted. Fix: raised max connections"
          + " from 100 to 200. Cause: the flag service leaks connections.";

  @TempDir static Path temp;

  private static RunningDaemon daemon;
  private static ApiClient api;

  @BeforeAll
  static void start() {
    daemon = RunningDaemon.start(temp, "store: sqlite:" + temp.resolve("memory.db") + "\n");
    api = new ApiClient(daemon);
  }

  @AfterAll
  static void stop() {
    daemon.close();
  }

  private static int status(String method, String path, @Nullable String body) {
    return api.send(method, path, body).statusCode();
  }

  @Test
  void whatIsRememberedIsRecalledAndPlannedForWithoutItsSecrets() {
    JsonNode remembered =
        api.post("/memories", Map.of("text", KNOWN + " password=hunter2secret", "service", "pay"));
    assertThat(remembered.path("result").asText()).isEqualTo("added");

    JsonNode recalled =
        api.post("/query", "{\"text\":\"503s, pool exhausted\",\"topK\":3,\"receipt\":true}");
    assertThat(recalled.path("recollections")).isNotEmpty();
    assertThat(recalled.at("/recollections/0/id")).isEqualTo(remembered.path("id"));
    assertThat(recalled.at("/recollections/0/why")).isNotEmpty();
    assertThat(recalled.at("/receipt/format").asText()).startsWith("arm-receipt");
    JsonNode planned = api.post("/plan", Map.of("text", "503s, pool exhausted", "env", "prod"));
    String memory = api.get("/memories/" + remembered.path("id").asText()).toString();
    assertThat(recalled + " " + planned + " " + memory).doesNotContain("hunter2secret");
  }

  @Test
  void anAlertIsAskedForByItsLabels() {
    JsonNode recalled =
        api.post(
            "/query",
            "{\"alert\":{\"labels\":{\"alertname\":\"PoolExhausted\",\"service\":\"pay\"}}}");
    assertThat(recalled.at("/route/service").asText()).isEqualTo("pay");
    assertThat(status("POST", "/query", "{}")).isEqualTo(400);
    assertThat(status("POST", "/query", "{\"text\":\"a\",\"env\":\"moon\"}")).isEqualTo(400);
  }

  @Test
  void memoriesAreListedByPagesAndForgotten() {
    List<String> ids = new ArrayList<>();
    for (String service : List.of("one", "two", "three")) {
      String text = "The disk of " + service + " was full. Fix: removed the old logs of " + service;
      ids.add(api.post("/memories", Map.of("text", text, "service", service)).path("id").asText());
    }
    assertThat(paged("/memories?text=disk&pageSize=2", 2)).containsAll(ids);
    assertThat(api.get("/memories?service=two").path("items")).hasSize(1);
    String gone = "/memories/" + ids.getFirst();
    assertThat(api.get(gone).path("title").asText()).contains("one");
    assertThat(api.delete(gone).path("forgotten").asInt()).isEqualTo(1);
    assertThat(status("GET", gone, null)).isEqualTo(404);
    assertThat(status("DELETE", gone, null)).isEqualTo(404);
    assertThat(api.get(gone + "/history").path("items")).isNotEmpty();
  }

  private static List<String> paged(String path, int pageSize) {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = api.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      assertThat(page.path("items").size()).isBetween(1, pageSize);
      page.path("items").forEach(one -> ids.add(one.path("id").asText()));
      cursor = page.path("next").asText("");
    } while (!cursor.isEmpty());
    assertThat(ids).doesNotHaveDuplicates();
    return ids;
  }

  @Test
  void anIncidentIsToldFromItsBeginningToItsDraftsAndReports() {
    String body =
        "{\"title\":\"Carts are empty\",\"symptom\":\"empty carts\",\"service\":\"cart\","
            + "\"severity\":\"SEV2\",\"key\":\"ticket-7\",\"at\":\"2026-03-01T03:00:00Z\"}";
    JsonNode opened = api.post("/incidents", body);
    assertThat(api.post("/incidents", body)).isEqualTo(opened);
    assertThat(opened.path("severity").asText()).isEqualTo("SEV2");
    String path = "/incidents/" + opened.path("id").asText();
    String note = "{\"text\":\"token: ghp_abcdefghijklmnopqrstuvwxyz0123456789\"}";
    assertThat(api.post(path + "/notes", note).toString()).doesNotContain("ghp_abcdef");
    String at = "2026-03-01T03:05:00Z";
    api.post(path + "/acknowledgement", Map.of("at", at));
    int entries = api.get(path).path("entries").size();
    assertThat(api.post(path + "/acknowledgement", Map.of("at", at)).path("entries"))
        .hasSize(entries);
    api.post(path + "/actions", "{\"action\":\"flushed the cache\",\"effect\":\"mitigated\"}");
    api.post(path + "/mitigation", Map.of("how", "flushed the cache"));
    api.post(path + "/cause", Map.of("text", "the cache had no limit"));
    api.post(path + "/follow-ups", Map.of("text", "limit the cache", "owner", "ann"));
    JsonNode resolved = api.post(path + "/resolution", Map.of("how", "flushed the cache"));
    assertThat(resolved.path("state").asText()).isEqualTo("resolved");
    assertThat(resolved.path("draftsWaiting").asInt()).isPositive();
    assertThat(resolved.path("entries").findValuesAsText("by")).contains("local");
    assertThat(api.get(path + "/postmortem").path("markdown").asText()).contains("Carts are empty");
    assertThat(api.post(path + "/reopening", Map.of("why", "again")).path("state").asText())
        .isNotEqualTo("resolved");
    assertThat(api.get("/incidents?service=cart&open=true&text=carts").path("items")).hasSize(1);
    assertThat(api.get("/incidents?service=cart&open=false").path("items")).isEmpty();
    decide();
    JsonNode weekly = api.post("/reports/weekly", Map.of("day", "2026-03-01", "zone", "UTC"));
    assertThat(weekly.path("text").asText()).contains("Carts are empty");
    String id = api.get("/reports").at("/items/0/id").asText();
    assertThat(api.get("/reports/" + id).path("markdown").asText()).contains("Weekly report");
    assertThat(api.get("/reports/handover?shift=8h&at=2026-03-01T08:00:00Z").path("text").asText())
        .contains("Carts are empty");
  }

  private static void decide() {
    String path = "/drafts/" + api.get("/drafts").at("/items/0/id").asText();
    JsonNode draft = api.get(path);
    assertThat(draft.path("diff").asText()).isNotBlank();
    String text = draft.path("text").asText() + "\nThe cache is flushed by hand.\n";
    JsonNode edited = api.post(path + "/edit", Map.of("text", text, "reason", "says how"));
    assertThat(edited.path("text").asText()).contains("flushed by hand");
    assertThat(status("POST", path + "/rejection", "{}")).isEqualTo(400);
    assertThat(api.post(path + "/approval", "{}").path("result").asText()).isEqualTo("approved");
    assertThat(status("POST", path + "/approval", "{}")).isEqualTo(404);
  }

  @Test
  void aDraftIsRejectedOnce() {
    JsonNode learned =
        api.post(
            "/outcomes",
            "{\"situation\":{\"text\":\"the mail queue grows\",\"service\":\"mail\"},"
                + "\"effect\":\"resolved\",\"resolution\":\"restarted the relay\",\"key\":\"k1\","
                + "\"steps\":[{\"action\":\"restarted the relay\",\"effect\":\"resolved\"}]}");
    assertThat(learned.path("counted").asText()).isEqualTo("yes");
    String path = "/drafts/" + learned.path("draft").asText();
    assertThat(api.post(path + "/rejection", Map.of("reason", "a test")).path("result").asText())
        .isEqualTo("rejected");
    assertThat(status("GET", path, null)).isEqualTo(404);
    JsonNode again =
        api.post(
            "/outcomes",
            "{\"situation\":{\"text\":\"the mail queue grows\"},\"effect\":\"worsened\","
                + "\"key\":\"k1\"}");
    assertThat(again.path("counted").asText()).isEqualTo("before");
  }

  @Test
  void deploymentsAreRecordedListedAndSuspected() {
    String body =
        "{\"service\":\"ship\",\"version\":\"2.0\",\"env\":\"prod\",\"key\":\"run-1\","
            + "\"at\":\"2026-03-01T02:00:00Z\",\"what\":[\"new routes\"],\"watchFor\":\"6h\"}";
    assertThat(api.post("/deployments", body).path("result").asText()).isEqualTo("added");
    assertThat(api.post("/deployments", body).path("result").asText()).isEqualTo("unchanged");
    JsonNode listed = api.get("/deployments?service=ship&at=2026-03-01T04:00:00Z&since=6h");
    assertThat(listed.at("/items/0/version").asText()).isEqualTo("2.0");
    JsonNode incident =
        api.post(
            "/incidents",
            Map.of(
                "title",
                "Nothing ships",
                "service",
                "ship",
                "env",
                "prod",
                "at",
                "2026-03-01T02:20:00Z"));
    JsonNode suspects = api.get("/incidents/" + incident.path("id").asText() + "/suspects");
    assertThat(suspects.at("/ranked/0/version").asText()).isEqualTo("2.0");
  }

  @Test
  void aSessionIsListedAndDeleted() {
    api.post("/query", Map.of("text", "what broke ship?", "session", "C1/17.5"));
    api.post("/query", Map.of("text", "and who fixed it?", "session", "C2"));
    JsonNode first = api.get("/sessions?pageSize=1");
    assertThat(first.at("/items/0/id").asText()).isEqualTo("C1/17.5");
    JsonNode second = api.get("/sessions?pageSize=1&cursor=" + "C1%2F17.5");
    assertThat(second.at("/items/0/id").asText()).isEqualTo("C2");
    assertThat(second.path("next").isMissingNode()).isTrue();
    assertThat(api.delete("/sessions/C2").path("forgotten").asInt()).isEqualTo(1);
    assertThat(status("DELETE", "/sessions/C2", null)).isEqualTo(404);
  }

  @Test
  void withoutObjectivesThereAreNoVerdicts() {
    assertThat(api.get("/verdicts").path("items")).isEmpty();
  }

  @Test
  void anObjectiveThatCannotBeReadIsListedAsUnknown(@TempDir Path other) {
    Path slo =
        Path.of("src/main/resources/io/runbookmemory/examples/team/checkout-availability.yaml")
            .toAbsolutePath();
    String yaml =
        "store: \"memory:\"\nslos: {prometheus: \"http://127.0.0.1:1\", files: [" + slo + "]}\n";
    try (RunningDaemon watching = RunningDaemon.start(other, yaml)) {
      JsonNode verdict = new ApiClient(watching).get("/verdicts").at("/items/0");
      assertThat(verdict.path("slo").asText()).isEqualTo("checkout-availability");
      assertThat(verdict.path("known").asBoolean()).isFalse();
    }
  }

  @Test
  void whatBreaksARuleIsRefusedAtItsPlace() {
    HttpResponse<String> refused =
        api.send(
            "POST",
            "/outcomes",
            "{\"situation\":{\"text\":\"a\"},\"effect\":\"resolved\","
                + "\"steps\":[{\"action\":\" \"}]}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("\"place\":\"steps[0].action\"");
    String early =
        "{\"title\":\"a\",\"symptom\":\"a\",\"service\":\"cart\",\"at\":\"0000-01-01T00:00:00Z\"}";
    assertThat(api.send("POST", "/incidents", early).body()).contains("\"place\":\"at\"");
    assertThat(api.send("POST", "/memories", "{\"txt\":\"a\"}").body()).contains("txt");
    assertThat(api.send("GET", "/incidents?opn=true", null).body()).contains("\"place\":\"opn\"");
    assertThat(api.send("GET", "/memories?pageSize=0", null).body()).contains("1 to 500");
    assertThat(status("GET", "/memories?pageSize=1&pageSize=2", null)).isEqualTo(400);
    assertThat(status("GET", "/incidents/no-uuid", null)).isEqualTo(400);
    String cursor = "00000000-0000-0000-0000-000000000001";
    assertThat(status("GET", "/incidents?cursor=" + cursor, null)).isEqualTo(400);
  }

  @Test
  void withoutMemoryTheJournalIsThereAndTheRestIsUnavailable(@TempDir Path other) {
    String yaml = "store: sqlite:" + other.resolve("m.db") + "\nmemory: {enabled: false}\n";
    try (RunningDaemon without = RunningDaemon.start(other, yaml)) {
      ApiClient client = new ApiClient(without);
      assertThat(client.post("/incidents", Map.of("title", "It broke")).path("id")).isNotNull();
      assertThat(client.send("POST", "/query", "{\"text\":\"a\"}").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void theLogTellsWhoChangedWhat() {
    api.post("/memories", Map.of("text", "The certificate of the gate ended. Fix: renewed it."));
    assertThat(daemon.log())
        .contains("\"event\":\"api\"", "\"operation\":\"remember\"", "\"by\":\"local\"");
  }
}
