/**
 * The failures of the world, one subtype of {@link io.runbookmemory.error.ArmException} for each
 * thing a caller can do about them. A caller's own mistake is a JDK exception instead ({@link
 * IllegalArgumentException}, {@link IllegalStateException}); an expected outcome is a value.
 *
 * <p>Floor 0: imports the JDK alone.
 */
package io.runbookmemory.error;
