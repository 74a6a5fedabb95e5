/**
 * Who of many processes does a work that only one may do: {@link
 * io.runbookmemory.store.lease.Leases} grants a name to one at a time, for a while, with a token
 * that tells a later holder from an earlier one.
 *
 * <p>Floor 3: imports {@code text}.
 */
package io.runbookmemory.store.lease;
