/**
 * Fewer pages, and no alert lost: {@link io.runbookmemory.oncall.noise.NoiseControl} folds what
 * repeats, groups, inhibits and silences, and records what became of everything.
 *
 * <p>Floor 5: imports {@code alert}, {@code slo} and the JDK.
 */
package io.runbookmemory.oncall.noise;
