package io.runbookmemory.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.guard.access.AccessPolicy;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.audit.AuditDecision;
import io.runbookmemory.guard.audit.AuditEntry;
import io.runbookmemory.guard.audit.AuditReport;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.ToolResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand sequences of calls at random, right ones and wrong ones, by people of every role,
 * with approvals honest and stolen and an audit log that may fail. What ran is held against the
 * policy, written down here a second time.
 */
class GuardSequencesTest {

  private static final int SEQUENCES = 10_000;
  private static final long SEED = 20_261_121;
  private static final String SECRET = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";

  private static final Map<String, Role> ROLES =
      Map.of("viv", Role.VIEWER, "rex", Role.RESPONDER, "ros", Role.RESPONDER, "ada", Role.ADMIN);
  private static final List<String> PEOPLE = List.of("viv", "rex", "ros", "ada", "mallory");
  private static final List<Scope> SCOPES =
      Stream.of("prod", "dev").map(Scope.of(new Tenant("acme"))::withEnv).toList();

  private static final AccessPolicy POLICY =
      AccessPolicy.builder()
          .forbid("forbidden")
          .requireIn("prod", ToolEffect.REVERSIBLE, Role.ADMIN)
          .glassBreaker(Role.ADMIN)
          .build();

  private record Ran(String callId, String caller, String tool) {}

  private record Recording(String name, ToolEffect effect, List<Ran> ran) implements Tool {
    @Override
    public ToolContract contract() {
      return ToolContract.builder(name, "Is called.").effect(effect).build();
    }

    @Override
    public ToolResult run(ToolInvocation invocation) {
      ran.add(new Ran(invocation.callId(), invocation.caller(), name));
      assertThat(invocation.arguments()).doesNotContain(SECRET);
      return new ToolResult.Succeeded("{\"seen\":\"" + SECRET + "\"}");
    }
  }

  /** What may run where, in other words than the guard's. */
  private static boolean allowed(Ran one, AuditEntry before) {
    Role role = ROLES.get(one.caller());
    boolean prod = before.event().scope().endsWith("/prod");
    return switch (one.tool()) {
      case "look" -> role != null;
      case "change" -> prod ? role == Role.ADMIN : role == Role.RESPONDER || role == Role.ADMIN;
      case "destroy" ->
          switch (before.event().decision()) {
            case APPROVED -> role == Role.RESPONDER || role == Role.ADMIN;
            case BROKE_GLASS -> role == Role.ADMIN;
            default -> false;
          };
      default -> false;
    };
  }

  @Test
  void nothingRunsThatThePolicyForbidsAndNothingRunsUnseen() {
    Random random = new Random(SEED);
    int ran = 0;
    int refused = 0;
    for (int i = 0; i < SEQUENCES; i++) {
      Sequence sequence = new Sequence(random);
      sequence.play();
      sequence.check(i);
      ran += sequence.ran.size();
      refused += sequence.refused;
    }
    // The sequences are worth something only if much ran and much was refused.
    assertThat(ran).isGreaterThan(SEQUENCES);
    assertThat(refused).isGreaterThan(SEQUENCES);
  }

  private static final class Sequence {

    private final Random random;
    private final MemoryAudit audit = new MemoryAudit();
    private final List<Ran> ran = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private final StringBuilder shown = new StringBuilder();
    private final GuardedToolbox box;
    private Instant now = Instant.parse("2026-03-01T03:00:00Z");
    private int refused;

    Sequence(Random random) {
      this.random = random;
      this.box =
          GuardedToolbox.builder(
                  audit.log(),
                  (caller, scope) -> Optional.ofNullable(ROLES.get(caller.id())),
                  new PatternRedactor(),
                  () -> now)
              .policy(POLICY)
              .tools(
                  List.of(
                      new Recording("look", ToolEffect.READ_ONLY, ran),
                      new Recording("change", ToolEffect.REVERSIBLE, ran),
                      new Recording("destroy", ToolEffect.DESTRUCTIVE, ran),
                      new Recording("forbidden", ToolEffect.READ_ONLY, ran)))
              .build();
    }

    private <T> T any(List<T> choices) {
      return choices.get(random.nextInt(choices.size()));
    }

    void play() {
      for (int step = 5 + random.nextInt(15); step > 0; step--) {
        switch (random.nextInt(10)) {
          case 0 -> now = now.plusSeconds(random.nextInt(1_200));
          case 1, 2 -> approve();
          case 3 -> audit.failAfter(random.nextInt(4));
          default -> call();
        }
      }
    }

    private void approve() {
      if (!requests.isEmpty()) {
        try {
          tokens.add(box.approve(any(requests), Caller.of(any(PEOPLE)), any(SCOPES)));
        } catch (InvalidInputException | UnavailableException e) {
          shown.append(e.getMessage());
        }
      }
    }

    private void call() {
      audit.failAfter(random.nextInt(20) == 0 ? random.nextInt(2) : Integer.MAX_VALUE);
      String arguments = random.nextBoolean() ? "{\"q\":1}" : "{\"q\":\"token " + SECRET + "\"}";
      ToolRequest.Builder request =
          ToolRequest.builder(
              Caller.of(any(PEOPLE)),
              any(SCOPES),
              any(List.of("look", "change", "destroy", "destroy", "forbidden", "unknown")),
              random.nextInt(15) == 0 ? "[" + SECRET : arguments);
      if (!tokens.isEmpty() && random.nextInt(3) > 0) {
        request.approval(any(tokens));
      }
      if (random.nextInt(6) == 0) {
        request.breakGlass("it burns, " + SECRET);
      }
      if (random.nextInt(6) == 0) {
        request.dryRun();
      }
      ToolResult result = box.call(request.build());
      shown.append(result);
      if (result instanceof ToolResult.ApprovalRequired required) {
        requests.add(required.requestId());
      } else if (result instanceof ToolResult.Refused) {
        refused++;
      }
    }

    void check(int number) {
      String at = "sequence %d of seed %d".formatted(number, SEED);
      AuditReport report = audit.report();
      assertThat(report.findings()).as(at).isEmpty();
      List<AuditEntry> entries = audit.entries();
      for (Ran one : ran) {
        List<AuditEntry> before =
            entries.stream()
                .filter(entry -> entry.event().callId().equals(one.callId()))
                .filter(entry -> entry.event().decision().opens())
                .toList();
        assertThat(before).as("%s: %s", at, one).hasSize(1);
        assertThat(before.getFirst().event().decision())
            .as("%s: %s", at, one)
            .isNotEqualTo(AuditDecision.DRY_RUN);
        assertThat(allowed(one, before.getFirst())).as("%s: %s", at, one).isTrue();
      }
      long approved =
          entries.stream()
              .filter(entry -> entry.event().decision() == AuditDecision.APPROVED)
              .count();
      assertThat(approved).as(at).isLessThanOrEqualTo(requests.size());
      assertThat(audit.text()).as(at).doesNotContain(SECRET);
      assertThat(shown.toString()).as(at).doesNotContain(SECRET);
    }
  }
}
