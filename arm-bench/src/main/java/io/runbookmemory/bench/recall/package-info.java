/**
 * How well recall does beside another library on the same set with known answers, and what of a
 * recall's time is ARM's own. It imports {@code search} and {@code measure}.
 */
package io.runbookmemory.bench.recall;
