/**
 * What the words of a step say about it: {@link io.runbookmemory.text.remark.StepRemarks}.
 *
 * <p>Floor 1: imports nothing.
 */
package io.runbookmemory.text.remark;
