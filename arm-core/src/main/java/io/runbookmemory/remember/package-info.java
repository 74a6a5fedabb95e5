/**
 * The write pipeline: {@link io.runbookmemory.remember.RememberPipeline} redacts, splits, embeds
 * and stores.
 *
 * <p>Floor 4: imports {@code store}, {@code memory}, {@code guard}, {@code embedding}, {@code text}
 * and {@code error}; does not know {@code recall}.
 */
package io.runbookmemory.remember;
