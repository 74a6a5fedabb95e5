/**
 * The secret that the guard signs with: {@link io.runbookmemory.guard.key.SigningKey}.
 *
 * <p>Floor 2: imports the JDK alone.
 */
package io.runbookmemory.guard.key;
