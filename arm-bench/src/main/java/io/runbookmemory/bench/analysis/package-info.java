/**
 * What sleep-time analysis finds and costs: a {@link io.runbookmemory.bench.analysis.PlantedYear}
 * knows what is in it, a {@link io.runbookmemory.bench.analysis.Score} counts what was found of
 * that.
 */
package io.runbookmemory.bench.analysis;
