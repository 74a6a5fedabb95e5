/**
 * Reports that are written once and read at several places: {@link
 * io.runbookmemory.replay.page.Page}.
 *
 * <p>Floor 6: imports nothing.
 */
package io.runbookmemory.replay.page;
