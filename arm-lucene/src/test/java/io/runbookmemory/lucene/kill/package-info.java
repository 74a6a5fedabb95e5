/** A process to kill, outside the store's own package so that it can run beside the module. */
package io.runbookmemory.lucene.kill;
