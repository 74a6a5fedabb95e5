/** What a word of the command line stands for. */
package io.runbookmemory.examples.option.convert;
