/**
 * The word of a second person: {@link io.runbookmemory.guard.approval.Approvals} makes requests and
 * tokens, and takes each token once.
 *
 * <p>Floor 2: imports {@code error}, {@code tool}.
 */
package io.runbookmemory.guard.approval;
