/**
 * Where the time from an alert to its plan goes, stage by stage, beside the bounds of the same run.
 * Entry type: {@link io.runbookmemory.bench.stages.StagesProgram}. It imports {@code measure},
 * {@code recall} and {@code search}.
 */
package io.runbookmemory.bench.stages;
