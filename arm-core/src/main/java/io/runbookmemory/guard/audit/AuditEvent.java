package io.runbookmemory.guard.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened, as the guard tells the log. No text of it holds a secret: the guard redacts all.
 *
 * @param at when, by the clock of who writes
 * @param callId which call it is about
 * @param caller who asked
 * @param role what they are here; null if nobody knows them
 * @param scope what they asked it for, as {@code tenant/service/env}
 * @param tool which tool
 * @param arguments one JSON object, redacted
 * @param decision what was decided or became of it
 * @param detail why, in words; empty where there is nothing to add
 * @param resultDigest SHA-256 of what the caller was given, in hexadecimal; null before a call
 * @param micros how long the call took, in microseconds; null before a call
 */
public record AuditEvent(
    Instant at,
    String callId,
    String caller,
    @Nullable String role,
    String scope,
    String tool,
    String arguments,
    AuditDecision decision,
    String detail,
    @Nullable String resultDigest,
    @Nullable Long micros) {}
