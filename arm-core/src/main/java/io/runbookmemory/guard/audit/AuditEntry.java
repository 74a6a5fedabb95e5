package io.runbookmemory.guard.audit;

/**
 * One link of a chain.
 *
 * @param writer whose chain
 * @param sequence its place, from 1 on, without gaps
 * @param event what happened
 * @param previous the hash of the link before; 64 zeros for the first
 * @param hash SHA-256 of this link's line up to here, in hexadecimal
 */
public record AuditEntry(
    String writer, long sequence, AuditEvent event, String previous, String hash) {}
