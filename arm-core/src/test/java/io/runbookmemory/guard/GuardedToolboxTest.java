package io.runbookmemory.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.access.AccessPolicy;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.audit.AuditDecision;
import io.runbookmemory.guard.audit.AuditEvent;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.tool.JsonSchema;
import io.runbookmemory.tool.PreviewingTool;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class GuardedToolboxTest {

  private static final Scope PROD = Scope.of(new Tenant("acme")).withEnv("prod");
  private static final Caller VIV = Caller.of("viv");
  private static final Caller REX = Caller.of("rex");
  private static final Caller ADA = Caller.of("ada");
  private static final Map<String, Role> ROLES =
      Map.of("viv", Role.VIEWER, "rex", Role.RESPONDER, "ada", Role.ADMIN);

  private static final JsonSchema SERVICE =
      JsonSchema.of(
          "{\"type\":\"object\",\"properties\":{\"service\":{\"type\":\"string\"}},"
              + "\"additionalProperties\":false}");

  private final MemoryAudit audit = new MemoryAudit();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T03:00:00Z"));
  private final List<ToolInvocation> ran = new ArrayList<>();
  private final List<AuditEvent> broken = new ArrayList<>();
  private final List<String> answered = new ArrayList<>();
  private Optional<String> note = Optional.empty();

  private record Scripted(
      ToolContract contract, Function<ToolInvocation, ToolResult> script, List<ToolInvocation> ran)
      implements Tool {
    @Override
    public ToolResult run(ToolInvocation invocation) {
      ran.add(invocation);
      return script.apply(invocation);
    }
  }

  private Tool tool(String name, ToolEffect effect, Function<ToolInvocation, ToolResult> script) {
    ToolContract contract =
        ToolContract.builder(name, "Does " + name + ".")
            .effect(effect)
            .inputSchema(SERVICE)
            .timeout(Duration.ofMillis(300))
            .build();
    return new Scripted(contract, script, ran);
  }

  private GuardedToolbox.Builder builder(Tool... tools) {
    return GuardedToolbox.builder(
            audit.log(),
            (caller, scope) -> Optional.ofNullable(ROLES.get(caller.id())),
            new PatternRedactor(),
            now::get)
        .listener(
            new GuardListener() {
              @Override
              public void glassBroken(AuditEvent event) {
                broken.add(event);
              }
            })
        .acts(
            call -> {
              answered.add(
                  call.contract().name() + " " + call.arguments() + " " + reason(call.result()));
              return note;
            })
        .tools(List.of(tools));
  }

  private static ToolRequest.Builder asked(Caller caller, String tool) {
    return ToolRequest.builder(caller, PROD, tool, "{\"service\":\"pay\"}");
  }

  private static ToolResult done() {
    return new ToolResult.Succeeded("{\"ok\":true}");
  }

  private List<AuditDecision> audited() {
    return audit.entries().stream().map(entry -> entry.event().decision()).toList();
  }

  private static String reason(ToolResult result) {
    return result instanceof ToolResult.Refused refused ? refused.reason() : result.toString();
  }

  @Test
  void aCallIsWrittenDownBeforeAndAfter() {
    GuardedToolbox box = builder(tool("look", ToolEffect.READ_ONLY, it -> done())).build();
    assertThat(box.call(asked(VIV, "look").build()))
        .isEqualTo(new ToolResult.Succeeded("{\"ok\":true}"));
    assertThat(audited()).containsExactly(AuditDecision.ALLOWED, AuditDecision.SUCCEEDED);
    assertThat(audit.entries().getLast().event().resultDigest()).hasSize(64);
    assertThat(audit.report().findings()).isEmpty();
    assertThat(audit.report().unfinished()).isEmpty();
  }

  @Test
  void theSinkOfActsIsToldOfEveryAnswerWithTheArgumentsRedacted() {
    GuardedToolbox box = builder(tool("look", ToolEffect.READ_ONLY, it -> done())).build();
    String leaky = "{\"service\":\"password=hunter2-very-secret\"}";

    box.call(ToolRequest.builder(VIV, PROD, "look", leaky).build());
    box.call(asked(Caller.of("nobody"), "look").build());

    assertThat(answered).hasSize(2).noneMatch(words -> words.contains("hunter2"));
    assertThat(answered.getFirst()).startsWith("look {\"service\":").contains("ok");
    assertThat(answered.getLast()).startsWith("look {\"service\":\"pay\"}");
  }

  @Test
  void whatTheSinkOfActsHasToSayIsANoteOfTheAnswer() {
    GuardedToolbox box = builder(tool("look", ToolEffect.READ_ONLY, it -> done())).build();
    note = Optional.of("not in the journal");

    assertThat(box.call(asked(VIV, "look").build()))
        .isEqualTo(new ToolResult.Succeeded("{\"ok\":true}", List.of("not in the journal")));
    assertThat(box.call(asked(VIV, "no_such_tool").build())).isInstanceOf(ToolResult.Refused.class);
    assertThat(answered).hasSize(1);
  }

  @Test
  void aSinkOfActsThatThrowsChangesNothing() {
    GuardedToolbox box =
        builder(tool("look", ToolEffect.READ_ONLY, it -> done()))
            .acts(
                call -> {
                  throw new IllegalStateException("the ledger is away");
                })
            .build();

    assertThat(box.call(asked(VIV, "look").build())).isEqualTo(done());
  }

  @Test
  void theRoleDecidesAndSoDoesTheEnvironment() {
    Tool look = tool("look", ToolEffect.READ_ONLY, it -> done());
    Tool change = tool("change", ToolEffect.REVERSIBLE, it -> done());
    AccessPolicy policy =
        AccessPolicy.builder().requireIn("prod", ToolEffect.REVERSIBLE, Role.ADMIN).build();
    GuardedToolbox box = builder(look, change).policy(policy).build();
    assertThat(reason(box.call(asked(Caller.of("mallory"), "look").build())))
        .contains("mallory has no role");
    assertThat(reason(box.call(asked(VIV, "change").build()))).contains("takes ADMIN");
    assertThat(reason(box.call(asked(REX, "change").build()))).contains("got RESPONDER");
    assertThat(ran).isEmpty();
    Scope dev = Scope.of(new Tenant("acme")).withEnv("dev");
    assertThat(box.call(ToolRequest.builder(REX, dev, "change", "{}").build()))
        .isInstanceOf(ToolResult.Succeeded.class);
    assertThat(box.contracts(VIV, PROD)).extracting(ToolContract::name).containsExactly("look");
    assertThat(box.contracts(ADA, PROD)).hasSize(2);
    assertThat(box.contracts(Caller.of("mallory"), PROD)).isEmpty();
  }

  @Test
  void aDirectoryThatIsDownOpensNoDoor() {
    GuardedToolbox box =
        GuardedToolbox.builder(
                audit.log(),
                (caller, scope) -> {
                  throw new IllegalStateException("the directory is down");
                },
                new PatternRedactor(),
                now::get)
            .tools(List.of(tool("look", ToolEffect.READ_ONLY, it -> done())))
            .build();
    assertThat(reason(box.call(asked(ADA, "look").build()))).contains("has no role");
    assertThat(ran).isEmpty();
  }

  @Test
  void argumentsThatDoNotFitAreRefusedWithThePath() {
    GuardedToolbox box = builder(tool("look", ToolEffect.READ_ONLY, it -> done())).build();
    ToolResult result =
        box.call(ToolRequest.builder(VIV, PROD, "look", "{\"service\":7,\"x\":1}").build());
    assertThat(result)
        .isInstanceOfSatisfying(
            ToolResult.Refused.class,
            refused ->
                assertThat(refused.violations())
                    .extracting(one -> one.path())
                    .containsExactly("/service", "/x"));
    String huge = "{\"service\":\"" + "x".repeat(2_000_000) + "\"}";
    assertThat(box.call(ToolRequest.builder(VIV, PROD, "look", huge).build()).toString())
        .contains("at most 1,048,576 characters");
    assertThat(ran).isEmpty();
    assertThat(audit.text()).hasSizeLessThan(10_000);
  }

  @Test
  void whatDestroysTakesASecondPerson() {
    GuardedToolbox box = builder(tool("drop", ToolEffect.DESTRUCTIVE, it -> done())).build();
    ToolResult first = box.call(asked(REX, "drop").build());
    assertThat(first).isInstanceOf(ToolResult.ApprovalRequired.class);
    String request = ((ToolResult.ApprovalRequired) first).requestId();
    assertThatThrownBy(() -> box.approve(request, REX, PROD))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> box.approve(request, VIV, PROD)).hasMessageContaining("must be ADMIN");
    assertThatThrownBy(() -> box.approve(request, ADA, Scope.of(new Tenant("other"))))
        .hasMessageContaining("the request is for acme/*/prod");
    String token = box.approve(request, ADA, PROD);
    now.set(now.get().plusSeconds(60));
    ToolRequest other =
        ToolRequest.builder(REX, PROD, "drop", "{\"service\":\"web\"}").approval(token).build();
    assertThat(reason(box.call(other))).contains("another call");
    assertThat(ran).isEmpty();
    assertThat(box.call(asked(REX, "drop").approval(token).build()))
        .isInstanceOf(ToolResult.Succeeded.class);
    assertThat(reason(box.call(asked(REX, "drop").approval(token).build())))
        .contains("used before");
    assertThat(ran).hasSize(1);
    assertThat(audited())
        .contains(AuditDecision.APPROVAL_GRANTED, AuditDecision.APPROVED)
        .doesNotContain(AuditDecision.ALLOWED);
  }

  @Test
  void whatASecondPersonDeclinesIsNotMadeWhoeverElseAgrees() {
    GuardedToolbox box = builder(tool("drop", ToolEffect.DESTRUCTIVE, it -> done())).build();
    var asked = (ToolResult.ApprovalRequired) box.call(asked(REX, "drop").build());
    String request = asked.requestId();
    String token = box.approve(request, ADA, PROD);
    for (Caller other : List.of(REX, VIV)) {
      assertThatThrownBy(() -> box.decline(request, other, PROD, "")).hasMessageContaining("ADMIN");
    }
    box.decline(request, ADA, PROD, "rush hour, password=abcd1234efgh");
    assertThat(reason(box.call(asked(REX, "drop").approval(token).build()))).contains("declined");
    assertThatThrownBy(() -> box.decline(request, ADA, PROD, "")).hasMessageContaining("before");
    assertThat(audited()).containsOnlyOnce(AuditDecision.APPROVAL_DECLINED);
    assertThat(audit.text()).contains("for: rush hour").doesNotContain("abcd1234efgh");
  }

  @Test
  void brokenGlassIsLoudAndAsksToBeExplained() {
    GuardedToolbox box = builder(tool("drop", ToolEffect.DESTRUCTIVE, it -> done())).build();
    assertThat(reason(box.call(asked(VIV, "drop").breakGlass("fire").build())))
        .contains("takes RESPONDER");
    assertThat(box.call(asked(REX, "drop").breakGlass("disk full, password=abcd1234efgh").build()))
        .isInstanceOf(ToolResult.Succeeded.class);
    assertThat(broken).hasSize(1);
    assertThat(broken.getFirst().detail()).contains("disk full").doesNotContain("abcd1234efgh");
    assertThat(audit.report().unexplained()).hasSize(1);
    box.annotate(broken.getFirst().callId(), REX, PROD, "the volume filled within minutes");
    assertThat(audit.report().unexplained()).isEmpty();
  }

  @Test
  void aDryRunChangesNothing() {
    PreviewingTool previewing =
        new PreviewingTool() {
          private final Tool tool = tool("drop", ToolEffect.DESTRUCTIVE, it -> done());

          @Override
          public ToolContract contract() {
            return tool.contract();
          }

          @Override
          public ToolResult run(ToolInvocation invocation) {
            return tool.run(invocation);
          }

          @Override
          public ToolResult preview(ToolInvocation invocation) {
            return new ToolResult.Succeeded("{\"tables\":3}");
          }
        };
    GuardedToolbox box =
        builder(previewing, tool("blind", ToolEffect.DESTRUCTIVE, it -> done())).build();
    assertThat(box.call(asked(REX, "drop").dryRun().build()))
        .isEqualTo(new ToolResult.Succeeded("{\"tables\":3}"));
    assertThat(box.call(asked(REX, "blind").dryRun().build()))
        .isInstanceOfSatisfying(
            ToolResult.Succeeded.class,
            shown ->
                assertThat(shown.output())
                    .isEqualTo("{\"tool\":\"blind\",\"arguments\":{\"service\":\"pay\"}}"));
    assertThat(ran).isEmpty();
    assertThat(audited().getFirst()).isEqualTo(AuditDecision.DRY_RUN);
  }

  @Test
  void nothingRunsThatCannotBeWrittenDown() {
    GuardedToolbox box = builder(tool("look", ToolEffect.READ_ONLY, it -> done())).build();
    audit.failAfter(0);
    assertThat(box.call(asked(VIV, "look").build()).toString()).contains("no space left");
    assertThat(ran).isEmpty();
    audit.failAfter(1);
    assertThat(box.call(asked(VIV, "look").build()))
        .isInstanceOfSatisfying(
            ToolResult.Succeeded.class,
            it -> assertThat(it.notes()).anyMatch(note -> note.contains("not in the audit log")));
    assertThat(audit.report().unfinished()).hasSize(1);
  }

  @Test
  void secretsAreGoneFromResultsAndFromTheLog() {
    String key = "AKIA" + "IOSFODNN7EXAMPLE";
    GuardedToolbox box =
        builder(
                tool(
                    "look",
                    ToolEffect.READ_ONLY,
                    it ->
                        new ToolResult.Succeeded(
                            "{\"line\":\"key " + key + "\",\"list\":[\"" + key + "\"]}")),
                tool(
                    "fail",
                    ToolEffect.READ_ONLY,
                    it -> {
                      throw new IllegalStateException("401 for " + key);
                    }))
            .build();
    String arguments = "{\"service\":\"" + key + "\"}";
    assertThat(box.call(ToolRequest.builder(VIV, PROD, "look", arguments).build()).toString())
        .doesNotContain(key);
    assertThat(box.call(ToolRequest.builder(VIV, PROD, "fail", arguments).build()).toString())
        .contains("fail broke")
        .doesNotContain(key);
    assertThat(ran).allSatisfy(it -> assertThat(it.arguments()).doesNotContain(key));
    assertThat(audit.text()).doesNotContain(key);
  }

  @Test
  void aToolThatDoesNotAnswerIsNotWaitedFor() {
    GuardedToolbox box =
        builder(
                tool(
                    "slow",
                    ToolEffect.READ_ONLY,
                    it -> {
                      try {
                        Thread.sleep(60_000);
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                      return done();
                    }))
            .build();
    assertThat(box.call(asked(VIV, "slow").build()))
        .isEqualTo(new ToolResult.TimedOut(Duration.ofMillis(300)));
    assertThat(box.call(asked(VIV, "slow").timeout(Duration.ofMillis(20)).build()))
        .isEqualTo(new ToolResult.TimedOut(Duration.ofMillis(20)));
    assertThat(audited()).contains(AuditDecision.TIMED_OUT);
  }

  @Test
  void anOutputIsCutWithANote() {
    String items = "\"" + "x".repeat(990) + "\",";
    String output = "{\"events\":[" + items.repeat(10_000) + "\"end\"],\"total\":10001}";
    GuardedToolbox box =
        builder(tool("look", ToolEffect.READ_ONLY, it -> new ToolResult.Succeeded(output))).build();
    assertThat(box.call(asked(VIV, "look").timeout(Duration.ofMillis(299)).build()))
        .isInstanceOfSatisfying(
            ToolResult.Succeeded.class,
            it -> {
              assertThat(it.output()).hasSizeLessThan(110_000).contains("\"total\":10001");
              assertThat(it.notes()).anyMatch(note -> note.contains("of 10,001 items of /events"));
            });
  }

  @Test
  void callsThatComeTooOftenAreRefusedUntilTheMinuteFills() {
    GuardedToolbox box =
        builder(tool("look", ToolEffect.READ_ONLY, it -> done()))
            .rates(RateLimits.DEFAULT.with("look", 2))
            .build();
    box.call(asked(VIV, "look").build());
    box.call(asked(VIV, "look").build());
    assertThat(reason(box.call(asked(VIV, "look").build()))).contains("wait 30 s");
    assertThat(box.call(asked(REX, "look").build())).isInstanceOf(ToolResult.Succeeded.class);
    now.set(now.get().plusSeconds(30));
    assertThat(box.call(asked(VIV, "look").build())).isInstanceOf(ToolResult.Succeeded.class);
    assertThat(ran).hasSize(4);
  }
}
