/**
 * What is put in the place of secrets: {@link io.runbookmemory.guard.redact.replace.Numbering}
 * gives the same one to the same secret, {@link
 * io.runbookmemory.guard.redact.replace.StreamRedaction} does so for lines as they come.
 *
 * <p>Floor 2: imports {@code guard.redact} and {@code text}.
 */
package io.runbookmemory.guard.redact.replace;
