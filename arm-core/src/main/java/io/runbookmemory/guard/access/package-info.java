/**
 * Who may do what: {@link io.runbookmemory.guard.access.Roles} tells what somebody is, {@link
 * io.runbookmemory.guard.access.AccessPolicy} what that lets them do.
 *
 * <p>Floor 2: imports {@code memory} and {@code tool}.
 */
package io.runbookmemory.guard.access;
