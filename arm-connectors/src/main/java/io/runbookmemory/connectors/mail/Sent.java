package io.runbookmemory.connectors.mail;

/**
 * A letter that a server took. Whether it arrives, no server tells.
 *
 * @param id its {@code Message-ID}, without brackets; of the same key the same
 * @param recipients how many addresses the server took it for
 */
public record Sent(String id, int recipients) {}
