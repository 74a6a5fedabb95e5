/**
 * Text of operations, taken apart: tokens for the lexical leg ({@link
 * io.runbookmemory.text.OperationsTokenizer}), passages for the vector leg ({@link
 * io.runbookmemory.text.PassageSplitter}) and what names one thing exactly ({@link
 * io.runbookmemory.text.Identifiers}). Everything here is pure and deterministic.
 *
 * <p>Floor 1: imports {@code error} alone.
 */
package io.runbookmemory.text;
