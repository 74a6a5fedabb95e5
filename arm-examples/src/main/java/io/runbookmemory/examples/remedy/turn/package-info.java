/** One remediation per target at a time, over all daemons of a store, the urgent ones first. */
package io.runbookmemory.examples.remedy.turn;
