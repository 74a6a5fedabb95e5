package io.runbookmemory.oncall.playbook;

import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.memory.Scope;
import java.time.Instant;

/**
 * Who wants which playbook run, where.
 *
 * @param playbook its name
 * @param caller in whose name every tool is called
 * @param scope tenant, and service and environment where they are known
 * @param since when what it is about began, for the escalation
 */
public record PlaybookOrder(String playbook, Caller caller, Scope scope, Instant since) {}
