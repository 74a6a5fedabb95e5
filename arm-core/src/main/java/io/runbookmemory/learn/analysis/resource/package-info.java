/**
 * Which resources run out, and when: {@link
 * io.runbookmemory.learn.analysis.resource.ExhaustionForecasts}.
 *
 * <p>Floor 5: imports {@code metric}, {@code learn.analysis.signal} and {@code
 * learn.analysis.pattern}.
 */
package io.runbookmemory.learn.analysis.resource;
