package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan is started and carried out by several commands, as several people would. */
class PlanRunCommandTest {

  private static final String ANSWER =
      """
      {"status":"success","data":{"resultType":"vector","result":[
        {"metric":{"job":"orders"},"value":[1767225600,"97"]}]}}
      """;

  @TempDir private Path folder;
  private String store = "";

  @BeforeEach
  void remember() throws IOException {
    store = "sqlite:" + folder.resolve("memory.sqlite");
    Files.writeString(folder.resolve("audit.key"), "ab".repeat(32) + "\n");
    Path runbooks = Files.createDirectory(folder.resolve("runbooks"));
    Files.writeString(
        runbooks.resolve("pool.md"),
        """
        ---
        service: orders
        ---
        # The pool of orders is full

        ## Diagnosis

        1. How full is the pool?

           ```promql
           pool_used{job="orders"}
           ```

        ## Mitigation

        1. Drain the oldest node. Expected: the pool empties. Rollback: uncordon it.

           ```bash
           kubectl drain node-1
           ```
        2. Call the vendor.
        """);
    Ran.arm("ingest", "--store", store, runbooks).ok();
  }

  private Ran plan(String... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("plan", "--store", store, "--service", "orders", "the pool of orders is full"));
    words.addAll(Arrays.asList(more));
    return Ran.arm(words.toArray());
  }

  private Ran step(Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "step",
                "--store",
                store,
                "--audit",
                folder.resolve("audit"),
                "--key",
                folder.resolve("audit.key")));
    words.addAll(Arrays.asList(more));
    return Ran.arm(words.toArray());
  }

  @Test
  void thePlanSaysWhatToExpectHowToGoBackAndWhoMustAgree() {
    assertThat(plan().ok().out())
        .contains("Drain the oldest node.  (")
        .contains("! Expect: the pool empties.")
        .contains("! Undo: uncordon it.")
        .contains("! Ask: needs approval of a second person (ADMIN): “kubectl drain node-1”");
    assertThat(Files.exists(folder.resolve("runs.sqlite"))).isFalse();
  }

  @Test
  void aStartedPlanIsCarriedOutStepByStep() throws IOException {
    assertThat(plan("--start").ok().err()).contains("arm: kept as run ", "go on with arm step");
    assertThat(step().ok().out()).contains("→  1. How full is the pool?", "Next: arm step 1");

    HttpServer prometheus =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    prometheus.createContext(
        "/",
        exchange -> {
          byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    prometheus.start();
    try {
      String url = "http://localhost:" + prometheus.getAddress().getPort();
      assertThat(step("1", "--prometheus", url).ok().out())
          .contains("✓  1. How full is the pool?", "SUCCEEDED, ", "97", "Next: arm step 2");
    } finally {
      prometheus.stop(0);
    }

    step("2", "--done", "mitigated").refused(3, "step 2", "needs approval of a second person");
    assertThat(step("2", "--done", "mitigated", "--approved-by", "bo", "--note", "60 %").ok().out())
        .contains("done: MITIGATED, agreed by bo, “60 %” (");
    assertThat(step("3", "--skip").ok().out()).contains("Every step is settled.");
    assertThat(step("--json").ok().out())
        .contains("\"result\" : \"DONE\"", "\"result\" : \"SKIPPED\"", "\"settled\" : true");
  }

  @Test
  void whatCannotBeDoneSaysWhatToDo() {
    assertThat(step().code()).isEqualTo(1);
    plan("--start").ok();
    step("3").refused(3, "step 3", "is for a person to do");
    step("9", "--skip").refused(3, "step 9", "has the steps 1 to 3");
    step("2", "--done", "fine").refused(2, "--done takes resolved, mitigated");
    step("--skip").refused(2, "say which step");
    assertThat(step("1").out()).contains("REFUSED, there is no tool query_promql");
  }
}
