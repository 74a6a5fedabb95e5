/**
 * What a recall went by and what came of it, written down: {@link
 * io.runbookmemory.recall.receipt.Receipt}, which can be kept, read, asked again and compared.
 *
 * <p>Floor 4, above {@code recall}: imports that, {@code store}, {@code guard}, {@code memory},
 * {@code text}, {@code alert}, {@code embedding} and {@code error}.
 */
package io.runbookmemory.recall.receipt;
