/**
 * What past incidents have in common: a {@link io.runbookmemory.learn.analysis.signature.Casebook}
 * keeps what analysis needs of each and tells failure signatures with what helped, alerts without a
 * runbook, and steps that are in the wrong place.
 *
 * <p>Floor 5: imports {@code memory}, {@code learn.analysis.signal} and {@code
 * learn.analysis.pattern}.
 */
package io.runbookmemory.learn.analysis.signature;
