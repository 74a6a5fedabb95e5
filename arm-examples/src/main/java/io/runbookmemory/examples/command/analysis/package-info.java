/** The commands that find patterns in history: {@code arm analyze} and {@code arm predict}. */
package io.runbookmemory.examples.command.analysis;
