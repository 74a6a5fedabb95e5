/**
 * A year of on-call, drawn from a seed, lived through twice: with everything that memory learns,
 * and with none of it. {@link io.runbookmemory.bench.year.SimulatedYear} is where it begins.
 */
package io.runbookmemory.bench.year;
