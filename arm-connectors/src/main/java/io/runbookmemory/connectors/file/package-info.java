/**
 * What the readers of this module have in common: {@link
 * io.runbookmemory.connectors.file.SourceFile} is a file as text, {@link
 * io.runbookmemory.connectors.file.WrittenValue} are values as people write them. Not exported.
 *
 * <p>Imports the JDK and the core's {@code error} and {@code memory}.
 */
package io.runbookmemory.connectors.file;
