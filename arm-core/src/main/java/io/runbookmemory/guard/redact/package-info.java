/**
 * How secrets are recognised: {@link io.runbookmemory.guard.redact.SecretScanner} goes once over a
 * text and asks, only where a character or the beginning of a word gives cause, a small exact
 * recogniser for the published form. {@link io.runbookmemory.guard.PatternRedactor} is the way in.
 *
 * <p>Floor 2: imports {@code error} and {@code text}.
 */
package io.runbookmemory.guard.redact;
