package io.runbookmemory.guard;

import io.runbookmemory.guard.access.AccessPolicy;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.access.Roles;
import io.runbookmemory.guard.approval.ApprovalCheck;
import io.runbookmemory.guard.approval.ApprovalRequest;
import io.runbookmemory.guard.approval.Approvals;
import io.runbookmemory.guard.audit.AuditDecision;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolResult;
import io.runbookmemory.tool.Violation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides of each call whether it is made. */
final class Checks {

  private final Roles roles;
  private final AccessPolicy policy;
  private final Approvals approvals;
  private final CallRates rates;
  private final InstantSource clock;

  Checks(
      Roles roles, AccessPolicy policy, Approvals approvals, CallRates rates, InstantSource clock) {
    this.roles = roles;
    this.policy = policy;
    this.approvals = approvals;
    this.rates = rates;
    this.clock = clock;
  }

  AccessPolicy policy() {
    return policy;
  }

  Approvals approvals() {
    return approvals;
  }

  /** Somebody whose role cannot be told has none: a directory that is down opens no door. */
  Optional<Role> roleOf(Caller caller, Scope scope) {
    try {
      return roles.roleOf(caller, scope);
    } catch (RuntimeException e) {
      Journal.LOG.warn("the role of {} cannot be told, and counts as none", caller.id(), e);
      return Optional.empty();
    }
  }

  boolean admits(Caller caller, Scope scope, ToolContract contract) {
    return !policy.forbids(contract)
        && roleOf(caller, scope)
            .filter(role -> role.includes(policy.roleFor(contract, scope)))
            .isPresent();
  }

  Decision decide(GuardedCall call, @Nullable ToolContract contract) {
    ToolRequest request = call.request();
    Role role = roleOf(request.caller(), request.scope()).orElse(null);
    if (role == null) {
      return Decision.Stop.refused(null, request.caller().id() + " has no role in " + call.scope());
    }
    if (contract == null) {
      return Decision.Stop.refused(role, "there is no tool " + call.shownTool());
    }
    if (policy.forbids(contract)) {
      return Decision.Stop.refused(role, contract.name() + " is forbidden to everybody here");
    }
    Role least = policy.roleFor(contract, request.scope());
    if (!role.includes(least)) {
      return Decision.Stop.refused(
          role, contract.name() + " takes " + least + " in " + call.scope() + ", got " + role);
    }
    Duration wait = rates.take(request.caller().id(), contract, clock.instant());
    if (wait.isPositive()) {
      return Decision.Stop.refused(
          role,
          "%s was called too often by %s: wait %d s"
              .formatted(contract.name(), request.caller().id(), wait.toSeconds()));
    }
    List<Violation> violations = violations(request, contract);
    if (!violations.isEmpty()) {
      String reason = "the arguments do not fit " + contract.name();
      return new Decision.Stop(
          role,
          AuditDecision.REFUSED,
          reason + ": " + violations.getFirst(),
          new ToolResult.Refused(reason, violations));
    }
    return request.dryRun()
        ? new Decision.Go(role, AuditDecision.DRY_RUN, "")
        : consent(call, contract, role);
  }

  private static List<Violation> violations(ToolRequest request, ToolContract contract) {
    int length = request.arguments().length();
    return length > GuardedCall.LONGEST_ARGUMENTS
        ? List.of(
            new Violation(
                "",
                "must have at most %,d characters, got %,d"
                    .formatted(GuardedCall.LONGEST_ARGUMENTS, length)))
        : contract.inputSchema().check(request.arguments());
  }

  private Decision consent(GuardedCall call, ToolContract contract, Role role) {
    ToolRequest request = call.request();
    if (contract.effect() != ToolEffect.DESTRUCTIVE) {
      return new Decision.Go(role, AuditDecision.ALLOWED, "");
    }
    if (request.approval().isPresent()) {
      return switch (approvals.take(
          request.approval().get(), call.digest(), request.caller().id())) {
        case ApprovalCheck.Approved(String approver, String requestId) ->
            new Decision.Go(role, AuditDecision.APPROVED, "by " + approver);
        case ApprovalCheck.NotApproved(String reason) -> Decision.Stop.refused(role, reason);
      };
    }
    if (request.breakGlass().isPresent()) {
      return role.includes(policy.glassBreaker())
          ? new Decision.Go(role, AuditDecision.BROKE_GLASS, call.shownReason())
          : Decision.Stop.refused(
              role, "to break the glass takes " + policy.glassBreaker() + ", got " + role);
    }
    String summary = contract.name() + " " + call.shownArguments();
    ApprovalRequest asked =
        approvals.request(
            call.digest(), request.caller().id(), contract.name(), call.scope(), summary);
    return new Decision.Stop(
        role,
        AuditDecision.APPROVAL_REQUIRED,
        "until " + asked.expires(),
        new ToolResult.ApprovalRequired(asked.id(), summary, asked.expires()));
  }
}
