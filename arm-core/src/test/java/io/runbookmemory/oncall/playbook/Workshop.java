package io.runbookmemory.oncall.playbook;

import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.RateLimits;
import io.runbookmemory.guard.access.AccessPolicy;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.tool.JsonSchema;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tools that do as a test says and note that they were called, behind a real guard. */
final class Workshop implements AutoCloseable {

  static final Scope PROD = Scope.of(new Tenant("acme")).withService("pay").withEnv("prod");
  static final Caller REX = Caller.of("rex");
  static final Caller ADA = Caller.of("ada");
  static final Caller VIV = Caller.of("viv");
  static final Instant START = Instant.parse("2026-03-01T03:00:00Z");
  static final ToolResult OK = new ToolResult.Succeeded("{\"ok\":true}");

  private static final Map<Caller, Role> ROLES =
      Map.of(VIV, Role.VIEWER, REX, Role.RESPONDER, ADA, Role.ADMIN);
  private static final JsonSchema SERVICE =
      JsonSchema.of(
          "{\"type\":\"object\",\"properties\":{\"service\":{\"type\":\"string\"}},"
              + "\"additionalProperties\":false}");
  private static final List<ToolContract> CONTRACTS = made();

  /** The names of the tools that ran, in order. */
  final List<String> ran = new ArrayList<>();

  /** How long was waited between tries. */
  final List<Duration> waited = new ArrayList<>();

  /** What conditions are found to be, by metric; unknown where nothing is said. */
  final Map<String, ConditionState> found = new HashMap<>();

  final Map<String, Deque<ToolResult>> answers = new HashMap<>();
  Instant now = START;

  private final AuditFolder audit;
  private final GuardedToolbox toolbox;

  Workshop(Path folder) {
    audit = AuditFolder.open(folder);
    RateLimits many =
        new RateLimits(
            Map.of(
                ToolEffect.READ_ONLY, 1000, ToolEffect.REVERSIBLE, 1000, ToolEffect.DESTRUCTIVE, 9),
            Map.of());
    toolbox =
        GuardedToolbox.builder(
                AuditLog.open(audit, audit, SigningKey.random(), "test"),
                (caller, scope) -> Optional.ofNullable(ROLES.get(caller)),
                new PatternRedactor(),
                () -> now)
            .rates(many)
            .policy(AccessPolicy.builder().require("revert", Role.ADMIN).build())
            .tools(contracts().stream().map(contract -> new Noted(contract)).toList())
            .build();
  }

  /**
   * look, silence and unsilence can be called twice; restart and scale not; only ADA may revert.
   */
  static List<ToolContract> contracts() {
    return CONTRACTS;
  }

  private static List<ToolContract> made() {
    return List.of(
        contract("look", ToolEffect.READ_ONLY).build(),
        contract("silence", ToolEffect.REVERSIBLE).idempotent().build(),
        contract("unsilence", ToolEffect.REVERSIBLE).idempotent().build(),
        contract("restart", ToolEffect.REVERSIBLE).build(),
        contract("scale", ToolEffect.REVERSIBLE).build(),
        contract("unscale", ToolEffect.REVERSIBLE).build(),
        contract("revert", ToolEffect.REVERSIBLE).build(),
        contract("drop", ToolEffect.DESTRUCTIVE).build());
  }

  private static ToolContract.Builder contract(String name, ToolEffect effect) {
    return ToolContract.builder(name, "Does " + name + ".")
        .effect(effect)
        .inputSchema(SERVICE)
        .timeout(Duration.ofSeconds(10));
  }

  private final class Noted implements Tool {
    private final ToolContract contract;

    Noted(ToolContract contract) {
      this.contract = contract;
    }

    @Override
    public ToolContract contract() {
      return contract;
    }

    @Override
    public ToolResult run(ToolInvocation invocation) {
      ran.add(contract.name());
      now = now.plusSeconds(1);
      ToolResult next = answers.getOrDefault(contract.name(), new ArrayDeque<>()).poll();
      return next == null ? OK : next;
    }
  }

  /** Sets what the next calls of a tool come to; later ones succeed. */
  void answer(String tool, ToolResult... results) {
    answers.put(tool, new ArrayDeque<>(List.of(results)));
  }

  GuardedToolbox toolbox() {
    return toolbox;
  }

  PlaybookRunner runner(Playbook... playbooks) {
    return new PlaybookRunner(
        PlaybookCatalog.of(List.of(playbooks), contracts()),
        toolbox,
        (condition, scope) ->
            found.getOrDefault(
                condition.metric(), new ConditionState.Unknown("no " + condition.metric())),
        () -> now,
        time -> {
          waited.add(time);
          now = now.plus(time);
        });
  }

  static PlaybookOrder order(Caller caller) {
    return new PlaybookOrder("fix", caller, PROD, START);
  }

  static Playbook.Builder playbook(PlaybookAction... actions) {
    return Playbook.builder("fix", new Playbook.Trigger("PayDown", List.of()), List.of(actions));
  }

  static PlaybookAction.Builder action(String tool) {
    return PlaybookAction.builder(tool, tool, "{\"service\":\"pay\"}");
  }

  static PlaybookAction call(String playbook) {
    return PlaybookAction.builder(
            "call-" + playbook, PlaybookAction.RUN_PLAYBOOK, "{\"playbook\":\"" + playbook + "\"}")
        .build();
  }

  static PlaybookCondition above(String metric) {
    return new PlaybookCondition(
        metric, PlaybookCondition.Comparison.ABOVE, 0.5, Duration.ofMinutes(5));
  }

  static Rollback rollback(Rollback.Undo... undo) {
    return new Rollback(true, Duration.ofMinutes(15), List.of(), List.of(undo));
  }

  static Rollback.Undo undo(String of, String by) {
    return new Rollback.Undo(of, action(by).build());
  }

  @Override
  public void close() {
    audit.close();
  }
}
