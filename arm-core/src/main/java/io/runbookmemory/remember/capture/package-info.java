/**
 * Capture: what somebody on call types becomes a structured memory by rules, without an LLM. {@link
 * io.runbookmemory.remember.capture.Capture} is the way in; {@link
 * io.runbookmemory.remember.capture.Extractor} the port for other rules.
 *
 * <p>Floor 4: imports {@code guard}, {@code memory} and {@code text}.
 */
package io.runbookmemory.remember.capture;
