/**
 * Looks a memory over: {@link io.runbookmemory.learn.upkeep.audit.Auditor} counts what is there and
 * names what an owner should look at, with the command to run.
 *
 * <p>Floor 5: imports {@code learn.upkeep}, {@code store}, {@code salience} and {@code memory}.
 */
package io.runbookmemory.learn.upkeep.audit;
