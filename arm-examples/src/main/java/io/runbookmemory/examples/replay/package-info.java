/**
 * {@code arm replay}: {@link io.runbookmemory.examples.replay.ReplayCommand}. May import {@code
 * option} and {@code view}.
 */
package io.runbookmemory.examples.replay;
