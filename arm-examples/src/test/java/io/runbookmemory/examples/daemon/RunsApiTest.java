package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Steps of plans that are looked at, carried out and agreed to over HTTP. */
@Timeout(120)
class RunsApiTest {

  private static final String ACCESS =
      """
      access:
        tokens:
          - {name: vera, role: viewer, token: vera-0123456789abcdef}
          - {name: rosa, role: responder, token: rosa-0123456789abcdef}
          - {name: ada, role: admin, token: ada-0123456789abcdef}
          - {name: bea, role: admin, token: bea-0123456789abcdef}
      """;

  @TempDir Path temp;

  private final FakePods pods = new FakePods();
  private RunningDaemon daemon;
  private ApiClient rosa;
  private ApiClient ada;
  private Instant now = Instant.now();
  private String incident;
  private String run;

  @BeforeEach
  void start() {
    FakePods.remember(temp.resolve("memory.db"));
    String yaml = "store: \"sqlite:" + temp.resolve("memory.db") + "\"\n" + ACCESS;
    daemon = RunningDaemon.withTools(temp, yaml, () -> now, pods.tools());
    rosa = as("rosa");
    ada = as("ada");
    incident =
        rosa.post(
                "/incidents",
                "{\"title\":\"Pool exhausted\",\"symptom\":\"503s\",\"service\":\"checkout\"}")
            .path("id")
            .asText();
    JsonNode begun =
        rosa.post(
            "/incidents/" + incident + "/runs",
            "{\"text\":\"Pool exhausted of checkout\",\"service\":\"checkout\"}");
    run = begun.path("id").asText();
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private ApiClient as(String name) {
    return new ApiClient(daemon, "Authorization", "Bearer " + name + "-0123456789abcdef");
  }

  private String path(int step, String what) {
    return "/runs/" + run + "/steps/" + step + "/" + what;
  }

  private JsonNode step(JsonNode of, int number) {
    return of.path("steps").get(number - 1);
  }

  private static String last(JsonNode step) {
    return step.at("/results/" + (step.path("results").size() - 1) + "/state").asText();
  }

  private String timeline() {
    return rosa.get("/incidents/" + incident).path("entries").toString();
  }

  @Test
  void aRunSaysWhichStepsCanBeCalledFromHere() {
    JsonNode kept = rosa.get("/runs/" + run);

    assertThat(step(kept, FakePods.LOOK).path("does").asText()).isEqualTo("read_only");
    assertThat(step(kept, FakePods.SCALE).path("does").asText()).isEqualTo("reversible");
    assertThat(step(kept, FakePods.RESTART).path("does").asText()).isEqualTo("destructive");
    assertThat(step(kept, FakePods.RESTART).path("approver").asText()).isEqualTo("ADMIN");
    assertThat(step(kept, FakePods.CALL_THE_VENDOR).has("does")).isFalse();
    assertThat(kept.path("startedBy").asText()).isEqualTo("rosa");
    assertThat(rosa.get("/incidents/" + incident + "/runs").at("/items/0")).isEqualTo(kept);
    String elsewhere = "/incidents/01900000-0000-7000-8000-000000000000/runs";
    assertThat(rosa.get(elsewhere).path("items")).isEmpty();
    assertThat(rosa.send("POST", elsewhere, "{\"text\":\"a\"}").statusCode()).isEqualTo(404);
  }

  @Test
  void aDryRunChangesNothingAndIsWrittenDown() {
    JsonNode looked = step(rosa.post(path(FakePods.RESTART, "preview"), "{}"), FakePods.RESTART);

    assertThat(last(looked)).isEqualTo("succeeded");
    assertThat(looked.at("/results/0/dryRun").asBoolean()).isTrue();
    assertThat(looked.at("/results/0/words").asText()).contains("would");
    assertThat(pods.done()).isEmpty();
    assertThat(timeline()).contains("dry run: restart_pods");
  }

  @Test
  void whatCanBeUndoneRunsAtOnceAndOnce() {
    JsonNode ran = step(rosa.post(path(FakePods.SCALE, "call"), "{}"), FakePods.SCALE);

    assertThat(last(ran)).isEqualTo("succeeded");
    assertThat(pods.done()).containsExactly("scale_up");
    assertThat(pods.given()).containsExactly(FakePods.LONGEST);
    assertThat(timeline()).contains("scale_up {} (done)");
    assertThat(RunningDaemon.audited(temp)).contains("\"rosa\"", "scale_up");
    HttpResponse<String> again = rosa.send("POST", path(FakePods.SCALE, "call"), "{}");
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body()).contains("was carried out");
    assertThat(pods.done()).containsExactly("scale_up");
  }

  @Test
  void whatDestroysWaitsForAnotherPersonAndThenRunsOnceForWhoAsked() {
    JsonNode asked = step(rosa.post(path(FakePods.RESTART, "call"), "{}"), FakePods.RESTART);
    assertThat(asked.at("/waits/by").asText()).isEqualTo("rosa");
    assertThat(pods.done()).isEmpty();
    assertThat(rosa.send("POST", path(FakePods.RESTART, "approval"), "{}").statusCode())
        .isEqualTo(403);

    JsonNode agreed = step(ada.post(path(FakePods.RESTART, "approval"), "{}"), FakePods.RESTART);

    assertThat(agreed.at("/approved/by").asText()).isEqualTo("ada");
    assertThat(agreed.at("/approved/for").asText()).isEqualTo("rosa");
    assertThat(agreed.toString()).doesNotContain("armok1", "armreq1");
    assertThat(pods.done()).isEmpty();
    assertThat(timeline()).contains("agreed to step 3 that rosa asked for");
    JsonNode ran = step(rosa.post(path(FakePods.RESTART, "call"), "{}"), FakePods.RESTART);
    assertThat(last(ran)).isEqualTo("succeeded");
    assertThat(ran.has("approved")).isFalse();
    assertThat(pods.done()).containsExactly("restart_pods");
  }

  @Test
  void whatAnotherPersonDeclinesIsPassedOverAndMayBeAskedForAnew() {
    String decline = path(FakePods.RESTART, "rejection");
    assertThat(ada.send("POST", decline, "{}").body()).contains("does not wait");
    rosa.post(path(FakePods.RESTART, "call"), "{}");
    assertThat(rosa.send("POST", decline, "{}").statusCode()).isEqualTo(403);

    JsonNode declined =
        step(ada.post(decline, "{\"reason\":\"not in the rush hour\"}"), FakePods.RESTART);

    assertThat(declined.has("waits")).isFalse();
    assertThat(last(declined)).isEqualTo("skipped");
    assertThat(declined.toString()).contains("declined: not in the rush hour");
    assertThat(timeline())
        .contains("declined step 3 that rosa asked for", "Why: not in the rush hour");
    assertThat(RunningDaemon.audited(temp)).contains("approval_declined", "not in the rush hour");
    assertThat(as("bea").send("POST", path(FakePods.RESTART, "approval"), "{}").statusCode())
        .isEqualTo(400);
    JsonNode again = step(rosa.post(path(FakePods.RESTART, "call"), "{}"), FakePods.RESTART);
    assertThat(again.at("/waits/by").asText()).isEqualTo("rosa");
    assertThat(pods.done()).isEmpty();
  }

  @Test
  void nobodyAgreesToWhatTheyAskedForNorToWhatDoesNotWaitNorToWhatIsOver() {
    String approval = path(FakePods.RESTART, "approval");
    assertThat(ada.send("POST", approval, "{}").body()).contains("does not wait");
    ada.post(path(FakePods.RESTART, "call"), "{}");
    HttpResponse<String> own = ada.send("POST", approval, "{}");
    assertThat(own.statusCode()).isEqualTo(403);
    assertThat(own.body()).contains("second person");

    now = now.plusSeconds(16 * 60);
    HttpResponse<String> late = as("bea").send("POST", approval, "{}");
    assertThat(late.statusCode()).isEqualTo(400);
    assertThat(late.body()).contains("ended");
    assertThat(step(ada.get("/runs/" + run), FakePods.RESTART).has("waits")).isFalse();
    assertThat(pods.done()).isEmpty();
  }

  @Test
  void whatSomebodySaysThatAStepDidCountsForItsMemoryWhenTheIncidentIsOver() {
    JsonNode told =
        step(
            rosa.post(path(FakePods.SCALE, "done"), "{\"effect\":\"resolved\",\"note\":\"ok\"}"),
            FakePods.SCALE);
    assertThat(last(told)).isEqualTo("done");
    String memory = told.path("source").asText();
    assertThat(timeline()).contains("Add pods (done, resolved)");

    rosa.post("/incidents/" + incident + "/resolution", "{\"how\":\"scaled up\"}");

    MemoryId source = MemoryId.parse(memory);
    try (SqliteMemoryStore store = SqliteMemoryStore.open(temp.resolve("memory.db"))) {
      Usage usage =
          store.reader(Tenant.DEFAULT).usage(List.of(source)).getOrDefault(source, Usage.NONE);
      assertThat(usage.successes()).isEqualTo(1);
    }
    assertThat(
            rosa.send("POST", path(FakePods.SCALE, "done"), "{\"effect\":\"magic\"}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void whatAPersonDoesOrIsNotThereIsSaid() {
    HttpResponse<String> words = rosa.send("POST", path(FakePods.CALL_THE_VENDOR, "call"), "{}");
    assertThat(words.statusCode()).isEqualTo(400);
    assertThat(words.body()).contains("for a person to do");
    assertThat(rosa.send("POST", path(99, "call"), "{}").statusCode()).isEqualTo(400);
    String none = "/runs/01900000-0000-7000-8000-000000000000";
    assertThat(rosa.send("GET", none, null).statusCode()).isEqualTo(404);
    assertThat(rosa.send("POST", none + "/steps/1/call", "{}").statusCode()).isEqualTo(404);
    assertThat(as("vera").send("POST", path(FakePods.LOOK, "call"), "{}").statusCode())
        .isEqualTo(403);
  }

  @Test
  void whatManyPressAtOnceIsDoneOnce() throws Exception {
    List<Callable<Integer>> presses = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      presses.add(() -> rosa.send("POST", path(FakePods.SCALE, "call"), "{}").statusCode());
    }
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      for (Future<Integer> one : pool.invokeAll(presses)) {
        answers.add(one.get());
      }
    }
    assertThat(pods.done()).containsExactly("scale_up");
    assertThat(answers).contains(200).isSubsetOf(200, 400, 503);
    assertThat(answers.stream().filter(one -> one == 200)).hasSize(1);
  }

  @Test
  void aRunOutlivesAReload() {
    rosa.post(path(FakePods.RESTART, "call"), "{}");
    assertThat(daemon.post("/-/reload", "").statusCode()).isEqualTo(200);
    ada.post(path(FakePods.RESTART, "approval"), "{}");
    rosa.post(path(FakePods.RESTART, "call"), "{}");
    assertThat(pods.done()).containsExactly("restart_pods");
    JsonNode runs = rosa.get("/incidents/" + incident + "/runs");
    assertThat((ArrayNode) runs.path("items")).hasSize(1);
  }

  @Test
  void aCallThatRunsDuringAReloadComesToItsEnd() {
    List<Integer> reloads = new ArrayList<>();
    pods.meanwhile(() -> reloads.add(daemon.post("/-/reload", "").statusCode()));

    JsonNode ran = step(rosa.post(path(FakePods.SCALE, "call"), "{}"), FakePods.SCALE);

    assertThat(reloads).containsExactly(200);
    assertThat(last(ran)).isEqualTo("succeeded");
    assertThat(timeline()).contains("scale_up {} (done)");
    assertThat(daemon.log()).doesNotContain("failed");
  }
}
