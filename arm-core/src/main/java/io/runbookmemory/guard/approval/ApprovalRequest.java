package io.runbookmemory.guard.approval;

import java.time.Instant;

/**
 * What a second person is asked to agree to.
 *
 * @param id names it; the same call asked for again is another request
 * @param callDigest SHA-256 of the call: tool, arguments, caller, scope
 * @param requester who wants to make the call
 * @param tool which tool
 * @param scope where, as {@code tenant/service/env}
 * @param summary the call in words, redacted
 * @param asked when, by the clock of who asked
 * @param expires until when an approval of it counts
 */
public record ApprovalRequest(
    String id,
    String callDigest,
    String requester,
    String tool,
    String scope,
    String summary,
    Instant asked,
    Instant expires) {}
