/** The commands, one class each, and what they share. */
package io.runbookmemory.examples.command;
