/**
 * The JSON of changes, which {@code arm export} writes and {@code arm import} reads: {@link
 * io.runbookmemory.store.json.ChangeJson}.
 *
 * <p>Floor 3: imports {@code store} and what that imports.
 */
package io.runbookmemory.store.json;
