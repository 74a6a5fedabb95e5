package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.client.McpSyncClient;
import io.runbookmemory.examples.McpClients;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What waits for a second person, whichever door it came through, and what people say to it. */
@Timeout(180)
@SuppressWarnings("NullAway.Init")
class ApprovalsTest {

  @TempDir Path temp;

  private final FakePods pods = new FakePods();
  private RunningDaemon daemon;
  private McpSyncClient assistant;
  private Instant now = Instant.now();

  @BeforeEach
  void start() {
    FakePods.remember(temp.resolve("memory.db"));
    String yaml =
        """
        store: "sqlite:%s"
        access:
          tokens:
            - {name: vera, role: viewer, token: vera-0123456789abcdef}
            - {name: rosa, role: responder, token: rosa-0123456789abcdef}
            - {name: ada, role: admin, token: ada-0123456789abcdef}
            - {name: bea, role: admin, token: bea-0123456789abcdef}
        """
            .formatted(temp.resolve("memory.db"));
    daemon = RunningDaemon.withTools(temp, yaml, () -> now, pods.tools());
    assistant = of("rosa");
  }

  @AfterEach
  void stop() {
    assistant.close();
    daemon.close();
  }

  private McpSyncClient of(String name) {
    McpSyncClient client =
        McpClients.over("http://127.0.0.1:" + daemon.port(), "Authorization", bearer(name));
    client.initialize();
    return client;
  }

  private static String bearer(String name) {
    return "Bearer " + name + "-0123456789abcdef";
  }

  private ApiClient as(String name) {
    return new ApiClient(daemon, "Authorization", bearer(name));
  }

  private String restart() {
    return McpClients.text(McpClients.call(assistant, "restart_pods", Map.of()));
  }

  private JsonNode waiting() {
    return as("vera").get("/approvals").path("items");
  }

  private int status(String who, String id, String what) {
    return as(who).send("POST", "/approvals/" + id + "/" + what, "{}").statusCode();
  }

  @Test
  void aCallOverMcpIsListedAgreedToByAnotherAdminAndMadeOnce() {
    assertThat(waiting()).isEmpty();
    assertThat(restart()).doesNotContain("did");
    JsonNode asked = waiting().path(0);
    assertThat(asked.path("kind").asText()).isEqualTo("mcp");
    assertThat(asked.path("by").asText()).isEqualTo("rosa");
    assertThat(asked.path("summary").asText()).isEqualTo("restart_pods {}");
    assertThat(asked.toString()).doesNotContain("armreq1");
    String id = asked.path("id").asText();
    assertThat(status("vera", id, "approval")).isEqualTo(403);
    assertThat(status("rosa", id, "approval")).isEqualTo(403);
    assertThat(pods.done()).isEmpty();

    assertThat(as("ada").post("/approvals/" + id + "/approval", "{}").path("items")).isEmpty();
    assertThat(status("bea", id, "approval")).isEqualTo(404);
    assertThat(restart()).contains("did");
    assertThat(pods.done()).containsExactly("restart_pods");
    assertThat(restart()).doesNotContain("did");
    assertThat(daemon.log()).containsPattern("(?m)^(?=.*\"approveCall\")(?=.*\"by\":\"ada\").*$");
  }

  @Test
  void aCallThatIsDeclinedIsRefusedOnceWithTheReasonAndMayBeAskedForAnew() {
    restart();
    String id = waiting().path(0).path("id").asText();
    assertThat(status("rosa", id, "rejection")).isEqualTo(403);
    as("ada").post("/approvals/" + id + "/rejection", "{\"reason\":\"not in the rush hour\"}");
    assertThat(waiting()).isEmpty();
    assertThat(restart()).contains("ada declined it: not in the rush hour");
    assertThat(pods.done()).isEmpty();
    assertThat(RunningDaemon.audited(temp)).contains("approval_declined", "\"ada\"");
    restart();
    assertThat(waiting()).hasSize(1);
    assertThat(waiting().path(0).path("id").asText()).isNotEqualTo(id);
  }

  @Test
  void whoAskedDecidesNothingThoughAnAdmin() {
    assistant.close();
    assistant = of("ada");
    restart();
    String id = waiting().path(0).path("id").asText();
    assertThat(status("ada", id, "approval")).isEqualTo(403);
    assertThat(status("ada", id, "rejection")).isEqualTo(403);
    assertThat(status("bea", id, "approval")).isEqualTo(200);
  }

  @Test
  void whatNobodyAgreedToInTimeWaitsNoMore() {
    restart();
    String id = waiting().path(0).path("id").asText();
    now = now.plus(Duration.ofMinutes(16));
    assertThat(waiting()).isEmpty();
    assertThat(status("ada", id, "approval")).isEqualTo(404);
  }

  @Test
  void aStepOfAPlanIsListedWithItsIncident() {
    ApiClient rosa = as("rosa");
    String incident =
        rosa.post(
                "/incidents",
                Map.of("title", "Pool exhausted", "symptom", "503s", "service", "checkout"))
            .path("id")
            .asText();
    String run =
        rosa.post(
                "/incidents/" + incident + "/runs",
                Map.of("text", "Pool exhausted of checkout", "service", "checkout"))
            .path("id")
            .asText();
    rosa.post("/runs/" + run + "/steps/" + FakePods.RESTART + "/call", "{}");
    JsonNode asked = waiting().path(0);
    assertThat(asked.path("kind").asText()).isEqualTo("step");
    assertThat(asked.path("incident").asText()).isEqualTo(incident);
    assertThat(asked.path("run").asText()).isEqualTo(run);
    assertThat(asked.path("step").asInt()).isEqualTo(FakePods.RESTART);
    as("ada").post("/runs/" + run + "/steps/" + FakePods.RESTART + "/approval", "{}");
    assertThat(waiting()).isEmpty();
  }

  @Test
  void thePaneShowsItAndAnAdminDecidesThere() throws Exception {
    restart();
    try (Browser browser = Browser.start(temp)) {
      browser.open("http://127.0.0.1:" + daemon.port() + "/#/approvals");
      browser.await("document.getElementById('login').open");
      browser.type("#token", "ada-0123456789abcdef\n");
      browser.awaitText("restart_pods {}");
      browser.awaitText("rosa asked for it, by an assistant over MCP");
      String id = waiting().path(0).path("id").asText();
      browser.width(375);
      browser.screenshot("approvals");
      assertThat(browser.run("return document.documentElement.scrollWidth;").asInt())
          .isLessThanOrEqualTo(375);
      browser.click("#approve-" + id);
      browser.awaitText("Nothing waits for a second person.");
      assertThat(restart()).contains("did");
      restart();
      browser.awaitText("rosa asked for it, by an assistant over MCP");
      browser.click("#decline-" + waiting().path(0).path("id").asText());
      browser.awaitText("Nothing waits for a second person.");
      assertThat(restart()).contains("ada declined it");
    }
  }
}
