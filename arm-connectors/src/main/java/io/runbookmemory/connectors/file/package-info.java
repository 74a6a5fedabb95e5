/**
 * Files as the readers of this module take them: {@link
 * io.runbookmemory.connectors.file.SourceFile}. Not exported.
 *
 * <p>Imports the JDK and the core's {@code error} and {@code memory}.
 */
package io.runbookmemory.connectors.file;
