/**
 * Who asks: {@link io.runbookmemory.examples.daemon.access.Identities} finds out by a bearer token,
 * by a token of the organisation's identity provider, or by what a reverse proxy says; {@link
 * io.runbookmemory.examples.daemon.access.RateLimit} bounds how often. Imports {@code config} alone
 * of the daemon.
 */
package io.runbookmemory.examples.daemon.access;
