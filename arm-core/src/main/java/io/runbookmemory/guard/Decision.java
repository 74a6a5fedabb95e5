package io.runbookmemory.guard;

import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.audit.AuditDecision;
import io.runbookmemory.tool.ToolResult;
import org.jspecify.annotations.Nullable;

/** Whether a call is made. */
sealed interface Decision {

  /** What the caller is there; null if nobody knows them. */
  @Nullable Role role();

  AuditDecision audited();

  /** Why, in words. */
  String detail();

  /** It is made. */
  record Go(Role role, AuditDecision audited, String detail) implements Decision {}

  /** It is not, and the caller is told why. */
  record Stop(@Nullable Role role, AuditDecision audited, String detail, ToolResult result)
      implements Decision {

    static Stop refused(@Nullable Role role, String reason) {
      return new Stop(role, AuditDecision.REFUSED, reason, new ToolResult.Refused(reason));
    }
  }
}
