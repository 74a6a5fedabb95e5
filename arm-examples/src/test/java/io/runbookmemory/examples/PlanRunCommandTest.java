package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.examples.guard.KeyFile;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.approval.Approvals;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.oncall.Planner;
import io.runbookmemory.oncall.run.PlanQueries;
import io.runbookmemory.oncall.run.PlanRun;
import io.runbookmemory.oncall.run.PlanRuns;
import io.runbookmemory.oncall.run.StepCalls;
import io.runbookmemory.oncall.run.StepOrder;
import io.runbookmemory.oncall.run.StepResult;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.audit.LedgerTokenUses;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.ToolResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static HttpServer prometheus() throws IOException {
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
    return prometheus;
  }

  @Test
  void whatAStepGivesIsWrittenIntoItsIncident() throws IOException {
    Ran.arm("incidents", "open", "orders down", "--service", "orders", "--store", store).ok();
    String shown = Ran.arm("incidents", "list", "--json", "--store", store).ok().out();
    Matcher found = Pattern.compile("\"id\" : \"([^\"]+)\"").matcher(shown);
    assertThat(found.find()).isTrue();
    plan("--start", "--incident", found.group(1)).ok();
    HttpServer prometheus = prometheus();
    try {
      step("1", "--prometheus", "http://localhost:" + prometheus.getAddress().getPort()).ok();
    } finally {
      prometheus.stop(0);
    }

    assertThat(Ran.arm("incidents", "show", found.group(1), "--store", store).ok().out())
        .contains("root: query_promql", "pool_used", "(done)");
    assertThat(plan("--start", "--incident", "none").err()).contains("there is no incident none");
  }

  @Test
  void whatAStepGivesIsWrittenIntoTheOpenIncidentOfItsServiceUnlessThatIsTurnedOff()
      throws IOException {
    Ran.arm("incidents", "open", "orders down", "--service", "orders", "--store", store).ok();
    Ran.arm("incidents", "open", "search down", "--service", "search", "--store", store).ok();
    plan("--start").ok();
    HttpServer prometheus = prometheus();
    String url = "http://localhost:" + prometheus.getAddress().getPort();
    try {
      step("1", "--prometheus", url, "--no-journal").ok();
      assertThat(shown("orders")).doesNotContain("query_promql");
      step("1", "--prometheus", url).ok();
    } finally {
      prometheus.stop(0);
    }

    assertThat(shown("orders")).containsOnlyOnce("query_promql");
    assertThat(shown("search")).doesNotContain("query_promql");
    step("1", "--incident", "none").refused(3, "--incident", "must begin the id of one incident");
  }

  private String shown(String service) {
    String listed =
        Ran.arm("incidents", "list", "--service", service, "--json", "--store", store).ok().out();
    Matcher found = Pattern.compile("\"id\" : \"([^\"]+)\"").matcher(listed);
    assertThat(found.find()).isTrue();
    return Ran.arm("incidents", "show", found.group(1), "--store", store).ok().out();
  }

  @Test
  void aStartedPlanIsCarriedOutStepByStep() throws IOException {
    assertThat(plan("--start").ok().err()).contains("arm: kept as run ", "go on with arm step");
    assertThat(step().ok().out()).contains("→  1. How full is the pool?", "Next: arm step 1");

    HttpServer prometheus = prometheus();
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

  private Path playbooks() throws IOException {
    Path runbooks = Files.createDirectory(folder.resolve("more"));
    Files.writeString(
        runbooks.resolve("cart.md"),
        """
        ---
        service: cart
        ---
        # The cart is slow

        ## Mitigation

        1. Run look-back.
        2. Empty it.

           ```arm
           drop_cache {"name": "cart"}
           ```
        """);
    Ran.arm("ingest", "--store", store, runbooks).ok();
    return Files.writeString(
        folder.resolve("look-back.yaml"),
        """
        apiVersion: runbookmemory.io/v1
        kind: RemediationPlaybook
        metadata: {name: look-back}
        spec:
          trigger: {alert: CartSlow}
          actions:
            - {type: recent_deployments, arguments: {service: cart}}
        """);
  }

  @Test
  void aPlaybookThatAStepNamesIsCalledAndTheEndOfTheRunIsLearned() throws IOException {
    Path playbooks = playbooks();
    List<Object> plan =
        List.of(
            "plan",
            "--store",
            store,
            "--service",
            "cart",
            "the cart is slow",
            "--playbooks",
            playbooks,
            "--start");
    assertThat(Ran.arm(plan.toArray()).ok().out())
        .contains(
            "! Calls: the playbook look-back is READ_ONLY, no outcome of it is counted, nobody has"
                + " to agree");
    step("1").refused(3, "step 1", "the playbook look-back", "--playbooks");
    assertThat(step("1", "--playbooks", playbooks).ok().out()).contains("every action was done");
    step("1", "--done", "mitigated").ok();
    step("1", "--end", "mitigated").refused(2, "without a number");
    step("--end", "fine").refused(2, "--end takes resolved");

    Ran end = step("--end", "mitigated", "--playbooks", playbooks, "--note", "it was the index");
    assertThat(end.ok().out().lines())
        .satisfiesExactly(
            it -> assertThat(it).isEqualTo("learned that it ended: mitigated"),
            it -> assertThat(it).isEqualTo("  helped  The cart is slow"),
            it ->
                assertThat(it)
                    .isEqualTo("  playbook look-back: helped 1 of 1 time, too few to tell"),
            it -> assertThat(it).startsWith("1 draft waits: arm drafts show "));
    String draft = end.out().strip().replaceFirst("(?s).* ", "");
    assertThat(Ran.arm("drafts", "show", draft, "--store", store).ok().out())
        .contains("it was the index");
    Ran again = step("--end", "mitigated", "--playbooks", playbooks);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("nothing is counted twice");
    assertThat(Ran.arm(plan.toArray()).ok().out()).contains("READ_ONLY, helped 1 of 1 time");
  }

  @Test
  void aSecondPersonAgreesOnTheCommandLineToWhatADaemonAskedFor() throws IOException {
    playbooks();
    InstantSource clock = InstantSource.system();
    String me = System.getProperty("user.name");
    try (SqliteMemoryStore memories = SqliteMemoryStore.open(folder.resolve("memory.sqlite"));
        SqliteMemoryStore ledgers = SqliteMemoryStore.open(folder.resolve("runs.sqlite"));
        AuditFolder audit = AuditFolder.open(folder.resolve("daemon"));
        RunbookMemory memory =
            RunbookMemory.builder(memories)
                .planner(Planner.builder().tools(List.of(DropCache.CONTRACT)).build())
                .build()) {
      Ledger ledger = ledgers.ledger(Tenant.DEFAULT);
      PlanRuns runs = daemon(ledger, audit);
      Situation situation =
          Situation.builder("the cart is slow", clock.instant()).service("cart").build();
      StepOrder order = StepOrder.by(Caller.of(me));
      PlanRun run = runs.start(memory.plan(situation), situation, order.caller());
      assertThat(step("2", "--approve").err()).contains("does not wait for a second person");
      run = runs.carryOut(run, 2, order);
      assertThat(run.latest(2)).get().isInstanceOf(StepResult.Waits.class);

      step("2", "--approve").refused(3, "must come from a second person");
      System.setProperty("user.name", "bo");
      String token = step("2", "--approve").ok().out().strip();
      System.setProperty("user.name", me);
      assertThat(step("2", "--approval", token).out()).contains("REFUSED, there is no tool");
      assertThat(runs.carryOut(run, 2, order.approvedBy(token)).latest(2))
          .get()
          .isInstanceOfSatisfying(
              StepResult.Called.class,
              called -> assertThat(called.end()).isEqualTo(StepResult.End.SUCCEEDED));
    } finally {
      System.setProperty("user.name", me);
    }
  }

  /** Returns a daemon's way to carry steps out, with a tool that destroys. */
  private PlanRuns daemon(Ledger ledger, AuditFolder audit) {
    SigningKey key = KeyFile.read(folder.resolve("audit.key"));
    InstantSource clock = InstantSource.system();
    GuardedToolbox box =
        GuardedToolbox.builder(
                AuditLog.open(audit, audit, key, "daemon"),
                (caller, scope) -> Optional.of(Role.RESPONDER),
                new PatternRedactor(),
                clock)
            .approvals(new Approvals(key, new LedgerTokenUses(ledger), clock))
            .tools(List.of(new DropCache()))
            .build();
    return new PlanRuns(
        ledger,
        new StepCalls(box, PlanQueries.builder(box).build(), null),
        new PatternRedactor(),
        clock);
  }

  private record DropCache() implements Tool {

    static final ToolContract CONTRACT =
        ToolContract.builder("drop_cache", "Empties a cache.").build();

    @Override
    public ToolContract contract() {
      return CONTRACT;
    }

    @Override
    public ToolResult run(ToolInvocation invocation) {
      return new ToolResult.Succeeded("{}", List.of());
    }
  }
}
