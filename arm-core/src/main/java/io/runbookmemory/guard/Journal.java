package io.runbookmemory.guard;

import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.approval.ApprovalRequest;
import io.runbookmemory.guard.audit.AuditDecision;
import io.runbookmemory.guard.audit.AuditEvent;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.key.Sha256;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down every call, before it runs and when it ended, and tells who listens. */
final class Journal {

  static final Logger LOG = LoggerFactory.getLogger(GuardedToolbox.class);

  /** How a call ended: what the caller was given, as SHA-256, and after how many microseconds. */
  private record Ending(@Nullable String digest, @Nullable Long micros) {

    static final Ending NOT_YET = new Ending(null, null);
  }

  private static final String UNWRITTEN =
      "the audit log cannot be written, so nothing was called: ";

  private final AuditLog audit;
  private final GuardListener listener;
  private final ActSink acts;
  private final InstantSource clock;

  Journal(AuditLog audit, GuardListener listener, ActSink acts, InstantSource clock) {
    this.audit = audit;
    this.listener = listener;
    this.acts = acts;
    this.clock = clock;
  }

  /** Writes down a call that is not made; without that the caller is not even told why. */
  ToolResult stopped(GuardedCall call, Decision.Stop stop) {
    try {
      audit.append(event(call, stop, stop.audited(), stop.detail(), Ending.NOT_YET));
      return stop.result();
    } catch (RuntimeException e) {
      return unwritten(e);
    }
  }

  /** Makes a call between its two entries. */
  ToolResult around(GuardedCall call, Decision.Go go, Supplier<ToolResult> run) {
    AuditEvent before = event(call, go, go.audited(), go.detail(), Ending.NOT_YET);
    try {
      audit.append(before);
    } catch (RuntimeException e) {
      return unwritten(e);
    }
    if (go.audited() == AuditDecision.BROKE_GLASS) {
      LOG.warn(
          "{} broke the glass for {} in {} (call {}): {}",
          before.caller(),
          before.tool(),
          before.scope(),
          before.callId(),
          before.detail());
      tell(it -> it.glassBroken(before));
    }
    long begin = System.nanoTime();
    ToolResult result = run.get();
    long micros = (System.nanoTime() - begin) / 1_000;
    try {
      Ending ending = new Ending(Sha256.of(result.toString()), micros);
      audit.append(event(call, go, outcome(result), detail(result), ending));
      return result;
    } catch (RuntimeException e) {
      LOG.error("how call {} of {} ended is not in the audit log", call.id(), call.shownTool(), e);
      tell(it -> it.auditFailed(e));
      return noted(result, "how this call ended is not in the audit log: it cannot be written");
    }
  }

  private ToolResult unwritten(RuntimeException fault) {
    LOG.error("the audit log cannot be written, so no tool is called", fault);
    tell(it -> it.auditFailed(fault));
    return new ToolResult.Failed(UNWRITTEN + fault.getMessage(), true);
  }

  private static ToolResult noted(ToolResult result, String note) {
    if (result instanceof ToolResult.Succeeded succeeded) {
      List<String> notes = new ArrayList<>(succeeded.notes());
      notes.add(note);
      return new ToolResult.Succeeded(succeeded.output(), notes);
    }
    return result;
  }

  private AuditEvent event(
      GuardedCall call, Decision decision, AuditDecision audited, String detail, Ending ending) {
    return new AuditEvent(
        clock.instant(),
        call.id(),
        call.request().caller().id(),
        decision.role() == null ? null : Objects.requireNonNull(decision.role()).name(),
        call.scope(),
        call.shownTool(),
        call.shownArguments(),
        audited,
        detail,
        ending.digest(),
        ending.micros());
  }

  private static AuditDecision outcome(ToolResult result) {
    return switch (result) {
      case ToolResult.Succeeded it -> AuditDecision.SUCCEEDED;
      case ToolResult.NoData it -> AuditDecision.NO_DATA;
      case ToolResult.Failed it -> AuditDecision.FAILED;
      case ToolResult.TimedOut it -> AuditDecision.TIMED_OUT;
      case ToolResult.Refused it -> AuditDecision.REFUSED;
      case ToolResult.ApprovalRequired it -> AuditDecision.APPROVAL_REQUIRED;
    };
  }

  private static String detail(ToolResult result) {
    return switch (result) {
      case ToolResult.Succeeded it -> String.join("; ", it.notes());
      case ToolResult.NoData it -> it.reason();
      case ToolResult.Failed it -> it.reason();
      case ToolResult.TimedOut it -> "after " + it.after();
      case ToolResult.Refused it -> it.reason();
      case ToolResult.ApprovalRequired it -> it.summary();
    };
  }

  void granted(ApprovalRequest request, Caller approver, Role role) {
    decided(request, approver, role, AuditDecision.APPROVAL_GRANTED, "");
  }

  void declined(ApprovalRequest request, Caller decliner, Role role, String words) {
    String why = words.isBlank() ? "" : ", for: " + words;
    decided(request, decliner, role, AuditDecision.APPROVAL_DECLINED, why);
  }

  private void decided(
      ApprovalRequest request, Caller person, Role role, AuditDecision decision, String why) {
    audit.append(
        new AuditEvent(
            clock.instant(),
            UUID.randomUUID().toString(),
            person.id(),
            role.name(),
            request.scope(),
            request.tool(),
            "{}",
            decision,
            "to " + request.requester() + ": " + request.summary() + why,
            null,
            null));
  }

  void annotated(String callId, Caller caller, @Nullable String role, String scope, String words) {
    audit.append(
        new AuditEvent(
            clock.instant(),
            callId,
            caller.id(),
            role,
            scope,
            "",
            "{}",
            AuditDecision.ANNOTATED,
            words,
            null,
            null));
  }

  /** Tells who listens, and returns what the caller is given. */
  ToolResult ended(
      GuardedCall call, @Nullable ToolContract contract, ToolResult result, long beginNanos) {
    Duration took = Duration.ofNanos(System.nanoTime() - beginNanos);
    tell(it -> it.called(call.shownTool(), result, took));
    return contract == null ? result : written(call, contract, result);
  }

  private ToolResult written(GuardedCall call, ToolContract contract, ToolResult result) {
    try {
      return acts.take(
              new AnsweredCall(call.id(), call.request(), contract, call.shownArguments(), result))
          .map(note -> noted(result, note))
          .orElse(result);
    } catch (RuntimeException e) {
      LOG.warn("call {} of {} is in no incident's journal", call.id(), call.shownTool(), e);
      return result;
    }
  }

  private void tell(Consumer<GuardListener> what) {
    try {
      what.accept(listener);
    } catch (RuntimeException e) {
      LOG.warn("a listener of the guard threw", e);
    }
  }
}
