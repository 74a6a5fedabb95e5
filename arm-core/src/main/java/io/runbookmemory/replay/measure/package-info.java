/**
 * What a replay is measured by beyond counting: {@link io.runbookmemory.replay.measure.RepairModel}
 * says what a change of the time to repair would rest on, {@link
 * io.runbookmemory.replay.measure.Deflection} how many incidents needed nobody's night, {@link
 * io.runbookmemory.replay.measure.RemovedNoise} which pages were about nothing.
 *
 * <p>Floor 6: may import {@code replay}.
 */
package io.runbookmemory.replay.measure;
