/**
 * Sets with known answers, to be asked by {@code io.runbookmemory.replay}: {@link
 * io.runbookmemory.connectors.evaluation.BeirSet}, {@link
 * io.runbookmemory.connectors.evaluation.IncidentStream} and, to be played again, {@link
 * io.runbookmemory.connectors.evaluation.IncidentFiles}.
 *
 * <p>Imports {@code file}, {@code jsonl}, {@code sli}, the core's {@code replay}, {@code slo},
 * {@code memory} and {@code error}, and Jackson, which shows in no signature.
 */
package io.runbookmemory.connectors.evaluation;
