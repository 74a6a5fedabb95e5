package io.runbookmemory.guard;

import io.runbookmemory.guard.audit.AuditEvent;
import io.runbookmemory.tool.ToolResult;
import java.time.Duration;

/**
 * Is told what the guard does, for meters and for people. What it throws is logged and changes
 * nothing. Implementations are thread-safe and quick.
 */
public interface GuardListener {

  /** Listens to nothing. */
  GuardListener NONE = new GuardListener() {};

  /**
   * A call ended, or was not let through.
   *
   * @param tool which tool; as it was asked for, where there is no such tool
   * @param result what the caller was given
   * @param took how long it took, with the guard's part
   */
  default void called(String tool, ToolResult result, Duration took) {}

  /**
   * Somebody went ahead without a second person. To be told to people at once.
   *
   * @param event who, what and why; redacted
   */
  default void glassBroken(AuditEvent event) {}

  /**
   * The audit log cannot be written, and so nothing is called.
   *
   * @param fault what is wrong with it
   */
  default void auditFailed(RuntimeException fault) {}
}
