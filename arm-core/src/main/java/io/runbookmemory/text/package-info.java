/**
 * Text of operations: tokens, passages and identifiers.
 *
 * <p>Floor 1: imports {@code error} alone.
 */
package io.runbookmemory.text;
